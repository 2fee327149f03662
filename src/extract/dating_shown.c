/* Dates that the page shows: in elements that say so, next to the headline, or anywhere. */
#include "dating_list_priv.h"
#include "tearsheet/base/buf.h"

enum {
    TEXT_MAX = 200, /* bytes of a text that can hold the article's date */
    CLOSE_NODES = 12,
    DATELINE_MAX = 56,
    LABEL_MAX = 60,  /* bytes of words in front of a date */
    LABEL_NODES = 4, /* between a date and the words in front of it */
    NEAR_NODES = 40  /* nodes behind the headline, and half of that before it */
};

/* "<i>Apr</i><i>04</i><i>2025</i>": the parts of a date, parted by blanks. */
static ts_str spaced_text(const struct ts_dating_list *l, const struct ts_node *n)
{
    struct ts_buf text = { 0 };

    for (size_t i = n->id; i <= n->last_id && text.len <= TEXT_MAX; i++) {
        const struct ts_node *part = l->from->scan->dom->nodes[i];
        if (part->tag != TS_TAG_TEXT)
            continue;
        ts_buf_puts(&text, " ");
        ts_buf_put(&text, part->text);
    }
    ts_str spaced = ts_buf_take(&text, l->arena);
    ts_buf_done(&text);
    return spaced;
}

static struct ts_when read_words(const struct ts_dating_list *l, const struct ts_node *n)
{
    ts_str text = ts_node_text(l->arena, n);
    struct ts_when when = { 0 };

    if (text.len == 0 || text.len > TEXT_MAX)
        return when;
    when = ts_when_find(text);
    return when.precision == TS_WHEN_NONE ? ts_when_find(spaced_text(l, n)) : when;
}

static struct ts_when read_node(const struct ts_dating_list *l, const struct ts_node *n)
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
    when = read_words(l, n);
    return when.precision == TS_WHEN_NONE ? ts_when_find(ts_node_attr(n, TS_ATTR_TITLE)) : when;
}

static size_t distance(const struct ts_node *n, const struct ts_node *headline)
{
    return n->id >= headline->id ? n->id - headline->id : (size_t)(headline->id - n->id) * 2;
}

static bool is_near(const struct ts_node *n, const struct ts_node *headline)
{
    return headline && distance(n, headline) <= NEAR_NODES;
}

/* In a quotation, such as a post on a network, which has a date of its own. */
static bool is_quoted(const struct ts_node *n, const struct ts_node *headline)
{
    const struct ts_node *quote = ts_node_above(n, TS_TAG_BLOCKQUOTE);

    return headline && quote && !ts_node_is_inside(headline, quote);
}

/* Beside the article; what is called a box or a widget right behind the headline is none. */
static bool is_beside(const struct ts_dating_list *l, const struct ts_node *n)
{
    const struct ts_node *headline = l->from->headline;
    bool is_close = headline && n->id > headline->id && distance(n, headline) <= CLOSE_NODES;

    return is_quoted(n, headline) ||
           ts_scan_is_beside(l->from->scan, n, headline, !l->is_lenient && !is_close);
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

static bool has_digit(ts_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (ts_is_digit(text.ptr[i]))
            return true;
    return false;
}

/* The short text before the node `id` if it can be about what follows, or nothing. */
static ts_str text_before(const struct ts_dating_list *l, size_t id)
{
    const struct ts_dom *dom = l->from->scan->dom;

    for (size_t back = 1; back <= LABEL_NODES && back < id; back++) {
        const struct ts_node *n = dom->nodes[id - back];
        if (n->tag == TS_TAG_TEXT && ts_str_trim(n->text).len > 0)
            return n->text.len <= LABEL_MAX && !has_digit(n->text) ? n->text : (ts_str){ 0 };
    }
    return (ts_str){ 0 };
}

static bool is_label_of_other(const struct ts_dating_list *l, ts_str text)
{
    return ts_dating_tells_other(l->arena, text) ||
           (!l->is_lenient && ts_dating_tells_change(l->arena, text));
}

/* False where the words before a date, in `text` or before the node `id`, say that it is of
 * something else, or of a change. */
static bool can_be_its_own(const struct ts_dating_list *l, ts_str text, size_t id)
{
    bool is_date_alone = ts_when_parse(ts_str_trim(text)).precision != TS_WHEN_NONE;

    return !is_label_of_other(l, text) &&
           !(is_date_alone && is_label_of_other(l, text_before(l, id)));
}

/* "Updated 5 March | Published 4 March": the second half. */
static ts_str own_part(const struct ts_dating_list *l, ts_str text)
{
    return text.len <= TEXT_MAX ? ts_dating_own_part(l->arena, text) : text;
}

static void add_words(struct ts_dating_list *l, ts_str text, struct ts_when when,
                      const struct ts_node *n, size_t id)
{
    enum ts_dating_place place = l->place;

    if (when.precision == TS_WHEN_NONE || !can_be_its_own(l, text, id))
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
            (!l->is_lenient && is_change(l->from->scan, n)) || is_beside(l, n))
            continue;
        ts_str text = ts_node_text(l->arena, n), own = own_part(l, text);
        add_words(l, own, own.len < text.len ? ts_when_find(own) : read_node(l, n), n, n->id);
    }
}

static void add_marked_times(struct ts_dating_list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    for (size_t i = 0; i < times->n; i++) {
        const struct ts_node *n = times->list[i];
        bool is_marked = ts_node_has_word(n, TS_ATTR_ITEMPROP, "datePublished") ||
                         ts_node_has(n, TS_ATTR_PUBDATE);
        if (is_marked && !is_beside(l, n))
            ts_dating_add(l, read_node(l, n), n);
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
    size_t first = headline->id > NEAR_NODES / 2 ? headline->id - NEAR_NODES / 2 : 0;
    size_t end = headline->last_id + NEAR_NODES;
    for (size_t i = first; i < end && i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        bool is_inside = i >= headline->id && i <= headline->last_id;
        if (n->tag != TS_TAG_TEXT || is_inside ||
            (!l->is_lenient && is_change(l->from->scan, n->parent)) || is_beside(l, n->parent))
            continue;
        ts_str own = own_part(l, ts_str_trim(n->text));
        add_words(l, own, ts_when_find(beginning(own)), n->parent, i);
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
        if (when.precision != TS_WHEN_NONE && can_be_its_own(l, n->text, i) &&
            !is_beside(l, n->parent) && ts_dating_add(l, when, n->parent))
            return;
    }
}

/* In an aside of the article, if the page has no other. */
static void add_only_time(struct ts_dating_list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    if (times->n == 1 && !is_change(l->from->scan, times->list[0]) &&
        ts_node_above(times->list[0], TS_TAG_ARTICLE))
        ts_dating_add(l, read_node(l, times->list[0]), times->list[0]);
}

/* A date that is said to be that of publication may stand in a box. */
static void add_labelled(struct ts_dating_list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    for (size_t i = 0; i < times->n; i++) {
        const struct ts_node *n = times->list[i];
        if (ts_dating_tells_publication(l->arena, text_before(l, n->id)) &&
            !ts_scan_is_beside(l->from->scan, n, l->from->headline, false))
            ts_dating_add(l, read_node(l, n), n);
    }
}

/* "The ferry | Harbour Times | 28.04.2025" */
static void add_title_day(struct ts_dating_list *l)
{
    ts_str title = l->from->scan->title;
    size_t at = title.len;

    while (at > 0 && title.ptr[at - 1] != '|')
        at--;
    if (at > 0)
        ts_dating_add(l, ts_when_parse(ts_str_trim(ts_str_skip(title, at))), NULL);
}

static void add_shown(struct ts_dating_list *l)
{
    const struct ts_scan *scan = l->from->scan;

    l->place = TS_DATED_MARKED;
    add_marked_times(l);
    l->place = TS_DATED_NEAR_TIME;
    add_nodes(l, &scan->times, NEAR);
    l->place = TS_DATED_DAY;
    add_title_day(l);
    l->place = TS_DATED_OTHER;
    add_nodes(l, &scan->datelines, NEAR);
    add_text_near(l);
    add_only_time(l);
    l->place = TS_DATED_DAY;
    ts_dating_add(l, ts_dating_read(scan->fields[TS_FIELD_DAY]), NULL);
    l->place = TS_DATED_OTHER;
    ts_dating_add(l, ts_dating_read(scan->unusual_day), NULL);
    add_labelled(l);
    add_nodes(l, &scan->times, FAR);
    add_nodes(l, &scan->datelines, FAR);
}

static void add_if_none(struct ts_dating_list *l, void (*add)(struct ts_dating_list *),
                        bool is_lenient)
{
    l->is_lenient = is_lenient;
    if (l->n == 0)
        add(l);
}

void ts_dating_add_shown(struct ts_dating_list *l)
{
    add_shown(l);
    add_if_none(l, add_shown, true);
    add_if_none(l, add_text_anywhere, false);
    add_if_none(l, add_text_anywhere, true);
    if (l->n == 0)
        ts_dating_add(l, ts_when_find(l->from->scan->fields[TS_FIELD_SUMMARY]), NULL);
}
