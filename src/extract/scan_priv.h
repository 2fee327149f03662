/* scan_priv.h - one walk over the page that finds what can be metadata. */
#ifndef TEARSHEET_EXTRACT_SCAN_PRIV_H
#define TEARSHEET_EXTRACT_SCAN_PRIV_H

#include "dom_priv.h"

#define TS_SCAN_MAX_NODES 48 /* of each kind; those behind are not looked at */
#define TS_SCAN_MAX_AUTHORS 16
#define TS_SCAN_LABELS 2

/* What <meta> elements tell, whatever their names are. */
enum ts_field {
    TS_FIELD_NONE = 0,
    TS_FIELD_TITLE,   /* og:title */
    TS_FIELD_TWITTER, /* twitter:title */
    TS_FIELD_NAMED,   /* title, dc.title, parsely-title: mostly the bare headline */
    TS_FIELD_SITE,
    TS_FIELD_AUTHOR,
    TS_FIELD_PUBLISHED,
    TS_FIELD_MODIFIED,
    TS_FIELD_DAY, /* "date": of either */
    TS_FIELD_LANG,
    TS_FIELD_IMAGE,
    TS_FIELD_SUMMARY,
    TS_FIELD_URL,
    TS_FIELD_TIER, /* content_tier */
    TS_FIELD_TYPE, /* og:type */
    TS_N_FIELDS,
};

/* What an element is called: the words of its class, id, itemprop and rel, and their parts
 * ("post-date" and "postDate" have "date"). */
enum ts_role {
    TS_ROLE_BYLINE = 1,
    TS_ROLE_DATE = 2,
    TS_ROLE_CHANGE = 4, /* of a date: that of the last change */
    TS_ROLE_HEADLINE = 8,
    TS_ROLE_BESIDE = 16,  /* lists of other articles, comments, navigation */
    TS_ROLE_BOX = 32,     /* teasers, widgets: mostly beside an article, on some sites around it */
    TS_ROLE_FIRST = 64,   /* of a date: that of publication */
    TS_ROLE_KICKER = 128, /* the short line over a headline */
};

struct ts_nodes {
    const struct ts_node **list;
    size_t n, cap;
};

struct ts_scan {
    const struct ts_dom *dom;
    uint8_t *roles;              /* of each node by id: enum ts_role, or-ed */
    ts_str fields[TS_N_FIELDS];  /* of the name that comes first in the table */
    uint16_t ranks[TS_N_FIELDS]; /* that name's place in the table, 0 for none */
    ts_str authors[TS_SCAN_MAX_AUTHORS];
    size_t n_authors;              /* all values of the one name in fields[TS_FIELD_AUTHOR] */
    ts_str labels[TS_SCAN_LABELS]; /* twitter:label1 and 2: "Written by" ... */
    ts_str label_values[TS_SCAN_LABELS];
    ts_str unusual_day; /* of a <meta> whose name speaks of publication, but is in no table */
    ts_str title;       /* <title> */
    ts_str canonical;
    ts_str next;
    struct ts_nodes headings;  /* h1, itemprop=headline, and h2 called headline or title */
    struct ts_nodes subheads;  /* other h2 and h3 */
    struct ts_nodes times;     /* <time>, and what has itemprop=datePublished */
    struct ts_nodes datelines; /* called date, published and the like */
    struct ts_nodes images;    /* itemprop=image */
    struct ts_nodes bylines;   /* called author, byline and the like, rel=author,
                                * itemprop=author, links to the pages of authors */
};

/* The lists are in the page's order and live in `a`. */
void ts_scan_page(struct ts_arena *a, const struct ts_dom *dom, struct ts_scan *out);

/* Takes what `n`, a <meta>, says into the fields, labels and authors of `out`. */
void ts_scan_meta(struct ts_scan *out, const struct ts_node *n);

/* True if the element, or one around it, holds something beside the article: navigation, lists of
 * other articles, comments, the foot of the page.  What also holds `headline` (may be NULL) is not
 * beside it.  `with_boxes` also counts TS_ROLE_BOX. */
bool ts_scan_is_beside(const struct ts_scan *scan, const struct ts_node *n,
                       const struct ts_node *headline, bool with_boxes);

#endif
