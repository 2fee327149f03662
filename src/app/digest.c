/* The idea: each report is read once; what is quoted, counted and noted in it goes into the digest.
 * What several reports quote is one saying, and a speaker goes by the last word of his name. */
#include "tearsheet/app/digest.h"

#include <stdlib.h>

#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/headlines.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/story/quotes.h"

struct job {
    struct ts_digest *d;
    struct ts_db *db;
    struct ts_arena *scratch;
    struct ts_report *texts; /* of the reports; copies have one, too */
    ts_str *letters;         /* of the sayings, as letters() has them */
    size_t n_letters, cap_letters;
    size_t cap_sayings, cap_corrections;
};

/* ---- quotations ---- */

/* Letters alone, so that marks and spaces make no difference. */
static ts_str letters(struct ts_arena *a, ts_str text)
{
    struct ts_buf out = { 0 };
    ts_str folded = ts_utf8_fold(a, text);
    size_t pos = 0;

    while (pos < folded.len) {
        uint32_t rune = ts_utf8_next(folded, &pos);
        if (ts_rune_is_word(rune))
            ts_utf8_put(&out, rune);
    }
    ts_str kept = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return kept;
}

/* One of them quotes the other, whole or in part; both are letters alone. */
static bool is_one_saying(ts_str a, ts_str b)
{
    return a.len > b.len ? ts_str_find(a, b, 0) != TS_NPOS : ts_str_find(b, a, 0) != TS_NPOS;
}

static void add_saying(struct job *j, const struct ts_quote *quote, size_t report)
{
    struct ts_digest *d = j->d;
    struct ts_saying *known = NULL;
    ts_str said = letters(j->scratch, quote->text);

    for (size_t i = 0; i < d->n_sayings && !known; i++)
        if (is_one_saying(j->letters[i], said))
            known = &d->sayings[i];
    if (!known) {
        *TS_PUSH(j->scratch, j->letters, j->n_letters, j->cap_letters) = said;
        *TS_PUSH(&d->arena, d->sayings, d->n_sayings, j->cap_sayings) =
            (struct ts_saying){ quote->speaker, quote->text, report, 1 };
        return;
    }
    if (known->speaker.len == 0)
        known->speaker = quote->speaker;
    known->n_reports++;
}

static ts_str last_word(ts_str name)
{
    ts_str word, last = { 0 };

    while (ts_str_word(&name, &word))
        last = word;
    return last;
}

/* Speakers in the order in which they were first heard, nameless ones last. */
static size_t turn_of(const struct ts_digest *d, const struct ts_saying *s)
{
    ts_str name = last_word(s->speaker);
    size_t i = 0;

    if (name.len == 0)
        return d->n_sayings;
    while (!ts_str_eq_nocase(last_word(d->sayings[i].speaker), name))
        i++;
    return i;
}

struct turn {
    size_t speaker, place;
    struct ts_saying saying;
};

static int by_turn(const void *p, const void *q)
{
    const struct turn *x = p, *y = q;

    if (x->speaker != y->speaker)
        return x->speaker < y->speaker ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void order_sayings(struct ts_digest *d)
{
    struct ts_arena scratch = { 0 };
    struct turn *turns = TS_NEW_ARRAY(&scratch, d->n_sayings, struct turn);

    for (size_t i = 0; i < d->n_sayings; i++) {
        turns[i] = (struct turn){ turn_of(d, &d->sayings[i]), i, d->sayings[i] };
        if (turns[i].speaker < d->n_sayings) /* by the name that was given first */
            turns[i].saying.speaker = d->sayings[turns[i].speaker].speaker;
    }
    if (d->n_sayings > 0)
        qsort(turns, d->n_sayings, sizeof *turns, by_turn);
    for (size_t i = 0; i < d->n_sayings; i++)
        d->sayings[i] = turns[i].saying;
    ts_arena_done(&scratch);
}

/* ---- the reports ---- */

static void add_notes(struct job *j, const struct ts_article *article, size_t report)
{
    struct ts_digest *d = j->d;

    for (size_t i = 0; i < article->n_blocks; i++)
        if (article->blocks[i].is_kept && article->blocks[i].kind == TS_BLOCK_NOTE)
            *TS_PUSH(&d->arena, d->corrections, d->n_corrections, j->cap_corrections) =
                (struct ts_correction){ report, ts_arena_str(&d->arena, article->blocks[i].text) };
}

static enum ts_rc read_report(struct job *j, const struct ts_article_row *row, size_t place,
                              struct ts_err *err)
{
    struct ts_digest *d = j->d;
    struct ts_arena scratch = { 0 };
    struct ts_stored stored;

    enum ts_rc rc = ts_article_get(&scratch, j->db, row->id, &stored, err);
    if (rc == TS_OK) {
        d->reports[place] = (struct ts_digest_report){
            .id = row->id,
            .at = row->sort_at,
            .title = ts_arena_str(&d->arena, row->title),
            .site = ts_arena_str(&d->arena, row->site.len > 0 ? row->site : stored.source_name),
            .copy_of_id = row->copy_of_id,
        };
        j->texts[place] = (struct ts_report){
            .id = row->id,
            .text = ts_article_text(&d->arena, &stored.article),
            .lang = ts_arena_str(&d->arena, stored.article.lang),
        };
        if (row->copy_of_id == 0)
            add_notes(j, &stored.article, place);
    }
    ts_arena_done(&scratch);
    return rc;
}

static size_t place_of(const struct ts_digest *d, int64_t id)
{
    for (size_t i = 0; i < d->n_reports; i++)
        if (d->reports[i].id == id)
            return i;
    return TS_NPOS;
}

/* Of copies what they changed, of the others who says what. */
static void read_texts(struct job *j)
{
    struct ts_digest *d = j->d;

    for (size_t i = 0; i < d->n_reports; i++) {
        struct ts_digest_report *r = &d->reports[i];
        size_t original = r->copy_of_id != 0 ? place_of(d, r->copy_of_id) : TS_NPOS, n = 0;
        if (original != TS_NPOS) {
            r->is_compared = true;
            r->changes = ts_changes_of_copy(&d->arena, j->texts[original].text, j->texts[i].text);
        }
        if (r->copy_of_id != 0)
            continue;
        struct ts_quote *quotes = ts_quotes_find(&d->arena, j->texts[i].text, j->texts[i].lang, &n);
        for (size_t k = 0; k < n; k++)
            add_saying(j, &quotes[k], i);
    }
    order_sayings(d);
}

static void compare_figures(struct job *j)
{
    struct ts_digest *d = j->d;
    struct ts_arena scratch = { 0 };
    struct ts_report *own = TS_NEW_ARRAY(&scratch, d->n_reports, struct ts_report);
    size_t *places = TS_NEW_ARRAY(&scratch, d->n_reports, size_t), n = 0;

    for (size_t i = 0; i < d->n_reports; i++)
        if (d->reports[i].copy_of_id == 0) {
            own[n] = j->texts[i];
            places[n++] = i;
        }
    d->disputes = ts_figures_compare(&d->arena, own, n, &d->n_disputes);
    for (size_t i = 0; i < d->n_disputes; i++)
        for (size_t k = 0; k < d->disputes[i].n; k++)
            d->disputes[i].figures[k].report = places[d->disputes[i].figures[k].report];
    ts_arena_done(&scratch);
}

/* ---- headlines ---- */

/* What it became is what it was until the next change, or what it is. */
static ts_str later_headline(const struct ts_digest *d, const struct ts_old_headline *list,
                             size_t n, size_t i, size_t report)
{
    for (size_t k = i + 1; k < n; k++)
        if (list[k].article_id == list[i].article_id)
            return list[k].title;
    return d->reports[report].title;
}

static enum ts_rc read_headlines(struct job *j, struct ts_err *err)
{
    struct ts_digest *d = j->d;
    struct ts_old_headline *list = NULL;
    size_t n = 0, cap = 0;

    enum ts_rc rc = ts_headlines_of_story(&d->arena, j->db, d->story_id, &list, &n, err);
    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        size_t report = place_of(d, list[i].article_id);
        if (report != TS_NPOS)
            *TS_PUSH(&d->arena, d->headlines, d->n_headlines, cap) =
                (struct ts_headline_change){ report, list[i].until_at, list[i].title,
                                             later_headline(d, list, n, i, report) };
    }
    return rc;
}

static enum ts_rc read_story(struct job *j, struct ts_err *err)
{
    struct ts_digest *d = j->d;
    struct ts_arena *scratch = j->scratch;
    struct ts_article_query query = { .story_id = d->story_id,
                                      .order = TS_OLDEST,
                                      .limit = TS_DIGEST_REPORTS_MAX };
    struct ts_article_row *rows;
    struct ts_story_row story;
    size_t n = 0, n_all = 0;

    enum ts_rc rc = ts_story_get(scratch, j->db, d->story_id, &story, err);
    if (rc == TS_OK)
        rc = ts_articles_list(scratch, j->db, &query, &rows, &n, err);
    if (rc == TS_OK)
        rc = ts_articles_count(j->db, &query, &n_all, err);
    if (rc != TS_OK)
        return rc;
    d->headline = ts_arena_str(&d->arena, story.headline);
    d->n_left_out = n_all > n ? n_all - n : 0; /* one may be purged meanwhile */
    d->reports = TS_NEW_ARRAY(&d->arena, n, struct ts_digest_report);
    j->texts = TS_NEW_ARRAY(scratch, n, struct ts_report);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = read_report(j, &rows[i], i, err);
    d->n_reports = rc == TS_OK ? n : 0;
    return rc;
}

enum ts_rc ts_digest_of_story(struct ts_db *db, int64_t story_id, struct ts_digest *out,
                              struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct job j = { .d = out, .db = db, .scratch = &scratch };

    *out = (struct ts_digest){ .story_id = story_id };
    enum ts_rc rc = read_story(&j, err);
    if (rc == TS_OK)
        rc = read_headlines(&j, err);
    if (rc == TS_OK) {
        read_texts(&j);
        compare_figures(&j);
    }
    ts_arena_done(&scratch);
    return rc;
}

void ts_digest_done(struct ts_digest *d)
{
    ts_arena_done(&d->arena);
    *d = (struct ts_digest){ 0 };
}
