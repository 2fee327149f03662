/* Which titles a page offers, and what each weighs.  The weights say how often a source is the
 * headline where sources disagree: what stands over the text beats what was written for search
 * engines.  title_vote.c counts. */
#include "title_priv.h"

#include "plain_priv.h"
#include "tearsheet/base/utf8.h"
#include "title_vote_priv.h"

enum { HEADINGS_MAX = 12, OUTLET_MAX = 40, TOLD_KEY_MIN = 8 };

static const double HEADING_WEIGHT = 7.0;
static const double TOLD_SURE = 1.0;
static const double SECTION_MAX = 0.3;

struct work {
    struct ts_arena *arena;
    const struct ts_title_sources *from;
    struct ts_vote vote;
    ts_str page;   /* key of <title> */
    ts_str first;  /* key of its first part */
    ts_str left;   /* key of <title> without the outlet's name; empty if it does not have it */
    ts_str added;  /* key of what <title> has beside the title told elsewhere: the outlet's name */
    bool has_h1;   /* that may be the article's */
    bool is_boxed; /* all h1 are, so that boxes tell nothing */
};

static bool names_outlet(const struct work *w, ts_str text)
{
    const struct ts_outlet *outlet = &w->from->outlet;
    ts_str key = ts_title_key(w->arena, text);

    for (size_t i = 0; i < outlet->n; i++) {
        if (ts_str_eq(key, ts_title_key(w->arena, outlet->names[i])))
            return true;
    }
    if (ts_str_eq(key, w->left)) /* "Thinking in Example - Example" */
        return false;
    return text.len <= OUTLET_MAX && key.len <= outlet->host.len * 2 &&
           ts_title_is_host(w->arena, text, outlet->host);
}

/* The part of the page's title that the heading covers: 0 if it is not in it. */
static double share_of(const struct work *w, ts_str text)
{
    ts_str key = ts_title_key(w->arena, text);

    if (key.len == 0 || ts_str_find(w->page, key, 0) == TS_NPOS)
        return 0;
    return (double)key.len / (double)w->page.len;
}

static struct ts_heading read_heading(const struct work *w, const struct ts_node *n)
{
    return ts_heading_read(w->arena, w->from->scan, n, w->from->outlet.base);
}

static bool is_beside(const struct work *w, const struct ts_node *n)
{
    bool is_trusted = w->is_boxed && n->tag == TS_TAG_H1;

    return ts_scan_is_beside(w->from->scan, n, NULL, !is_trusted);
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
static bool is_of_outlet(const struct work *w, const struct ts_heading *h)
{
    return h->is_home || names_outlet(w, h->text) ||
           (w->added.len > 0 && ts_str_eq(ts_title_key(w->arena, h->text), w->added));
}

/* Is there an h1 that is not the outlet's name, and not beside the article? */
static bool find_h1(const struct work *w, bool with_boxes)
{
    const struct ts_nodes *headings = &w->from->scan->headings;

    for (size_t i = 0; i < headings->n && i < HEADINGS_MAX; i++) {
        const struct ts_node *n = headings->list[i];
        if (n->tag != TS_TAG_H1 || ts_scan_is_beside(w->from->scan, n, NULL, with_boxes))
            continue;
        struct ts_heading h = read_heading(w, n);
        if (h.text.len > 0 && !is_of_outlet(w, &h))
            return true;
    }
    return false;
}

/* Where the only h1 is the last crumb of a trail, made for search engines, a lower heading that
 * another source tells is the headline. */
static bool is_in_place_of_h1(const struct work *w, const struct ts_node *n, ts_str text)
{
    return !w->has_h1 && ts_vote_told(&w->vote, text) >= TOLD_SURE && !is_beside(w, n);
}

static double own_weight(const struct work *w, const struct ts_node *n, ts_str text, double weight,
                         bool is_section)
{
    bool is_first = n->tag == TS_TAG_H1 || is_in_place_of_h1(w, n, text);
    double own = is_first ? weight : weight * 0.5;

    if (is_section)
        own *= 0.5;
    if (is_beside(w, n))
        return own * 0.3;
    return ts_node_has_word(n, TS_ATTR_ITEMPROP, "headline") ? own + 0.5 : own;
}

/* What a heading says without a line over it or below it: a marked one, or where the part that is
 * left is told more often than the whole, be it in front of other parts. */
static ts_str shown_title(const struct work *w, const struct ts_heading *h)
{
    double most = ts_vote_told(&w->vote, h->text);
    ts_str best = h->main;

    for (size_t i = 0; i < h->n_cuts && h->main.len == h->text.len; i++) {
        ts_str parts[] = { h->tails[i], h->heads[i] };
        for (size_t k = 0; k < TS_COUNT(parts); k++) {
            double weight = ts_vote_told(&w->vote, parts[k]);
            best = weight > most ? parts[k] : best;
            most = weight > most ? weight : most;
        }
        if (most <= 0 && ts_vote_begins(&w->vote, h->heads[i]) >= TOLD_SURE)
            return h->heads[i];
    }
    return best;
}

/* What <title> has behind a lower heading with which it begins, or nothing: on a page whose only h1
 * is in a box, that names the whole that the page is of. */
static ts_str added_to_subhead(const struct work *w)
{
    const struct ts_nodes *subheads = &w->from->scan->subheads;

    for (size_t i = 0; i < subheads->n && i < HEADINGS_MAX; i++) {
        ts_str key = ts_title_key(w->arena, ts_node_text(w->arena, subheads->list[i]));
        if (key.len >= TOLD_KEY_MIN && key.len < w->page.len && ts_str_eq(w->first, key))
            return ts_str_skip(w->page, key.len);
    }
    return (ts_str){ 0 };
}

/* True if the heading was an h1 that may be the article's. */
static bool add_heading(struct work *w, const struct ts_node *n, double weight)
{
    struct ts_heading heading = read_heading(w, n);
    ts_str text =
        ts_title_cut_bars(ts_title_strip(w->arena, shown_title(w, &heading), &w->from->outlet));

    if (is_of_outlet(w, &heading) || names_outlet(w, text))
        return false;
    double share = share_of(w, text);
    bool is_section =
        share > 0 && share < SECTION_MAX && !ts_str_eq(w->first, ts_title_key(w->arena, text));
    struct ts_candidate *c =
        ts_vote_add(&w->vote, text, own_weight(w, n, text, weight, is_section), n);
    if (!c)
        return false;
    c->has_lines = heading.has_lines;
    c->share = share;
    c->is_section = is_section;
    c->is_main = n->tag == TS_TAG_H1 && !is_beside(w, n) && !ts_vote_is_stray(&w->vote, c);
    return c->is_main;
}

/* Headings lose weight from one to the next; those beside the article hardly count. */
static void add_headings(struct work *w)
{
    const struct ts_nodes *headings = &w->from->scan->headings;
    double weight = HEADING_WEIGHT;

    w->added = added_to(ts_title_key(w->arena, ts_plain(w->arena, w->from->og)), w->page);
    w->is_boxed = !find_h1(w, true);
    w->has_h1 = find_h1(w, !w->is_boxed);
    if (w->is_boxed && w->added.len == 0)
        w->added = added_to_subhead(w);
    for (size_t i = 0; i < headings->n && i < HEADINGS_MAX; i++)
        weight *= add_heading(w, headings->list[i], weight) ? 0.7 : 1;
}

/* How much a lower heading is the title: by the share of <title> that it covers, half of that if it
 * is not one of its parts but stands inside one. */
static double subhead_share(const struct work *w, const struct ts_node *n, ts_str text)
{
    double share = share_of(w, text);
    ts_str page = ts_plain(w->arena, w->from->page);

    if (is_in_place_of_h1(w, n, text))
        return 1;
    return share < SECTION_MAX || ts_title_has_part(w->arena, page, text) ? share : share * 0.5;
}

static void add_subheads(struct work *w)
{
    const struct ts_nodes *subheads = &w->from->scan->subheads;

    for (size_t i = 0; i < subheads->n && i < HEADINGS_MAX; i++) {
        struct ts_heading heading = read_heading(w, subheads->list[i]);
        ts_str text = shown_title(w, &heading);
        double share = subhead_share(w, subheads->list[i], text);
        if (share >= SECTION_MAX && !names_outlet(w, text))
            ts_vote_add(&w->vote, text, HEADING_WEIGHT * share, subheads->list[i]);
    }
}

/* JSON-LD tells the headline as one: where it has a line over the shown one with a colon behind it,
 * the line belongs to it. */
static ts_str with_kicker(struct ts_arena *a, ts_str title, ts_str told)
{
    for (size_t at = 0; (at = ts_str_find(told, TS_STR(": "), at)) != TS_NPOS; at++) {
        ts_str rest = ts_str_trim(ts_str_skip(told, at + 1));
        if (ts_str_eq(ts_title_key(a, rest), ts_title_key(a, title)))
            return told;
    }
    return title;
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
static void add_told(struct work *w, ts_str text, double weight)
{
    ts_vote_add(&w->vote, text, names_outlet(w, text) ? weight * 0.3 : weight, NULL);
}

/* The sources, of each no more than is looked at. */
static struct ts_title_sources bounded(const struct ts_title_sources *sources)
{
    struct ts_title_sources s = *sources;
    ts_str *const texts[] = { &s.ld, &s.og, &s.twitter, &s.named, &s.page };

    for (size_t i = 0; i < TS_COUNT(texts); i++)
        *texts[i] = ts_utf8_start(*texts[i], TS_TITLE_MAX_SOURCE);
    return s;
}

ts_str ts_title_pick(struct ts_arena *a, const struct ts_title_sources *sources,
                     const struct ts_node **headline)
{
    struct work work = { .arena = a, .vote.arena = a }, *w = &work;
    const struct ts_title_sources own = bounded(sources), *s = &own;
    ts_str told = ts_title_strip(a, ts_plain(a, s->ld), &s->outlet);

    w->from = s;
    w->page = ts_title_key(a, s->page);
    w->first = ts_title_key(a, ts_title_first_part(ts_plain(a, s->page)));
    w->left = ts_title_key(a, ts_title_strip(a, ts_plain(a, s->page), &s->outlet));
    if (w->left.len == w->page.len)
        w->left = (ts_str){ 0 };
    add_told(w, told, 2.6);
    add_told(w, strip_more(a, s->og, s), 2.0);
    add_told(w, strip_more(a, s->named, s), 1.2);
    add_told(w, strip_more(a, s->twitter, s), 0.8);
    add_told(w, strip_more(a, s->page, s), 1.6);
    add_headings(w);
    add_subheads(w);
    const struct ts_candidate *winner = ts_vote_winner(&w->vote);
    *headline = winner ? ts_vote_heading(&w->vote, winner) : NULL;
    if (!winner)
        return (ts_str){ 0 };
    return ts_title_clean(a, with_kicker(a, ts_vote_fullest(&w->vote, winner), told));
}
