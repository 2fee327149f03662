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

/* A page that was published no earlier than it was changed last tells when it was made up anew. */
static bool is_stamp(const struct ts_dating_list *l, struct ts_when told)
{
    return l->modified.precision != TS_WHEN_NONE && told.at + 60 >= l->modified.at;
}

/* The first candidate, unless what is told of the article is not what it shows (rule 3). */
static const struct ts_dated *corrected(const struct ts_dating_list *l)
{
    const struct ts_dated *told = first_of(l, TS_DATED_LD, TS_DATED_META);
    const struct ts_dated *meta = first_of(l, TS_DATED_META, TS_DATED_META);
    const struct ts_dated *shown = first_of(l, TS_DATED_MARKED, TS_DATED_NEAR_WORDS);

    if (!told || !shown || ts_dating_is_same_day(told->when, shown->when))
        return &l->at[0];
    if (meta && ts_dating_is_same_day(meta->when, shown->when))
        return meta;
    if (is_stamp(l, told->when) && shown->when.at + EARLIER_S < told->when.at)
        return shown;
    bool is_other = shown->place == TS_DATED_MARKED && !agrees(told->when, shown->when, false);
    return is_other ? shown : told;
}

static const struct ts_dated *decide(const struct ts_dating_list *l, struct ts_when url,
                                     bool is_month)
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
static struct ts_when with_time(const struct ts_dating_list *l, struct ts_when day)
{
    for (size_t i = 0; day.precision == TS_WHEN_DAY && i < l->n; i++) {
        struct ts_when when = l->at[i].when;
        int64_t local = when.at + (when.has_zone ? when.zone_min * 60 : 0);
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

static const struct ts_node *shown_at(const struct ts_dating_list *l, struct ts_when when)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].node && ts_dating_is_same_day(l->at[i].when, when))
            return l->at[i].node;
    }
    return NULL;
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

struct ts_dating ts_dating_pick(struct ts_arena *a, const struct ts_dating_sources *sources)
{
    struct ts_dating_list *l = TS_NEW(a, struct ts_dating_list);
    struct ts_dating result = { .modified = modified_of(sources) };
    bool is_month;
    struct ts_when url = ts_dating_of_url(sources->url, &is_month);

    if (!ts_dating_is_believable(url, sources->now_at))
        url = (struct ts_when){ 0 };
    l->arena = a;
    l->from = sources;
    l->modified = result.modified;
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
