/* Dates that the page shows: in elements that say so, next to the headline, or anywhere. */
#include "dating_list_priv.h"

enum {
    TEXT_MAX = 200, /* bytes of a text that can hold the article's date */
    DATELINE_MAX = 56,
    NEAR_NODES = 60 /* nodes behind the headline, and a third of that before it */
};

static struct ts_when read_node(struct ts_arena *a, const struct ts_node *n)
{
    static const enum ts_attr_name attrs[] = { TS_ATTR_DATETIME, TS_ATTR_CONTENT,
                                               TS_ATTR_DATA_DATETIME, TS_ATTR_DATA_TIMESTAMP };
    struct ts_when when = { 0 };

    for (size_t i = 0; i < TS_COUNT(attrs) && when.precision == TS_WHEN_NONE; i++) {
        ts_str value = ts_node_attr(n, attrs[i]);
        if (value.len > 0)
            when = ts_when_parse(value);
    }
    if (when.precision != TS_WHEN_NONE)
        return when;
    ts_str text = ts_node_text(a, n);
    if (text.len > 0 && text.len <= TEXT_MAX)
        when = ts_when_find(text);
    if (when.precision == TS_WHEN_NONE)
        when = ts_when_find(ts_node_attr(n, TS_ATTR_TITLE));
    return when;
}

static size_t distance(const struct ts_node *n, const struct ts_node *headline)
{
    if (n->id >= headline->id)
        return n->id - headline->id;
    return (size_t)(headline->id - n->id) * 3;
}

static bool is_near(const struct ts_node *n, const struct ts_node *headline)
{
    return headline && distance(n, headline) <= NEAR_NODES;
}

static bool is_change(const struct ts_scan *scan, const struct ts_node *n)
{
    uint8_t around = n->parent ? scan->roles[n->parent->id] : 0;

    uint8_t roles = scan->roles[n->id] | around;

    return (roles & TS_ROLE_CHANGE) && !(roles & TS_ROLE_FIRST);
}

/* Dates in words next to the headline, and nothing else with them; captions have such, too. */
static bool is_bare_near(const struct ts_dating_list *l, const struct ts_node *n, ts_str text)
{
    return is_near(n, l->from->headline) && ts_dating_is_bare(text) &&
           n->tag != TS_TAG_FIGCAPTION && !ts_node_above(n, TS_TAG_FIGURE);
}

static void add_words(struct ts_dating_list *l, ts_str text, struct ts_when when,
                      const struct ts_node *n)
{
    enum ts_dating_place place = l->place;

    if (!l->is_lenient && ts_dating_tells_change(l->arena, text))
        return;
    if (place == TS_DATED_OTHER && is_bare_near(l, n, text))
        l->place = TS_DATED_NEAR_WORDS;
    ts_dating_add(l, when, n);
    l->place = place;
}

enum where { NEAR, FAR };

static void add_nodes(struct ts_dating_list *l, const struct ts_nodes *nodes, enum where where)
{
    for (size_t i = 0; i < nodes->n; i++) {
        const struct ts_node *n = nodes->list[i];
        if (is_near(n, l->from->headline) != (where == NEAR) ||
            (!l->is_lenient && is_change(l->from->scan, n)) ||
            ts_scan_is_beside(l->from->scan, n, l->from->headline, !l->is_lenient))
            continue;
        add_words(l, ts_node_text(l->arena, n), read_node(l->arena, n), n);
    }
}

static void add_marked_times(struct ts_dating_list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    for (size_t i = 0; i < times->n; i++) {
        const struct ts_node *n = times->list[i];
        bool is_marked = ts_node_has_word(n, TS_ATTR_ITEMPROP, "datePublished") ||
                         ts_node_has(n, TS_ATTR_PUBDATE);
        if (is_marked && !ts_scan_is_beside(l->from->scan, n, l->from->headline, !l->is_lenient))
            ts_dating_add(l, read_node(l->arena, n), n);
    }
}

/* Of a long text only a dateline at its beginning counts. */
static ts_str beginning(ts_str text)
{
    return text.len <= TEXT_MAX ? text : ts_str_sub(text, 0, DATELINE_MAX);
}

/* Dates in text nodes around the headline, without any mark-up that says so. */
static void add_text_near(struct ts_dating_list *l)
{
    const struct ts_dom *dom = l->from->scan->dom;
    const struct ts_node *headline = l->from->headline;

    if (!headline)
        return;
    size_t first = headline->id > NEAR_NODES / 3 ? headline->id - NEAR_NODES / 3 : 0;
    size_t end = headline->last_id + NEAR_NODES;
    for (size_t i = first; i < end && i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        bool is_inside = i >= headline->id && i <= headline->last_id;
        if (n->tag == TS_TAG_TEXT && !is_inside &&
            (l->is_lenient || !is_change(l->from->scan, n->parent)) &&
            !ts_scan_is_beside(l->from->scan, n->parent, l->from->headline, !l->is_lenient))
            add_words(l, ts_str_trim(n->text), ts_when_find(beginning(n->text)), n->parent);
    }
}

/* The last resort on pages without any mark-up of dates: a short text that has one. */
static void add_text_anywhere(struct ts_dating_list *l)
{
    const struct ts_dom *dom = l->from->scan->dom;

    for (size_t i = dom->body->id; i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        if (n->tag != TS_TAG_TEXT || n->text.len > TEXT_MAX / 2 || n->text.len < 8)
            continue;
        struct ts_when when = ts_when_find(n->text);
        if (when.precision != TS_WHEN_NONE &&
            !ts_scan_is_beside(l->from->scan, n->parent, l->from->headline, !l->is_lenient) &&
            ts_dating_add(l, when, n->parent))
            return;
    }
}

static void add_shown(struct ts_dating_list *l)
{
    const struct ts_scan *scan = l->from->scan;

    l->place = TS_DATED_MARKED;
    add_marked_times(l);
    l->place = TS_DATED_NEAR_TIME;
    add_nodes(l, &scan->times, NEAR);
    l->place = TS_DATED_OTHER;
    add_nodes(l, &scan->datelines, NEAR);
    add_text_near(l);
    ts_dating_add(l, ts_dating_read(scan->fields[TS_FIELD_DAY]), NULL);
    ts_dating_add(l, ts_dating_read(scan->unusual_day), NULL);
    add_nodes(l, &scan->times, FAR);
    add_nodes(l, &scan->datelines, FAR);
    if (l->n == 0)
        add_text_anywhere(l);
}

/* In an aside of the article, if the page has no other. */
static void add_only_time(struct ts_dating_list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    if (times->n == 1 && !is_change(l->from->scan, times->list[0]) &&
        ts_node_above(times->list[0], TS_TAG_ARTICLE))
        ts_dating_add(l, read_node(l->arena, times->list[0]), times->list[0]);
}

void ts_dating_add_shown(struct ts_dating_list *l)
{
    add_shown(l);
    if (l->n == 0) {
        l->is_lenient = true;
        add_shown(l);
    }
    if (l->n == 0)
        add_only_time(l);
}
