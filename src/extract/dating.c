/* Candidates are put into a short list in the order of belief, and the list is asked the questions
 * of the header's rule. */
#include "dating_list_priv.h"

enum {
    TEXT_MAX = 200, /* bytes of a value that can hold the article's date */
    TOLERANCE_S = 2 * TS_DATING_DAY_S,
    EARLIER_S = TS_DATING_DAY_S + 14 * 3600 /* so much apart are two days whatever the zone */
};

bool ts_dating_is_believable(struct ts_when when, int64_t now_at)
{
    return when.precision != TS_WHEN_NONE &&
           when.at >= ts_days_of(TS_DATING_MIN_YEAR, 1, 1) * (int64_t)TS_DATING_DAY_S &&
           when.at <= now_at + TS_DATING_MAX_AHEAD_S;
}

bool ts_dating_add(struct ts_dating_list *l, struct ts_when when, const struct ts_node *node)
{
    if (!ts_dating_is_believable(when, l->from->now_at))
        when = ts_when_swap(when); /* in the future: perhaps the month stands first */
    if (!ts_dating_is_believable(when, l->from->now_at) || l->n == TS_DATING_CANDIDATES_MAX)
        return false;
    l->at[l->n++] = (struct ts_dated){ when, l->place, node };
    return true;
}

/* A value that should be a date alone, or else hold one. */
struct ts_when ts_dating_read(ts_str value)
{
    struct ts_when when = ts_when_parse(value);

    return when.precision != TS_WHEN_NONE ? when : ts_when_find(ts_str_sub(value, 0, TEXT_MAX));
}

/* ---- the rule ---- */

static bool agrees(struct ts_when when, struct ts_when url, bool is_month)
{
    int64_t tolerance = is_month ? 32 * TS_DATING_DAY_S : TOLERANCE_S;

    return when.at >= url.at - TOLERANCE_S && when.at <= url.at + tolerance;
}

static const struct ts_dated *first_of(const struct ts_dating_list *l, enum ts_dating_place from,
                                       enum ts_dating_place to)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].place >= from && l->at[i].place <= to)
            return &l->at[i];
    return NULL;
}

bool ts_dating_is_same_day(struct ts_when one, struct ts_when two)
{
    int64_t apart = one.at - two.at;

    return two.precision != TS_WHEN_NONE && apart < TS_DATING_DAY_S && apart > -TS_DATING_DAY_S;
}

static const struct ts_node *shown_at(const struct ts_dating_list *l, struct ts_when when)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].node && ts_dating_is_same_day(l->at[i].when, when))
            return l->at[i].node;
    }
    return NULL;
}

/* Seconds since 1970 on the clock by which it was written. */
static int64_t clock_of(struct ts_when when)
{
    return when.at + (when.has_zone ? when.zone_min * 60 : 0);
}

/* Of two days whatever the zone, or by the same clock. */
static bool is_other_day(struct ts_when told, struct ts_when shown)
{
    bool has_clocks = told.has_zone && told.zone_min != 0 && !shown.has_zone;

    if (!has_clocks || shown.precision != TS_WHEN_TIME)
        return !ts_dating_is_same_day(told, shown);
    return clock_of(told) / TS_DATING_DAY_S != clock_of(shown) / TS_DATING_DAY_S;
}

/* A page that was published no earlier than it was changed last tells when it was made up anew. */
static bool is_stamp(const struct ts_dating_list *l, struct ts_when told)
{
    struct ts_when changed = l->modified;
    int64_t apart = clock_of(told) - clock_of(changed);
    bool is_same_clock = apart > -60 && apart < 60; /* one of the zones is wrong */

    return changed.precision != TS_WHEN_NONE && (told.at + 60 >= changed.at || is_same_clock);
}

/* What is shown behind the headline as of long before was published then, and put up again. */
static bool is_older(const struct ts_dating_list *l, const struct ts_dated *shown,
                     struct ts_when told)
{
    bool is_behind = shown->node && l->from->headline && shown->node->id > l->from->headline->id;
    bool is_plain = is_behind && !shown->when.is_swappable;

    return shown->when.at + EARLIER_S < told.at && (is_plain || is_stamp(l, told));
}

static bool is_shown(const struct ts_dating_list *l, struct ts_when when)
{
    return shown_at(l, when) != NULL;
}

/* Another value of <meta> that the page shows, where it does not show what it tells first. */
static const struct ts_dated *witnessed(const struct ts_dating_list *l, struct ts_when told)
{
    if (is_shown(l, told))
        return NULL;
    for (size_t i = 0; i < l->n; i++) {
        bool is_meta = l->at[i].place == TS_DATED_META || l->at[i].place == TS_DATED_DAY;
        if (is_meta && is_shown(l, l->at[i].when))
            return &l->at[i];
    }
    return NULL;
}

/* The first candidate, unless what is told of the article is not what it shows (rule 3). */
static const struct ts_dated *corrected(const struct ts_dating_list *l)
{
    const struct ts_dated *told = first_of(l, TS_DATED_LD, TS_DATED_META);
    const struct ts_dated *meta = first_of(l, TS_DATED_META, TS_DATED_META);
    const struct ts_dated *shown = first_of(l, TS_DATED_MARKED, TS_DATED_NEAR_WORDS);

    const struct ts_dated *other = told ? witnessed(l, told->when) : NULL;

    if (other && (!shown || ts_dating_is_same_day(other->when, shown->when)))
        return other;
    if (!told || !shown || !is_other_day(told->when, shown->when))
        return &l->at[0];
    if (meta && ts_dating_is_same_day(meta->when, shown->when))
        return meta;
    if (is_older(l, shown, told->when))
        return shown;
    bool is_other = shown->place == TS_DATED_MARKED && !agrees(told->when, shown->when, false);
    return is_other ? shown : told;
}

static const struct ts_dated *decide(const struct ts_dating_list *l, struct ts_when url,
                                     bool is_month)
{
    const struct ts_dated *likely = l->n > 0 ? corrected(l) : NULL;

    if (!likely || url.precision == TS_WHEN_NONE || agrees(likely->when, url, is_month))
        return likely;
    for (size_t i = 0; i < l->n; i++) {
        if (agrees(l->at[i].when, url, is_month))
            return &l->at[i];
    }
    return likely;
}

/* A bare day gains the time that another candidate of that day has. */
static struct ts_when with_time(const struct ts_dating_list *l, struct ts_when day)
{
    for (size_t i = 0; day.precision == TS_WHEN_DAY && i < l->n; i++) {
        struct ts_when when = l->at[i].when;
        int64_t local = clock_of(when);
        if (when.precision == TS_WHEN_TIME && local >= day.at && local < day.at + TS_DATING_DAY_S)
            return when;
    }
    return day;
}

/* A date in numbers is turned round if another one, which cannot be, is of that day. */
static struct ts_when turned(const struct ts_dating_list *l, struct ts_when when,
                             struct ts_when modified, struct ts_when url)
{
    struct ts_when other = ts_when_swap(when);
    bool is_other = ts_dating_is_same_day(other, modified) || ts_dating_is_same_day(other, url);
    bool is_first = ts_dating_is_same_day(when, modified) || ts_dating_is_same_day(when, url);

    for (size_t i = 0; when.is_swappable && i < l->n; i++) {
        is_other = is_other ||
                   (!l->at[i].when.is_swappable && ts_dating_is_same_day(other, l->at[i].when));
        is_first =
            is_first || (!l->at[i].when.is_swappable && ts_dating_is_same_day(when, l->at[i].when));
    }
    return is_other && !is_first ? other : when;
}

static struct ts_when modified_of(const struct ts_dating_sources *s)
{
    struct ts_when when = ts_dating_read(s->ld_modified);

    if (!ts_dating_is_believable(when, s->now_at))
        when = ts_dating_read(s->scan->fields[TS_FIELD_MODIFIED]);
    return ts_dating_is_believable(when, s->now_at) ? when : (struct ts_when){ 0 };
}

static void collect(struct ts_dating_list *l)
{
    const struct ts_dating_sources *s = l->from;

    ts_dating_add(l, ts_dating_read(s->ld_published), NULL);
    l->place = TS_DATED_META;
    ts_dating_add(l, ts_dating_read(s->scan->fields[TS_FIELD_PUBLISHED]), NULL);
    ts_dating_add_shown(l);
}

/* Where the title is told and not shown, dates are looked for around the only h1. */
static const struct ts_node *headline_of(const struct ts_dating_sources *s)
{
    const struct ts_nodes *headings = &s->scan->headings;
    const struct ts_node *only = NULL;

    for (size_t i = 0; !s->headline && i < headings->n; i++) {
        if (headings->list[i]->tag != TS_TAG_H1)
            continue;
        if (only)
            return NULL;
        only = headings->list[i];
    }
    return s->headline ? s->headline : only;
}

struct ts_dating ts_dating_pick(struct ts_arena *a, const struct ts_dating_sources *sources)
{
    struct ts_dating_list list = { .arena = a }, *l = &list;
    struct ts_dating_sources known = *sources;
    struct ts_dating result = { .modified = modified_of(sources) };
    bool is_month;
    struct ts_when url = ts_dating_of_url(sources->url, &is_month);

    if (!ts_dating_is_believable(url, sources->now_at))
        url = (struct ts_when){ 0 };
    known.headline = headline_of(sources);
    l->from = &known;
    l->modified = result.modified;
    l->url_day = is_month ? (struct ts_when){ 0 } : url;
    collect(l);
    if (url.precision != TS_WHEN_NONE && !is_month)
        ts_dating_add(l, url, NULL);
    if (l->n == 0)
        ts_dating_add(l, result.modified, NULL);
    const struct ts_dated *winner = decide(l, url, is_month);
    if (winner) {
        result.published =
            ts_dating_with_zone(l, with_time(l, turned(l, winner->when, result.modified, url)));
        result.dateline = winner->node ? winner->node : shown_at(l, result.published);
    }
    return result;
}
