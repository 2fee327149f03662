/* dating_list_priv.h - the dates that can be the article's, in the order of belief. */
#ifndef TEARSHEET_EXTRACT_DATING_LIST_PRIV_H
#define TEARSHEET_EXTRACT_DATING_LIST_PRIV_H

#include "dating_priv.h"

#define TS_DATING_DAY_S 86400
#define TS_DATING_CANDIDATES_MAX 64

/* Where a date stands. */
enum ts_dating_place {
    TS_DATED_LD,         /* JSON-LD */
    TS_DATED_META,       /* <meta> of publication */
    TS_DATED_MARKED,     /* itemprop=datePublished, <time pubdate> */
    TS_DATED_NEAR_TIME,  /* <time> near the headline */
    TS_DATED_NEAR_WORDS, /* nothing but a date near the headline */
    TS_DATED_DAY,        /* <meta name=date> and the like: of publication, or of a change */
    TS_DATED_OTHER,
};

struct ts_dated {
    struct ts_when when;
    enum ts_dating_place place;
    const struct ts_node *node; /* that shows it, or NULL */
};

struct ts_dating_list {
    struct ts_arena *arena;
    const struct ts_dating_sources *from;
    struct ts_dated at[TS_DATING_CANDIDATES_MAX];
    size_t n;
    struct ts_when modified;
    struct ts_when url_day;     /* in the address, or nothing */
    enum ts_dating_place place; /* of what is added now */
    bool is_lenient;            /* boxes count too, and dates of a change */
};

bool ts_dating_is_believable(struct ts_when when, int64_t now_at);

/* A value that should be a date alone, or else hold one. */
struct ts_when ts_dating_read(ts_str value);

/* Adds `when`, if it is believable, as from l->place; false if it is not.  `node` may be NULL. */
bool ts_dating_add(struct ts_dating_list *l, struct ts_when when, const struct ts_node *node);

/* Adds the dates that the page shows or has in its less telling <meta>; if the list stays empty,
 * also those in boxes and of a change, then any short text's, then the summary's. */
void ts_dating_add_shown(struct ts_dating_list *l);

bool ts_dating_is_same_day(struct ts_when one, struct ts_when two);

/* A moment told in UTC gains the zone of the clock that the page shows it by; where only the day is
 * shown, or in the address, the least one by which the moment is of that day. */
struct ts_when ts_dating_with_zone(const struct ts_dating_list *l, struct ts_when when);

#endif
