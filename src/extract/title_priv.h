/* title_priv.h - the title of an article, without the outlet's name around it. */
#ifndef TEARSHEET_EXTRACT_TITLE_PRIV_H
#define TEARSHEET_EXTRACT_TITLE_PRIV_H

#include "scan_priv.h"

#define TS_TITLE_MAX_SITES 4
#define TS_TITLE_MAX_BYTES 500 /* of a text that can be a title */
/* Bytes of a text in which a title is looked for: what is behind them is not looked at, since each
 * mark and each element in it may be the title's end. */
#define TS_TITLE_MAX_SOURCE 4000
#define TS_TITLE_MAX_NODES 400 /* of a heading, looked at for a link to the front page */

/* The names of the outlet that are known beside its titles. */
struct ts_outlet {
    ts_str names[TS_TITLE_MAX_SITES];
    size_t n;
    ts_str host; /* "news.example.org" */
    ts_str base; /* what the page's links are resolved against */
};

/* A heading as it is shown. */
struct ts_heading {
    ts_str text;    /* on one line, without times; of TS_TITLE_MAX_SOURCE bytes at most */
    ts_str main;    /* without a short line over it ("Kicker: Headline"); `text` if there is none */
    ts_str *tails;  /* what is left of `text` from each element boundary inside on */
    ts_str *heads;  /* and what is before it */
    size_t n_cuts;  /* of both lists */
    bool has_lines; /* may be: there are elements inside that can stand on lines of their own */
    bool is_home;   /* a link to the front page: the outlet's name, not a title */
};

#define TS_HEADING_MAX_CUTS 12

struct ts_heading ts_heading_read(struct ts_arena *a, const struct ts_scan *scan,
                                  const struct ts_node *n, ts_str base);

/* What a page offers as its title; plain text, empty where there is none. */
struct ts_title_sources {
    ts_str ld, og, twitter, named, page;
    const struct ts_scan *scan; /* of the visible headings */
    struct ts_outlet outlet;
};

/* The title that the sources vote for.  A source counts for itself and, in part, for those that
 * resemble it; visible headings count unless they stand beside the article or name the outlet.
 * `*headline` is the heading whose text it is, or NULL. */
ts_str ts_title_pick(struct ts_arena *a, const struct ts_title_sources *sources,
                     const struct ts_node **headline);

/* What stands before the first mark that parts a title; all of it if there is none. */
ts_str ts_title_first_part(ts_str title);

/* True if `text` is one of the parts of `title`, or several that follow each other; what stands
 * behind a colon counts as parts, too. */
bool ts_title_has_part(struct ts_arena *a, ts_str title, ts_str text);

/* `title` without the parts in front of it or behind it that name the outlet ("Storm - The
 * Example", "Example.org: Storm"). */
ts_str ts_title_strip(struct ts_arena *a, ts_str title, const struct ts_outlet *outlet);

/* `title` without short parts behind a bar ("Storm hits the coast | Weather"), which headlines do
 * not have; for titles that no other evidence speaks of. */
ts_str ts_title_cut_bars(ts_str title);

/* `title` without invisible characters, and without marks at its end that belong to no headline. */
ts_str ts_title_clean(struct ts_arena *a, ts_str title);

/* How many marks stand between parts of `title`: colons, dashes and bars. */
size_t ts_title_joints(ts_str title);

/* The part of `title` that names the outlet, or empty: the one like the host, or the one left when
 * `headline` is taken away. */
ts_str ts_title_outlet(struct ts_arena *a, ts_str title, ts_str headline, ts_str host);

/* True if `name` is how an outlet at `host` may call itself: "The Example Times" at exampletimes,
 * etimes or tet. */
bool ts_title_is_host(struct ts_arena *a, ts_str name, ts_str host);

/* Letters and digits alone, in lower case and without marks: equal for two spellings of a text. */
ts_str ts_title_key(struct ts_arena *a, ts_str text);

#endif
