/* The idea: tokens of title, lead and body are counted by stem, names of several words once more as
 * one term.  Copies are found by the smallest hashes of runs of five words (a bottom-k sketch), so
 * that the share of one text in another can be estimated from a fixed number of hashes. */
#include "tearsheet/story/fingerprint.h"

#include <string.h>

#include "address_priv.h"
#include "counts_priv.h"
#include "form_priv.h"
#include "lexicon_priv.h"
#include "sort_priv.h"
#include "sound_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tokens_priv.h"

enum {
    LEAD_WORDS = 70,    /* the lead is the paragraphs that begin within so many words */
    DAY_WORDS = 120,    /* a report names the days of its event within so many words */
    RUN_WORDS = 5,      /* of a shingle */
    SHINGLES_MAX = 128, /* kept of a text */
    SOUND_DIGITS = 3,   /* shorter numbers say nothing across languages */
};

enum part { IN_TITLE, IN_LEAD, IN_BODY };

struct collector {
    struct ts_arena *arena;
    struct counts index; /* hash to place + 1 */
    struct ts_term *terms;
    size_t n, cap;
    uint32_t *sounds;
    size_t n_sounds, sounds_cap;
};

static void count_up(uint8_t *count)
{
    if (*count < UINT8_MAX)
        (*count)++;
}

static struct ts_term *put_term(struct collector *c, uint32_t hash, uint8_t kind, enum part part)
{
    uint32_t *at = counts_put(&c->index, hash);

    if (*at == 0) {
        struct ts_term *fresh = TS_PUSH(c->arena, c->terms, c->n, c->cap);
        fresh->hash = hash;
        *at = (uint32_t)c->n;
    }
    struct ts_term *term = &c->terms[*at - 1];
    if (kind > term->kind)
        term->kind = kind & 15u;
    count_up(part == IN_TITLE ? &term->title : part == IN_LEAD ? &term->lead : &term->body);
    return term;
}

/* A usual word has a capital where a sentence begins, or as all nouns have in German. */
static bool may_be_name(const struct token *k)
{
    return k->kind == TS_TERM_NAME || k->usage < TS_USAGE_USUAL;
}

static void put_sound(struct collector *c, const struct token *k)
{
    bool is_number = k->kind == TS_TERM_NUMBER && k->text.len >= SOUND_DIGITS;

    if ((k->sound != 0 && may_be_name(k)) || is_number)
        *TS_PUSH(c->arena, c->sounds, c->n_sounds, c->sounds_cap) = is_number ? k->stem : k->sound;
}

static bool is_name_of_two(const struct token *k, const struct token *next)
{
    return k->is_capital && !k->is_first && !k->is_stop && next->is_capital && next->is_glued &&
           !next->is_stop;
}

/* Names of two words are one in other languages: Corn Market, Kornmarkt. */
static void put_name_of_two(struct collector *c, const struct token *k)
{
    ts_str both = ts_utf8_lower(
        c->arena, ts_arena_printf(c->arena, "%.*s%.*s", TS_FMT(k[0].text), TS_FMT(k[1].text)));
    uint32_t sound = sound_of(ts_utf8_fold(c->arena, both));

    if (sound != 0)
        *TS_PUSH(c->arena, c->sounds, c->n_sounds, c->sounds_cap) = sound;
}

static void put_span(struct collector *c, const struct tokens *t, size_t i, size_t end,
                     enum part part)
{
    uint32_t hash = 0;

    for (size_t k = i; k < end; k++)
        hash = (uint32_t)ts_hash_bytes(&t->v[k].stem, sizeof t->v[k].stem, hash + 1);
    put_term(c, hash, TS_TERM_SPAN, part);
}

static void collect(struct collector *c, const struct tokens *t, bool is_title, size_t lead_end)
{
    size_t span_end = 0;

    for (size_t i = 0; i < t->n; i++) {
        const struct token *k = &t->v[i];
        enum part part = is_title ? IN_TITLE : i < lead_end ? IN_LEAD : IN_BODY;
        if (k->is_stop && k->kind != TS_TERM_NUMBER)
            continue;
        put_term(c, k->stem, k->kind, part)->usage = k->usage & 15u;
        put_sound(c, k);
        if (i + 1 < t->n && is_name_of_two(k, k + 1))
            put_name_of_two(c, k);
        if (k->kind == TS_TERM_NAME && i >= span_end) {
            span_end = tokens_span_end(t, i);
            if (span_end > i + 1)
                put_span(c, t, i, span_end, part);
        }
    }
}

/* The first token behind the lead. */
static size_t lead_end_of(const struct tokens *t)
{
    for (size_t i = LEAD_WORDS; i < t->n; i++)
        if (t->v[i].paragraph != t->v[i - 1].paragraph)
            return i;
    return t->n;
}

/* Sorts and drops what repeats; returns how many are left. */
static size_t sort_unique(struct ts_arena *a, uint32_t *v, size_t n)
{
    uint64_t *keys = ts_arena_alloc_raw(a, n * sizeof *keys);
    size_t left = 0;

    for (size_t i = 0; i < n; i++)
        keys[i] = v[i];
    sort_by_low(a, keys, n);
    for (size_t i = 0; i < n; i++)
        if (left == 0 || v[left - 1] != (uint32_t)keys[i])
            v[left++] = (uint32_t)keys[i];
    return left;
}

/* The terms by hash, in `a`. */
static struct ts_term *sort_terms(struct ts_arena *a, const struct collector *c)
{
    struct ts_term *sorted = ts_arena_alloc_raw(a, c->n * sizeof *sorted);
    uint64_t *keys = ts_arena_alloc_raw(c->arena, c->n * sizeof *keys);

    for (size_t i = 0; i < c->n; i++)
        keys[i] = (uint64_t)i << 32 | c->terms[i].hash;
    sort_by_low(c->arena, keys, c->n);
    for (size_t i = 0; i < c->n; i++)
        sorted[i] = c->terms[keys[i] >> 32];
    return sorted;
}

static void make_shingles(struct ts_arena *a, struct ts_fingerprint *fp, const struct tokens *t)
{
    size_t n = t->n >= RUN_WORDS ? t->n - RUN_WORDS + 1 : 0;
    uint32_t *all = TS_NEW_ARRAY(a, n, uint32_t);

    for (size_t i = 0; i < n; i++) {
        uint32_t run[RUN_WORDS];
        for (size_t k = 0; k < RUN_WORDS; k++)
            run[k] = t->v[i + k].word;
        all[i] = (uint32_t)ts_hash_bytes(run, sizeof run, 0);
    }
    n = sort_unique(a, all, n);
    fp->has_all_shingles = n <= SHINGLES_MAX;
    fp->n_shingles = (uint32_t)(fp->has_all_shingles ? n : SHINGLES_MAX);
    fp->shingles = all;
}

static uint32_t site_of(struct ts_arena *a, const struct ts_report *report)
{
    ts_str host = ts_url_site(report->url);
    ts_str name = report->site.len > 0 ? report->site : host;
    char *lower = ts_arena_alloc_raw(a, name.len);

    for (size_t i = 0; i < name.len; i++)
        lower[i] = ts_lower(name.ptr[i]);
    return name.len > 0 ? (uint32_t)ts_str_hash((ts_str){ lower, name.len }) | 1 : 0;
}

static void put_head(struct ts_arena *a, struct ts_fingerprint *fp, const struct ts_report *report,
                     ts_str lang)
{
    struct ts_when when = report->published;

    if (when.precision == TS_WHEN_NONE)
        when = day_of_address(report->url);
    fp->id = report->id;
    fp->at = when.precision == TS_WHEN_NONE ? 0 : when.at;
    fp->is_day = when.precision == TS_WHEN_DAY;
    if (lang.len == 2)
        memcpy(fp->lang, lang.ptr, 2);
    fp->site = site_of(a, report);
    if (report->url.len > 0)
        fp->url = ts_str_hash(ts_url_canonical(a, report->url));
}

static ts_str lang_of(struct ts_arena *a, const struct ts_report *report)
{
    ts_str lang = ts_lang_primary(a, report->lang);

    if (lang.len == 0)
        lang = ts_lang_guess(report->text);
    return lang.len > 0 ? lang : ts_lang_guess(report->title);
}

static uint8_t weekdays_of(struct ts_lexicon *l, ts_str lang, const struct tokens *t)
{
    struct ts_lexicon_lang *words = lexicon_lang(l, lang);
    unsigned days = 0;

    for (size_t i = 0; i < t->n && i < DAY_WORDS; i++) {
        int day = lexicon_weekday(l, words, t->v[i].stem);
        if (day >= 0)
            days |= 1u << day;
    }
    return (uint8_t)days;
}

static void *copy_of(struct ts_arena *a, const void *array, size_t n, size_t size)
{
    void *copy = ts_arena_alloc_raw(a, n * size);

    if (n > 0)
        memcpy(copy, array, n * size);
    return copy;
}

/* All that was collected, in `a` and no larger than need be. */
static void keep(struct ts_arena *a, struct ts_fingerprint *fp, struct collector *c)
{
    fp->n_terms = (uint32_t)c->n;
    fp->terms = sort_terms(a, c);
    fp->n_sounds = (uint32_t)sort_unique(c->arena, c->sounds, c->n_sounds);
    fp->sounds = copy_of(a, c->sounds, fp->n_sounds, sizeof *c->sounds);
    fp->shingles = copy_of(a, fp->shingles, fp->n_shingles, sizeof *fp->shingles);
}

struct ts_fingerprint *ts_fingerprint_make_with(struct ts_arena *a, struct ts_lexicon *l,
                                                const struct ts_report *report)
{
    struct ts_arena scratch = { 0 };
    struct ts_fingerprint *fp = TS_NEW(a, struct ts_fingerprint);
    ts_str lang = lang_of(&scratch, report);
    struct tokens *title = tokens_make(&scratch, l, report->title, lang);
    struct tokens *body = tokens_make(&scratch, l, report->text, lang);
    struct collector c = { .arena = &scratch, .index = { .arena = &scratch } };

    put_head(&scratch, fp, report, lang);
    tokens_name_headline(&scratch, title, body, lang);
    collect(&c, title, true, 0);
    collect(&c, body, false, lead_end_of(body));
    fp->n_words = (uint32_t)body->n;
    fp->weekdays = weekdays_of(l, lang, title) | weekdays_of(l, lang, body);
    fp->form = (uint8_t)form_of(&scratch, report, title, body);
    make_shingles(&scratch, fp, body);
    keep(a, fp, &c);
    ts_arena_done(&scratch);
    return fp;
}

struct ts_fingerprint *ts_fingerprint_make(struct ts_arena *a, const struct ts_report *report)
{
    struct ts_lexicon lexicon = { 0 };
    struct ts_fingerprint *fp = ts_fingerprint_make_with(a, &lexicon, report);

    ts_lexicon_done(&lexicon);
    return fp;
}

/* How many of the sorted hashes are not above `limit`. */
static size_t count_below(const uint32_t *v, size_t n, uint32_t limit)
{
    size_t low = 0;

    while (low < n) {
        size_t mid = low + (n - low) / 2;
        if (v[mid] <= limit)
            low = mid + 1;
        else
            n = mid;
    }
    return low;
}

/* The share of the hashes `x` that are among `y` too; 0 as soon as it is sure to be below `least`.
 */
static float share_in(const uint32_t *x, size_t n_x, const uint32_t *y, size_t n_y, float least)
{
    size_t k = 0, n_both = 0;

    for (size_t i = 0; i < n_x; i++) {
        while (k < n_y && y[k] < x[i])
            k++;
        if (k < n_y && y[k] == x[i])
            n_both++;
        else if ((float)(n_x - i + n_both) < least * (float)n_x)
            return 0;
    }
    return n_x > 0 ? (float)n_both / (float)n_x : 0;
}

static float overlap(const struct ts_fingerprint *x, const struct ts_fingerprint *y, float least)
{
    uint32_t limit = UINT32_MAX; /* below it both have all their hashes */

    if (x->n_shingles == 0 || y->n_shingles == 0)
        return 0;
    if (!x->has_all_shingles)
        limit = x->shingles[x->n_shingles - 1];
    if (!y->has_all_shingles && y->shingles[y->n_shingles - 1] < limit)
        limit = y->shingles[y->n_shingles - 1];
    size_t n_x = count_below(x->shingles, x->n_shingles, limit);
    size_t n_y = count_below(y->shingles, y->n_shingles, limit);
    return n_x <= n_y ? share_in(x->shingles, n_x, y->shingles, n_y, least)
                      : share_in(y->shingles, n_y, x->shingles, n_x, least);
}

float ts_fingerprint_overlap(const struct ts_fingerprint *x, const struct ts_fingerprint *y)
{
    return overlap(x, y, 0);
}

bool ts_fingerprint_overlaps(const struct ts_fingerprint *x, const struct ts_fingerprint *y,
                             float least)
{
    return overlap(x, y, least) >= least;
}
