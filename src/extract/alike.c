/* Comments whose elements have no telling names, and first sentences of other articles below a very
 * short one, score like the article.  What tells is that each of them comes with the same around
 * it, time and again: a comment with a name and when it was written, another article with its
 * headline as a link.  The texts of such a series have the same names, those of their elements, and
 * nothing of the article stands between or behind them. */
#include "alike_priv.h"

#include <string.h>

#include "elements_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum {
    MIN_UNITS = 3,
    MAX_TEXTS = 2,  /* of a comment, on average */
    MAX_LEVELS = 3, /* whose names tell that texts are made alike */
    MAX_HEAD = 4,   /* blocks in front of a unit's text that are of the unit */
    MIN_TEXT_WORDS = 5,
    MIN_HEADLINE_WORDS = 3,
    MIN_TITLE_WORDS = 4, /* of the page's; those of others have half a word less on average */
    MAX_LABEL_WORDS = 8,
    MAX_NAME_WORDS = 3,
    MAX_TEASER_BYTES = 400,
    MIN_OWN_BYTES = 60,   /* of the article above them */
    MAX_OWN_BYTES = 1200, /* of one that other articles outweigh */
    /* Of what is commented on, where the page does not call itself an article: it may be a question
     * whose answers the page is about. */
    MIN_ANSWERED_BYTES = 250,
};

static const float LINK_SHARE = 0.75F, FEW_LINKS = 0.3F, SURE = 0.85F;
static const double UNIT_SHARE = 0.7, DISTINCT_SHARE = 0.6;

/* The texts that have the same names. */
struct series {
    size_t n, n_teasers, n_comments, n_names; /* n_names: different ones */
    size_t n_texts, n_headline_words;
    size_t first, last; /* blocks, from the first unit's head on */
    size_t bytes;
};

struct finder {
    struct ts_arena scratch;
    const struct ts_page *page;
    const struct ts_features *rows;
    struct ts_verdict *verdicts;
    uint32_t *group;     /* of each block */
    bool *is_sentence;   /* each block: as articles have them */
    struct series *list; /* by number of the group */
    size_t n_title_words, n_judged;
    struct ts_map names; /* of a series and a name, those seen */
};

/* What stands in front of a text: from `first` on, to it. */
struct head {
    size_t first;
    bool has_time;
    const struct ts_features *headline; /* or NULL */
    ts_str name;                        /* or empty */
};

static const struct ts_piece *piece(const struct finder *f, size_t i)
{
    return &f->page->pieces.list[i];
}

static bool is_headline(const struct ts_features *row)
{
    return row->v[TS_F_LINK_SHARE] > LINK_SHARE && row->v[TS_F_WORDS] >= MIN_HEADLINE_WORDS;
}

/* The address that a link of the block has, as written. */
static ts_str target_of(const struct ts_piece *p)
{
    for (size_t k = 0; k < p->n_spans; k++)
        if (p->spans[k].kind == TS_SPAN_LINK)
            return p->spans[k].target;
    const struct ts_node *link = p->el->tag == TS_TAG_A ? p->el : ts_node_above(p->el, TS_TAG_A);
    return link ? ts_node_attr(link, TS_ATTR_HREF) : (ts_str){ 0 };
}

/* To another page of the site, and not to a place on this one. */
static bool leads_to_article(struct finder *f, size_t i)
{
    ts_str target = ts_str_trim(target_of(piece(f, i)));
    ts_str url = ts_url_resolve(&f->scratch, f->page->url, target);

    if (target.len == 0 || ts_str_starts(target, "#"))
        return false;
    return !ts_url_is_http(url) || ts_str_eq(ts_url_site(url), ts_url_site(f->page->url));
}

/* A paragraph of a card that is a link as a whole. */
static bool is_in_link(const struct ts_piece *p)
{
    return p->el->tag == TS_TAG_P && ts_node_above(p->el, TS_TAG_A);
}

static bool is_text(const struct finder *f, size_t i)
{
    const float *v = f->rows[i].v;

    return piece(f, i)->kind != TS_BLOCK_HEADING && piece(f, i)->kind != TS_BLOCK_TABLE_ROW &&
           v[TS_F_WORDS] >= MIN_TEXT_WORDS &&
           (v[TS_F_LINK_SHARE] < FEW_LINKS || is_in_link(piece(f, i))) &&
           (v[TS_F_ENDING] == 1 || v[TS_F_WORDS] > MAX_LABEL_WORDS);
}

static bool is_label(const struct ts_features *row)
{
    return row->v[TS_F_WORDS] <= MAX_LABEL_WORDS && row->v[TS_F_WORDS] > 0;
}

/* Words that tell how long ago. */
static const char *const ago[] = { "ago",  "vor",  "il y a", "hace",    "há",       "fa",
                                   "temu", "тому", "назад",  "geleden", "sedan",    "siden",
                                   "önce", "前",   "전",     "trước",   "yang lalu" };

static bool has_word(ts_str lower, const char *word)
{
    size_t at = ts_str_find(lower, ts_str_of(word), 0), end = at + strlen(word);
    bool is_spaceless = (unsigned char)*word >= 0xE3;

    return at != TS_NPOS && (is_spaceless || ((at == 0 || lower.ptr[at - 1] == ' ') &&
                                              (end == lower.len || lower.ptr[end] == ' ')));
}

/* "2 hours ago", "14 October 2026". */
static bool tells_when(const struct ts_piece *p, const struct ts_features *row)
{
    struct ts_arena scratch = { 0 };
    bool found = false;

    if (row->v[TS_F_DIGITS] <= 0 || p->kind == TS_BLOCK_HEADING || p->kind == TS_BLOCK_QUOTE)
        return false;
    ts_str lower = ts_utf8_lower(&scratch, p->text);
    for (size_t i = 0; i < TS_COUNT(ago) && !found; i++)
        found = has_word(lower, ago[i]);
    ts_arena_done(&scratch);
    return found || ts_when_find(p->text).precision != TS_WHEN_NONE;
}

/* Of "Marlo T., 2 hours ago" what is before the digit. */
static ts_str name_in(ts_str text)
{
    size_t len = 0;

    while (len < text.len && !ts_is_digit(text.ptr[len]))
        len++;
    return ts_str_trim(ts_str_sub(text, 0, len));
}

static void read_label(const struct finder *f, size_t i, struct head *head)
{
    const struct ts_piece *p = piece(f, i);
    const float *v = f->rows[i].v;
    bool has_time = tells_when(p, &f->rows[i]);

    if ((!has_time && v[TS_F_WORDS] <= MAX_NAME_WORDS) ||
        (has_time && v[TS_F_WORDS] > MAX_NAME_WORDS &&
         ts_when_parse(p->text).precision == TS_WHEN_NONE))
        head->name = has_time ? name_in(p->text) : p->text;
    head->has_time |= has_time;
}

static struct head head_of(struct finder *f, size_t i)
{
    struct head head = { .first = i };

    for (size_t k = i; k-- > 0 && i - k <= MAX_HEAD;) {
        if (is_text(f, k))
            break;
        if (is_headline(&f->rows[k]) && leads_to_article(f, k))
            head.headline = &f->rows[k];
        else if (is_label(&f->rows[k]))
            read_label(f, k, &head);
        else
            break;
        head.first = k;
    }
    return head;
}

/* A text that goes on in the next block is more than a first sentence. */
static bool is_teaser(const struct finder *f, size_t i, const struct head *head)
{
    bool goes_on = i + 1 < f->page->pieces.n && f->group[i + 1] == f->group[i];

    return head->headline && !goes_on && piece(f, i)->text.len <= MAX_TEASER_BYTES;
}

static void add_text(struct finder *f, size_t i)
{
    struct series *s = &f->list[f->group[i]];
    struct head head = head_of(f, i);
    bool goes_on = head.first == i && s->n > 0 && s->last + 1 == i;

    s->first = s->n == 0 ? head.first : s->first;
    s->last = i;
    s->bytes += piece(f, i)->text.len;
    s->n_texts++;
    if (goes_on && s->n_teasers == 0)
        return; /* a comment of several paragraphs */
    s->n++;
    if (is_teaser(f, i, &head)) {
        s->n_teasers++;
        s->n_headline_words += (size_t)head.headline->v[TS_F_WORDS];
    }
    if (head.name.len == 0 || !head.has_time)
        return;
    int64_t *seen = ts_map_put(&f->names, ts_str_hash(head.name) ^ f->group[i]);
    s->n_comments++;
    s->n_names += (*seen)++ == 0;
}

/* ---- the article's own ---- */

static void find_sentences(struct finder *f)
{
    f->is_sentence = TS_NEW_ARRAY(&f->scratch, f->page->pieces.n, bool);
    for (size_t i = 0; i < f->page->pieces.n; i++)
        f->is_sentence[i] = is_text(f, i) && f->rows[i].v[TS_F_ENDING] == 1 && !f->rows[i].prompt;
}

/* Bytes of sentences between the headline and the series. */
static size_t own_bytes(const struct finder *f, const struct series *s, uint32_t group)
{
    size_t bytes = 0;

    for (size_t i = 0; i < s->first; i++)
        if (f->is_sentence[i] && f->group[i] != group &&
            (f->verdicts[i].is_kept || f->rows[i].v[TS_F_FROM_HEADLINE] > 0))
            bytes += piece(f, i)->text.len;
    return bytes;
}

/* Does the article go on among the series or behind it? */
static bool is_in_article(const struct finder *f, const struct series *s, uint32_t group)
{
    for (size_t i = s->first; i < f->page->pieces.n; i++)
        if (f->group[i] != group && f->verdicts[i].is_kept && f->verdicts[i].score >= SURE &&
            f->is_sentence[i])
            return true;
    return false;
}

static bool are_comments(const struct finder *f, const struct series *s, size_t own)
{
    size_t wanted = s->bytes / 2 > MIN_ANSWERED_BYTES ? s->bytes / 2 : MIN_ANSWERED_BYTES;

    return (double)s->n_comments >= UNIT_SHARE * (double)s->n && s->n_texts <= MAX_TEXTS * s->n &&
           (double)s->n_names >= DISTINCT_SHARE * (double)s->n_comments &&
           own >= (f->page->is_article ? MIN_OWN_BYTES : wanted);
}

/* A page about some services has such a series too; but titles of articles are longer than names.
 */
static bool are_teasers(const struct finder *f, const struct series *s, size_t own)
{
    return !f->page->is_other && (double)s->n_teasers >= UNIT_SHARE * (double)s->n &&
           2 * s->n_headline_words >= (2 * MIN_TITLE_WORDS - 1) * s->n_teasers &&
           f->n_title_words >= MIN_TITLE_WORDS && own >= MIN_OWN_BYTES && own <= MAX_OWN_BYTES;
}

static void strip_series(const struct finder *f, const struct series *s, enum ts_block_kind kind,
                         ts_str reason)
{
    for (size_t i = s->first; i <= s->last; i++) {
        f->verdicts[i].is_kept = false;
        f->verdicts[i].kind = kind;
        f->verdicts[i].reason = reason;
    }
}

static void judge(struct finder *f, uint32_t group)
{
    const struct series *s = &f->list[group];

    bool has_heads = (double)(s->n_comments + s->n_teasers) >= UNIT_SHARE * (double)s->n;

    if (s->n < MIN_UNITS || !has_heads || f->n_judged++ >= TS_ALIKE_MAX_SERIES)
        return;
    if (is_in_article(f, s, group))
        return;
    size_t own = own_bytes(f, s, group);
    if (are_comments(f, s, own))
        strip_series(f, s, TS_BLOCK_COMMENTS, TS_STR("in a row of comments"));
    else if (are_teasers(f, s, own))
        strip_series(f, s, TS_BLOCK_RELATED, TS_STR("in a row of other articles"));
}

/* Words of the headline; two letters of a script without spaces count as one. */
static size_t title_words(ts_str title)
{
    size_t n = 0, n_spaceless = 0;

    for (size_t pos = 0; pos < title.len;) {
        uint32_t rune = ts_utf8_next(title, &pos);
        n_spaceless += ts_rune_is_cjk(rune);
        n += rune == ' ';
    }
    return n + 1 + n_spaceless / 2;
}

/* ---- groups ---- */

/* Of the element and two above it: what it is and what it is called. */
static uint64_t signature(const struct ts_node *n)
{
    uint64_t hash = 0;

    for (int up = 0; n && up < MAX_LEVELS; n = n->parent, up++)
        hash = hash * 31 + 2 * ts_node_names(n) + ts_node_has(n, TS_ATTR_ID);
    return hash;
}

static void number_groups(struct finder *f)
{
    struct ts_map by_signature = { .arena = &f->scratch };
    uint32_t n = 0;

    f->group = TS_NEW_ARRAY(&f->scratch, f->page->pieces.n, uint32_t);
    for (size_t i = 0; i < f->page->pieces.n; i++) {
        int64_t *number = ts_map_put(&by_signature, signature(piece(f, i)->el));
        *number = *number ? *number : ++n;
        f->group[i] = (uint32_t)*number - 1;
    }
}

void ts_strip_alike(const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts)
{
    struct finder f = { .page = page, .rows = rows, .verdicts = verdicts };

    f.list = TS_NEW_ARRAY(&f.scratch, page->pieces.n, struct series);
    number_groups(&f);
    f.n_title_words = title_words(page->title);
    f.names.arena = &f.scratch;
    find_sentences(&f);
    for (size_t i = 0; i < page->pieces.n; i++)
        if (is_text(&f, i))
            add_text(&f, i);
    for (size_t i = page->pieces.n; i-- > 0;) /* the last series first: then none is behind */
        if (f.list[f.group[i]].last == i)
            judge(&f, f.group[i]);
    ts_arena_done(&f.scratch);
}
