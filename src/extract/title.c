/* A vote.  Every source that has a title is a candidate; its score is its own weight and that of
 * all sources that say the same, or nearly so.  The weights say how often a source is the headline
 * where sources disagree: what stands over the text beats what was written for search engines. */
#include "title_priv.h"

#include <string.h>

#include "plain_priv.h"
#include "tearsheet/base/utf8.h"

enum { CANDIDATES_MAX = 24, WORDS_MAX = 60, HEADINGS_MAX = 12, OUTLET_MAX = 40, TOLD_KEY_MIN = 8 };

/* Shares of common words, and what is left of the weight of a heading that has fewer. */
static const double RELATED_MIN = 0.4;
static const double STRAY_MAX = 0.1;
static const double STRAY_SHARE = 0.2;
static const double TOLD_MIN = 0.79; /* less have sources that tell the outlet's name alone */
static const double HEADING_WEIGHT = 7.0;
static const double H1_BONUS = 3.5;
static const double SECTION_MAX = 0.3;

struct candidate {
    ts_str text;
    ts_str key;
    double weight;
    double bonus;               /* if it is not stray */
    double share;               /* of a heading: that of the page's title that it covers */
    bool is_section;            /* of a heading: it names the section, by the page's title */
    bool has_lines;             /* of a heading: there may be a break in it */
    bool is_main;               /* an h1 that may be the article's */
    const struct ts_node *node; /* of headings */
    uint64_t *words;            /* hashes */
    size_t n_words;
};

struct vote {
    struct ts_arena *arena;
    struct candidate list[CANDIDATES_MAX];
    size_t n;
    ts_str added;  /* key of what <title> has beside the title told elsewhere: the outlet's name */
    bool is_boxed; /* all h1 are, so that boxes tell nothing */
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
    uint64_t words[WORDS_MAX];
    ts_str rest = ts_utf8_fold(a, c->text);
    ts_str word;

    while (c->n_words < WORDS_MAX && ts_str_word(&rest, &word)) {
        ts_str key = ts_title_key(a, word);
        if (key.len > 0)
            words[c->n_words++] = ts_str_hash(key);
    }
    c->words = TS_NEW_ARRAY(a, c->n_words, uint64_t);
    memcpy(c->words, words, c->n_words * sizeof *words);
}

/* `text` is plain.  NULL if it cannot be a title. */
static struct candidate *add(struct vote *v, ts_str text, double weight, const struct ts_node *node)
{
    struct candidate c = { .text = text, .weight = weight, .node = node };

    if (c.text.len == 0 || c.text.len > TS_TITLE_MAX_BYTES || v->n == CANDIDATES_MAX)
        return NULL;
    c.key = ts_title_key(v->arena, c.text);
    if (c.key.len == 0)
        return NULL;
    set_words(v->arena, &c);
    v->list[v->n] = c;
    return &v->list[v->n++];
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
    double score = is_stray(v, c) ? c->weight * STRAY_SHARE : c->weight + c->bonus;
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
    return text.len <= OUTLET_MAX && key.len <= outlet->host.len * 2 &&
           ts_title_is_host(v->arena, text, outlet->host);
}

/* The part of the page's title that the heading covers: 0 if it is not in it. */
static double share_of(ts_str page_key, ts_str key)
{
    if (key.len == 0 || ts_str_find(page_key, key, 0) == TS_NPOS)
        return 0;
    return (double)key.len / (double)page_key.len;
}

static bool is_beside(const struct vote *v, const struct ts_title_sources *s,
                      const struct ts_node *n)
{
    bool is_trusted = v->is_boxed && n->tag == TS_TAG_H1;

    return ts_scan_is_beside(s->scan, n, NULL, !is_trusted);
}

/* The key of `page` without that of `told`, which it begins or ends with; or empty. */
static ts_str added_to(ts_str told, ts_str page)
{
    if (told.len < TOLD_KEY_MIN || page.len <= told.len)
        return (ts_str){ 0 };
    if (ts_str_eq(ts_str_sub(page, 0, told.len), told))
        return ts_str_skip(page, told.len);
    size_t rest = page.len - told.len;
    return ts_str_eq(ts_str_skip(page, rest), told) ? ts_str_sub(page, 0, rest) : (ts_str){ 0 };
}

/* A heading that is a link to the front page, or says what names the outlet. */
static bool is_of_outlet(const struct vote *v, const struct ts_heading *h,
                         const struct ts_outlet *outlet)
{
    return h->is_home || names_outlet(v, h->text, outlet) ||
           (v->added.len > 0 && ts_str_eq(ts_title_key(v->arena, h->text), v->added));
}

/* Where every h1 that is not the outlet's name stands in a box, boxes are how the page is made. */
static bool are_all_boxed(const struct vote *v, const struct ts_title_sources *s)
{
    for (size_t i = 0; i < s->scan->headings.n && i < HEADINGS_MAX; i++) {
        const struct ts_node *n = s->scan->headings.list[i];
        if (n->tag != TS_TAG_H1 || ts_scan_is_beside(s->scan, n, NULL, true))
            continue;
        struct ts_heading h = ts_heading_read(v->arena, s->scan, n, s->outlet.base);
        if (h.text.len > 0 && !is_of_outlet(v, &h, &s->outlet))
            return false;
    }
    return true;
}

static double own_weight(const struct vote *v, const struct ts_title_sources *s,
                         const struct ts_node *n, double weight, bool is_section)
{
    double own = n->tag == TS_TAG_H1 ? weight : weight * 0.5;

    if (is_section)
        own *= 0.5;

    if (is_beside(v, s, n))
        return own * 0.3;
    return ts_node_has_word(n, TS_ATTR_ITEMPROP, "headline") ? own + 0.5 : own;
}

/* How much weight those have that say just this. */
static double told_weight(const struct vote *v, ts_str text)
{
    ts_str key = ts_title_key(v->arena, text);
    double weight = 0;

    for (size_t i = 0; i < v->n; i++)
        if (!v->list[i].node && ts_str_eq(key, v->list[i].key))
            weight += v->list[i].weight;
    return weight;
}

/* What a heading says without a line over it or below it: a marked one, or where the part that is
 * left is told more often than the whole. */
static ts_str shown_title(const struct vote *v, const struct ts_heading *h)
{
    double most = told_weight(v, h->text);
    ts_str best = h->main;

    for (size_t i = 0; i < h->n_cuts && h->main.len == h->text.len; i++) {
        ts_str parts[] = { h->tails[i], h->heads[i] };
        for (size_t k = 0; k < TS_COUNT(parts); k++) {
            double weight = told_weight(v, parts[k]);
            best = weight > most ? parts[k] : best;
            most = weight > most ? weight : most;
        }
    }
    return best;
}

static double told_likeness(const struct vote *v, const struct candidate *c)
{
    double most = 0;

    for (size_t i = 0; i < v->n; i++) {
        double like = v->list[i].node ? 0 : likeness(c, &v->list[i]);
        most = like > most ? like : most;
    }
    return most;
}

/* The h1 that the page's other sources speak most for; of equals the first. */
static struct candidate *main_h1(struct vote *v)
{
    struct candidate *best = NULL;
    double most = 0;

    for (size_t i = 0; i < v->n; i++) {
        struct candidate *c = &v->list[i];
        double support = c->share;
        for (size_t k = 0; k < v->n && c->is_main; k++)
            support += v->list[k].node ? 0 : v->list[k].weight * likeness(c, &v->list[k]);
        if (c->is_main && !c->is_section && (!best || support > most)) {
            best = c;
            most = support;
        }
    }
    return best;
}

/* The main h1 is what the page shows as its title, however often another wording is told; unless
 * that wording stands in a heading of its own. */
static void give_bonus(struct vote *v)
{
    struct candidate *h1 = main_h1(v);
    bool is_alike = h1 && told_likeness(v, h1) > 0;
    bool is_shown = false;

    for (size_t i = 0; i < v->n && h1 && !is_alike; i++)
        is_shown = is_shown ||
                   (v->list[i].node && &v->list[i] != h1 && told_likeness(v, &v->list[i]) >= 1);
    if (h1 && !is_shown)
        h1->bonus = H1_BONUS;
}

/* What <title> has behind a lower heading with which it begins, or nothing: on a page whose only h1
 * is in a box, that names the whole that the page is of. */
static ts_str added_to_subhead(struct vote *v, const struct ts_title_sources *s, ts_str page,
                               ts_str first)
{
    for (size_t i = 0; i < s->scan->subheads.n && i < HEADINGS_MAX; i++) {
        ts_str text = ts_node_text(v->arena, s->scan->subheads.list[i]);
        ts_str key = ts_title_key(v->arena, text);
        if (key.len >= TOLD_KEY_MIN && key.len < page.len && ts_str_eq(first, key))
            return ts_str_skip(page, key.len);
    }
    return (ts_str){ 0 };
}

/* Headings lose weight from one to the next; those beside the article hardly count. */
static void add_headings(struct vote *v, const struct ts_title_sources *s)
{
    double weight = HEADING_WEIGHT;
    ts_str page = ts_title_key(v->arena, s->page);
    ts_str first = ts_title_key(v->arena, ts_title_first_part(ts_plain(v->arena, s->page)));

    v->added = added_to(ts_title_key(v->arena, ts_plain(v->arena, s->og)), page);
    v->is_boxed = are_all_boxed(v, s);
    if (v->is_boxed && v->added.len == 0)
        v->added = added_to_subhead(v, s, page, first);
    for (size_t i = 0; i < s->scan->headings.n && i < HEADINGS_MAX; i++) {
        const struct ts_node *n = s->scan->headings.list[i];
        struct ts_heading heading = ts_heading_read(v->arena, s->scan, n, s->outlet.base);
        ts_str text = ts_title_strip(v->arena, shown_title(v, &heading), &s->outlet);
        if (is_of_outlet(v, &heading, &s->outlet) || names_outlet(v, text, &s->outlet))
            continue;
        ts_str key = ts_title_key(v->arena, text);
        double share = share_of(page, key);
        bool is_section = share > 0 && share < SECTION_MAX && !ts_str_eq(first, key);
        struct candidate *c = add(v, text, own_weight(v, s, n, weight, is_section), n);
        if (!c)
            continue;
        c->has_lines = heading.has_lines;
        c->share = share;
        c->is_section = is_section;
        c->is_main = n->tag == TS_TAG_H1 && !is_beside(v, s, n) && !is_stray(v, c);
        weight *= c->is_main ? 0.7 : 1;
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

/* Should `c` stand for `best`, of which it differs in marks alone?  The one with more marks does,
 * since a heading of two lines has no colon between them; and of equals the one that is shown. */
static bool is_fuller(const struct candidate *c, const struct candidate *best)
{
    size_t n = count_runes(c->text);
    size_t most = count_runes(best->text);
    size_t joints = ts_title_joints(c->text);
    size_t best_joints = ts_title_joints(best->text);

    if (n > most)
        return !best->node || best->has_lines || joints > best_joints;
    return c->node && !best->node && joints >= best_joints && (n == most || !c->has_lines);
}

static ts_str fullest(const struct vote *v, const struct candidate *winner)
{
    const struct candidate *best = winner;

    for (size_t i = 0; i < v->n; i++)
        if (ts_str_eq(v->list[i].key, winner->key) && is_fuller(&v->list[i], best))
            best = &v->list[i];
    return best->text;
}

/* JSON-LD tells the headline as one: where it has a line over the shown one with a colon behind it,
 * the line belongs to it. */
static ts_str with_kicker(const struct vote *v, ts_str title, ts_str told)
{
    for (size_t at = 0; (at = ts_str_find(told, TS_STR(": "), at)) != TS_NPOS; at++) {
        ts_str rest = ts_str_trim(ts_str_skip(told, at + 1));
        if (ts_str_eq(ts_title_key(v->arena, rest), ts_title_key(v->arena, title)))
            return told;
    }
    return title;
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
    ts_str told = ts_title_strip(a, ts_plain(a, s->ld), &s->outlet);
    double best = 0;

    v->arena = a;
    add_told(v, s, told, 2.6);
    add_told(v, s, strip_more(a, s->og, s), 2.0);
    add_told(v, s, strip_more(a, s->named, s), 1.2);
    add_told(v, s, strip_more(a, s->twitter, s), 0.8);
    add_told(v, s, strip_more(a, s->page, s), 1.6);
    add_headings(v, s);
    add_subheads(v, s);
    give_bonus(v);
    for (size_t i = 0; i < v->n; i++) {
        double score = score_of(v, &v->list[i]);
        if (score > best) {
            best = score;
            winner = &v->list[i];
        }
    }
    *headline = winner ? heading_of(v, winner) : NULL;
    return winner ? ts_title_clean(a, with_kicker(v, fullest(v, winner), told)) : (ts_str){ 0 };
}
