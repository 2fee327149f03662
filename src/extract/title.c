/* A vote.  Every source that has a title is a candidate; its score is its own weight and that of
 * all sources that say the same, or nearly so.  The weights say how often a source is the headline
 * where sources disagree: what stands over the text beats what was written for search engines. */
#include "title_priv.h"

#include "plain_priv.h"
#include "tearsheet/base/utf8.h"

enum { CANDIDATES_MAX = 24, WORDS_MAX = 60, HEADINGS_MAX = 12 };

/* Shares of common words, and what is left of the weight of a heading that has fewer. */
static const double RELATED_MIN = 0.4;
static const double STRAY_MAX = 0.1;
static const double STRAY_SHARE = 0.2;
static const double TOLD_MIN = 0.79; /* less have sources that tell the outlet's name alone */
static const double HEADING_WEIGHT = 7.0;
static const double SECTION_MAX = 0.3;

struct candidate {
    ts_str text;
    ts_str key;
    double weight;
    const struct ts_node *node; /* of headings */
    uint64_t words[WORDS_MAX];  /* hashes */
    size_t n_words;
};

struct vote {
    struct ts_arena *arena;
    struct candidate list[CANDIDATES_MAX];
    size_t n;
};

static size_t count_runes(ts_str text)
{
    size_t n = 0;

    for (size_t pos = 0; pos < text.len; n++)
        ts_utf8_next(text, &pos);
    return n;
}

static void set_words(struct ts_arena *a, struct candidate *c)
{
    ts_str rest = ts_utf8_fold(a, c->text);
    ts_str word;

    while (c->n_words < WORDS_MAX && ts_str_word(&rest, &word)) {
        ts_str key = ts_title_key(a, word);
        if (key.len > 0)
            c->words[c->n_words++] = ts_str_hash(key);
    }
}

static void add(struct vote *v, ts_str text, double weight, const struct ts_node *node)
{
    struct candidate c = { .text = ts_plain(v->arena, text), .weight = weight, .node = node };

    if (c.text.len == 0 || c.text.len > TS_TITLE_MAX_BYTES || v->n == CANDIDATES_MAX)
        return;
    c.key = ts_title_key(v->arena, c.text);
    if (c.key.len == 0)
        return;
    set_words(v->arena, &c);
    v->list[v->n++] = c;
}

/* Words that both have, as a share of those that one of them has. */
static double overlap(const struct candidate *a, const struct candidate *b)
{
    size_t common = 0;

    for (size_t i = 0; i < a->n_words; i++) {
        for (size_t j = 0; j < b->n_words; j++) {
            if (a->words[i] == b->words[j]) {
                common++;
                break;
            }
        }
    }
    size_t all = a->n_words + b->n_words - common;
    return all > 0 ? (double)common / (double)all : 0;
}

/* How much `other` speaks for `c`, 0 to 1. */
static double likeness(const struct candidate *c, const struct candidate *other)
{
    if (ts_str_eq(c->key, other->key))
        return 1;
    if (c->key.len >= 8 && ts_str_find(other->key, c->key, 0) != TS_NPOS)
        return c->key.len * 10 >= other->key.len * 6 ? 0.85 : 0.6;
    if (other->key.len >= 8 && ts_str_find(c->key, other->key, 0) != TS_NPOS)
        return 0.6 * (double)other->key.len / (double)c->key.len;
    double share = overlap(c, other);
    return share >= RELATED_MIN ? share * 0.5 : 0;
}

/* A heading that has next to nothing in common with what the page says of itself names a box or a
 * section; without any such word of the page it stands alone. */
static bool is_stray(const struct vote *v, const struct candidate *c)
{
    bool is_alone = true;

    for (size_t i = 0; c->node && i < v->n; i++) {
        bool is_weak = c->node->tag == TS_TAG_H1 && v->list[i].weight < TOLD_MIN;
        if (is_weak || v->list[i].node)
            continue;
        is_alone = false;
        if (overlap(c, &v->list[i]) >= STRAY_MAX || likeness(c, &v->list[i]) > 0)
            return false;
    }
    return c->node && !is_alone;
}

static double score_of(const struct vote *v, const struct candidate *c)
{
    double score = is_stray(v, c) ? c->weight * STRAY_SHARE : c->weight;
    double heading = 0; /* of all headings the one most alike speaks */

    for (size_t i = 0; i < v->n; i++) {
        const struct candidate *other = &v->list[i];
        if (other == c || (c->node && other->node))
            continue;
        double speaks = other->weight * likeness(c, other);
        if (!other->node)
            score += speaks;
        else if (speaks > heading)
            heading = speaks;
    }
    return score + heading;
}

static bool names_outlet(const struct vote *v, ts_str text, const struct ts_outlet *outlet)
{
    ts_str key = ts_title_key(v->arena, text);

    for (size_t i = 0; i < outlet->n; i++) {
        if (ts_str_eq(key, ts_title_key(v->arena, outlet->names[i])))
            return true;
    }
    return text.len <= 40 && ts_title_is_host(v->arena, text, outlet->host);
}

/* The part of the page's title that the heading covers: 0 if it is not in it. */
static double share_of(ts_str page_key, ts_str key)
{
    if (key.len == 0 || ts_str_find(page_key, key, 0) == TS_NPOS)
        return 0;
    return (double)key.len / (double)page_key.len;
}

static double own_weight(const struct ts_title_sources *s, const struct ts_node *n, double weight,
                         double share)
{
    double own = n->tag == TS_TAG_H1 ? weight : weight * 0.5;

    if (share > 0 && share < SECTION_MAX)
        own *= 0.5; /* the name of a section */

    if (ts_scan_is_beside(s->scan, n, NULL, true))
        return own * 0.3;
    return ts_node_has_word(n, TS_ATTR_ITEMPROP, "headline") ? own + 0.5 : own;
}

/* Headings lose weight from one to the next; those beside the article hardly count. */
static void add_headings(struct vote *v, const struct ts_title_sources *s)
{
    double weight = HEADING_WEIGHT;
    ts_str page = ts_title_key(v->arena, s->page);

    for (size_t i = 0; i < s->scan->headings.n && i < HEADINGS_MAX; i++) {
        const struct ts_node *n = s->scan->headings.list[i];
        ts_str text = ts_title_strip(v->arena, ts_node_text(v->arena, n), &s->outlet);
        if (text.len == 0 || names_outlet(v, text, &s->outlet))
            continue;
        double share = share_of(page, ts_title_key(v->arena, text));
        add(v, text, own_weight(s, n, weight, share), n);
        if (n->tag == TS_TAG_H1 && !ts_scan_is_beside(s->scan, n, NULL, true) && v->n > 0 &&
            !is_stray(v, &v->list[v->n - 1]))
            weight *= 0.7;
    }
}

/* Lower headings are titles only where <title> has them as one of its parts. */
static void add_subheads(struct vote *v, const struct ts_title_sources *s)
{
    ts_str page = ts_title_key(v->arena, s->page);

    for (size_t i = 0; i < s->scan->subheads.n && i < HEADINGS_MAX; i++) {
        ts_str text = ts_node_text(v->arena, s->scan->subheads.list[i]);
        double share = share_of(page, ts_title_key(v->arena, text));
        if (share >= SECTION_MAX && !names_outlet(v, text, &s->outlet))
            add(v, text, HEADING_WEIGHT * share, s->scan->subheads.list[i]);
    }
}

/* Of texts that differ in marks alone the one with most of them, since a heading of two lines has
 * no colon between them; and of these the one that is shown. */
static ts_str fullest(const struct vote *v, const struct candidate *winner)
{
    const struct candidate *best = winner;

    for (size_t i = 0; i < v->n; i++) {
        const struct candidate *c = &v->list[i];
        size_t n = count_runes(c->text);
        size_t most = count_runes(best->text);
        if (ts_str_eq(c->key, winner->key) && (n > most || (n == most && c->node && !best->node)))
            best = c;
    }
    return best->text;
}

/* The heading that shows the title, if another source won. */
static const struct ts_node *heading_of(const struct vote *v, const struct candidate *winner)
{
    const struct ts_node *node = winner->node;
    double best = 0.55;

    for (size_t i = 0; i < v->n && !winner->node; i++) {
        double like = likeness(winner, &v->list[i]);
        if (v->list[i].node && like > best) {
            best = like;
            node = v->list[i].node;
        }
    }
    return node;
}

/* What is written for machines has more parts than the outlet's name.  In an attribute it may be
 * cut off at a quote that was not escaped; <title> has the whole then. */
static ts_str strip_more(struct ts_arena *a, ts_str title, const struct ts_title_sources *s)
{
    ts_str text = ts_plain(a, title);
    ts_str page = ts_plain(a, s->page);
    ts_str rest = ts_str_trim(ts_str_skip(page, text.len));

    if (text.len > 0 && ts_str_starts(page, ts_arena_cstr(a, text)) && ts_str_starts(rest, "\""))
        text = page;
    return ts_title_cut_bars(ts_title_strip(a, text, &s->outlet));
}

/* A title that is the outlet's name hardly counts. */
static void add_told(struct vote *v, const struct ts_title_sources *s, ts_str text, double weight)
{
    add(v, text, names_outlet(v, text, &s->outlet) ? weight * 0.3 : weight, NULL);
}

ts_str ts_title_pick(struct ts_arena *a, const struct ts_title_sources *s,
                     const struct ts_node **headline)
{
    struct vote *v = TS_NEW(a, struct vote);
    const struct candidate *winner = NULL;
    double best = 0;

    v->arena = a;
    add_told(v, s, ts_title_strip(a, ts_plain(a, s->ld), &s->outlet), 2.6);
    add_told(v, s, strip_more(a, s->og, s), 2.0);
    add_told(v, s, strip_more(a, s->named, s), 1.2);
    add_told(v, s, strip_more(a, s->twitter, s), 0.8);
    add_told(v, s, strip_more(a, s->page, s), 1.6);
    add_headings(v, s);
    add_subheads(v, s);
    for (size_t i = 0; i < v->n; i++) {
        double score = score_of(v, &v->list[i]);
        if (score > best) {
            best = score;
            winner = &v->list[i];
        }
    }
    *headline = winner ? heading_of(v, winner) : NULL;
    return winner ? fullest(v, winner) : (ts_str){ 0 };
}
