/* feed.h - a feed and its items, as parsed, whatever its format was. */
#ifndef TEARSHEET_MODEL_FEED_H
#define TEARSHEET_MODEL_FEED_H

#include "tearsheet/base/date.h"
#include "tearsheet/base/str.h"

enum ts_feed_format {
    TS_FEED_RSS,
    TS_FEED_RDF,
    TS_FEED_ATOM,
    TS_FEED_JSON,
    TS_FEED_SITEMAP, /* a news sitemap */
    TS_FEED_PAGE,    /* the links of a front page */
};

struct ts_enclosure {
    ts_str url;
    ts_str type;
    int64_t n_bytes; /* 0 if not told */
};

struct ts_item {
    ts_str id;      /* guid or Atom id as written; may be empty */
    ts_str link;    /* absolute, may be empty */
    ts_str title;   /* plain text */
    ts_str author;  /* names parted by "; " */
    ts_str summary; /* HTML or text as the feed has it */
    ts_str content; /* HTML; may be empty */
    struct ts_when published;
    struct ts_when updated;
    struct ts_enclosure *enclosures;
    size_t n_enclosures;
};

struct ts_feed {
    enum ts_feed_format format;
    ts_str title; /* plain text */
    ts_str link;  /* of the site, absolute */
    ts_str lang;
    int64_t ttl_s; /* asked-for seconds between fetches, 0 if not told */
    ts_str fault;  /* "line 4: a tag is not closed": what was mended first, or empty */
    bool is_cut;   /* it ends in the middle of an item: there was more */
    struct ts_item *items;
    size_t n_items;
};

#endif
