/* Candidates are put into a short list in the order of belief, and the list is asked the questions
 * of the header's rule. */
#include "dating_priv.h"

enum {
    CANDIDATES_MAX = 64,
    TEXT_MAX = 200, /* bytes of a text that can hold the article's date */
    DATELINE_MAX = 56,
    NEAR_NODES = 60, /* nodes behind the headline, and a third of that before it */
    DAY_S = 86400,
    ZONE_STEP_S = 1800,
    ZONE_MAX_S = 14 * 3600,
    NO_ZONE = 9999,
    TOLERANCE_S = 2 * DAY_S,
    EARLIER_S = DAY_S + ZONE_MAX_S /* so much apart are two days whatever the zone */
};

/* Where a date stands. */
enum place { TOLD, META, MARKED, NEAR_TIME, NEAR_WORDS, OTHER };

struct candidate {
    struct ts_when when;
    enum place place;
    const struct ts_node *node;
};

struct list {
    struct ts_arena *arena;
    const struct ts_dating_sources *from;
    struct candidate at[CANDIDATES_MAX];
    size_t n;
    struct ts_when modified;
    enum place place; /* of what is added now */
    bool is_lenient;  /* boxes count too, and dates of a change */
};

static bool is_believable(struct ts_when when, int64_t now_at)
{
    return when.precision != TS_WHEN_NONE &&
           when.at >= ts_days_of(TS_DATING_MIN_YEAR, 1, 1) * (int64_t)DAY_S &&
           when.at <= now_at + TS_DATING_MAX_AHEAD_S;
}

static bool add(struct list *l, struct ts_when when, const struct ts_node *node)
{
    if (!is_believable(when, l->from->now_at))
        when = ts_when_swap(when); /* in the future: perhaps the month stands first */
    if (!is_believable(when, l->from->now_at) || l->n == CANDIDATES_MAX)
        return false;
    l->at[l->n++] = (struct candidate){ when, l->place, node };
    return true;
}

/* A value that should be a date alone, or else hold one. */
static struct ts_when read_value(ts_str value)
{
    struct ts_when when = ts_when_parse(value);

    return when.precision != TS_WHEN_NONE ? when : ts_when_find(ts_str_sub(value, 0, TEXT_MAX));
}

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
static bool is_bare_near(const struct list *l, const struct ts_node *n, ts_str text)
{
    return is_near(n, l->from->headline) && ts_dating_is_bare(text) &&
           n->tag != TS_TAG_FIGCAPTION && !ts_node_above(n, TS_TAG_FIGURE);
}

static void add_words(struct list *l, ts_str text, struct ts_when when, const struct ts_node *n)
{
    enum place place = l->place;

    if (!l->is_lenient && ts_dating_tells_change(l->arena, text))
        return;
    if (place == OTHER && is_bare_near(l, n, text))
        l->place = NEAR_WORDS;
    add(l, when, n);
    l->place = place;
}

enum where { NEAR, FAR };

static void add_nodes(struct list *l, const struct ts_nodes *nodes, enum where where)
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

static void add_marked_times(struct list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    for (size_t i = 0; i < times->n; i++) {
        const struct ts_node *n = times->list[i];
        bool is_marked = ts_node_has_word(n, TS_ATTR_ITEMPROP, "datePublished") ||
                         ts_node_has(n, TS_ATTR_PUBDATE);
        if (is_marked && !ts_scan_is_beside(l->from->scan, n, l->from->headline, !l->is_lenient))
            add(l, read_node(l->arena, n), n);
    }
}

/* Of a long text only a dateline at its beginning counts. */
static ts_str beginning(ts_str text)
{
    return text.len <= TEXT_MAX ? text : ts_str_sub(text, 0, DATELINE_MAX);
}

/* Dates in text nodes around the headline, without any mark-up that says so. */
static void add_text_near(struct list *l)
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
static void add_text_anywhere(struct list *l)
{
    const struct ts_dom *dom = l->from->scan->dom;

    for (size_t i = dom->body->id; i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        if (n->tag != TS_TAG_TEXT || n->text.len > TEXT_MAX / 2 || n->text.len < 8)
            continue;
        struct ts_when when = ts_when_find(n->text);
        if (when.precision != TS_WHEN_NONE &&
            !ts_scan_is_beside(l->from->scan, n->parent, l->from->headline, !l->is_lenient) &&
            add(l, when, n->parent))
            return;
    }
}

/* ---- the rule ---- */

static bool agrees(struct ts_when when, struct ts_when url, bool is_month)
{
    int64_t tolerance = is_month ? 32 * DAY_S : TOLERANCE_S;

    return when.at >= url.at - TOLERANCE_S && when.at <= url.at + tolerance;
}

static const struct candidate *first_of(const struct list *l, enum place from, enum place to)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].place >= from && l->at[i].place <= to)
            return &l->at[i];
    return NULL;
}

static bool is_same_day(struct ts_when one, struct ts_when two)
{
    int64_t apart = one.at - two.at;

    return two.precision != TS_WHEN_NONE && apart < DAY_S && apart > -DAY_S;
}

/* A page that was published no earlier than it was changed last tells when it was made up anew. */
static bool is_stamp(const struct list *l, struct ts_when told)
{
    return l->modified.precision != TS_WHEN_NONE && told.at + 60 >= l->modified.at;
}

/* The first candidate, unless what is told of the article is not what it shows (rule 3). */
static const struct candidate *corrected(const struct list *l)
{
    const struct candidate *told = first_of(l, TOLD, META);
    const struct candidate *meta = first_of(l, META, META);
    const struct candidate *shown = first_of(l, MARKED, NEAR_WORDS);

    if (!told || !shown || is_same_day(told->when, shown->when))
        return &l->at[0];
    if (meta && is_same_day(meta->when, shown->when))
        return meta;
    if (is_stamp(l, told->when) && shown->when.at + EARLIER_S < told->when.at)
        return shown;
    bool is_other = shown->place == MARKED && !agrees(told->when, shown->when, false);
    return is_other ? shown : told;
}

static const struct candidate *decide(const struct list *l, struct ts_when url, bool is_month)
{
    if (l->n == 0)
        return NULL;
    for (size_t i = 0; url.precision != TS_WHEN_NONE && i < l->n; i++) {
        if (agrees(l->at[i].when, url, is_month))
            return &l->at[i];
    }
    return corrected(l);
}

/* A bare day gains the time that another candidate of that day has. */
static struct ts_when with_time(const struct list *l, struct ts_when day)
{
    for (size_t i = 0; day.precision == TS_WHEN_DAY && i < l->n; i++) {
        struct ts_when when = l->at[i].when;
        int64_t local = when.at + (when.has_zone ? when.zone_min * 60 : 0);
        if (when.precision == TS_WHEN_TIME && local >= day.at && local < day.at + DAY_S)
            return when;
    }
    return day;
}

/* Minutes that the clock which `shown` was read from is ahead of UTC if it shows the moment `when`:
 * with a zone that it is written with, or without one.  NO_ZONE if it does not. */
static int zone_of(struct ts_when when, struct ts_when shown)
{
    int64_t ahead_s = shown.has_zone ? shown.zone_min * 60 : shown.at - when.at;
    int64_t rest_s = shown.has_zone ? shown.at - when.at : ahead_s % ZONE_STEP_S;

    if (rest_s < 0)
        rest_s += ZONE_STEP_S;
    if (rest_s > ZONE_STEP_S / 2)
        rest_s -= ZONE_STEP_S;
    bool is_moment = rest_s > -60 && rest_s < 60;
    bool is_zone = ahead_s > -ZONE_MAX_S && ahead_s <= ZONE_MAX_S;
    if (shown.precision != TS_WHEN_TIME || !is_moment || !is_zone)
        return NO_ZONE;
    return (int)((ahead_s - (shown.has_zone ? 0 : rest_s)) / 60);
}

/* A moment told in UTC gains the zone of the clock that the page shows it by. */
static struct ts_when with_zone(const struct list *l, struct ts_when when)
{
    if (when.precision != TS_WHEN_TIME || when.zone_min != 0)
        return when;
    for (size_t i = 0; i < l->n; i++) {
        int zone_min = zone_of(when, l->at[i].when);
        if (zone_min == NO_ZONE || zone_min == 0)
            continue;
        when.zone_min = (int16_t)zone_min;
        when.has_zone = true;
        break;
    }
    return when;
}

/* A date in numbers is turned round if another one, which cannot be, is of that day. */
static struct ts_when turned(const struct list *l, struct ts_when when, struct ts_when modified,
                             struct ts_when url)
{
    struct ts_when other = ts_when_swap(when);
    bool is_other = is_same_day(other, modified) || is_same_day(other, url);
    bool is_first = is_same_day(when, modified) || is_same_day(when, url);

    for (size_t i = 0; when.is_swappable && i < l->n; i++) {
        is_other = is_other || (!l->at[i].when.is_swappable && is_same_day(other, l->at[i].when));
        is_first = is_first || (!l->at[i].when.is_swappable && is_same_day(when, l->at[i].when));
    }
    return is_other && !is_first ? other : when;
}

static const struct ts_node *shown_at(const struct list *l, struct ts_when when)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].node && is_same_day(l->at[i].when, when))
            return l->at[i].node;
    }
    return NULL;
}

static struct ts_when modified_of(const struct ts_dating_sources *s)
{
    struct ts_when when = read_value(s->ld_modified);

    if (!is_believable(when, s->now_at))
        when = read_value(s->scan->fields[TS_FIELD_MODIFIED]);
    return is_believable(when, s->now_at) ? when : (struct ts_when){ 0 };
}

static void add_shown(struct list *l)
{
    const struct ts_scan *scan = l->from->scan;

    l->place = MARKED;
    add_marked_times(l);
    l->place = NEAR_TIME;
    add_nodes(l, &scan->times, NEAR);
    l->place = OTHER;
    add_nodes(l, &scan->datelines, NEAR);
    add_text_near(l);
    add(l, read_value(scan->fields[TS_FIELD_DAY]), NULL);
    add(l, read_value(scan->unusual_day), NULL);
    add_nodes(l, &scan->times, FAR);
    add_nodes(l, &scan->datelines, FAR);
    if (l->n == 0)
        add_text_anywhere(l);
}

/* In an aside of the article, if the page has no other. */
static void add_only_time(struct list *l)
{
    const struct ts_nodes *times = &l->from->scan->times;

    if (times->n == 1 && !is_change(l->from->scan, times->list[0]) &&
        ts_node_above(times->list[0], TS_TAG_ARTICLE))
        add(l, read_node(l->arena, times->list[0]), times->list[0]);
}

static void collect(struct list *l)
{
    const struct ts_dating_sources *s = l->from;

    add(l, read_value(s->ld_published), NULL);
    l->place = META;
    add(l, read_value(s->scan->fields[TS_FIELD_PUBLISHED]), NULL);
    add_shown(l);
    if (l->n == 0) {
        l->is_lenient = true;
        add_shown(l);
    }
    if (l->n == 0)
        add_only_time(l);
}

struct ts_dating ts_dating_pick(struct ts_arena *a, const struct ts_dating_sources *sources)
{
    struct list *l = TS_NEW(a, struct list);
    struct ts_dating result = { .modified = modified_of(sources) };
    bool is_month;
    struct ts_when url = ts_dating_of_url(sources->url, &is_month);

    if (!is_believable(url, sources->now_at))
        url = (struct ts_when){ 0 };
    l->arena = a;
    l->from = sources;
    l->modified = result.modified;
    collect(l);
    if (url.precision != TS_WHEN_NONE && !is_month)
        add(l, url, NULL);
    if (l->n == 0)
        add(l, result.modified, NULL);
    const struct candidate *winner = decide(l, url, is_month);
    if (winner) {
        result.published =
            with_zone(l, with_time(l, turned(l, winner->when, result.modified, url)));
        result.dateline = winner->node ? winner->node : shown_at(l, result.published);
    }
    return result;
}
