/* feed_dump.h - a feed as one line an item, to compare. */
#ifndef TESTS_FEED_DUMP_H
#define TESTS_FEED_DUMP_H

#include "support/support.h"

#include "tearsheet/feed/parse.h"

#define RSS(inside) "<rss version='2.0'><channel>" inside "</channel></rss>"
#define ITEM(inside) RSS("<item>" inside "</item>")
#define ATOM(inside) "<feed xmlns='http://www.w3.org/2005/Atom'>" inside "</feed>"
#define ENTRY(inside) ATOM("<entry>" inside "</entry>")

/* "rss title=[..] link=[..]" and a line an item, or the error's message. */
ts_str feed_dump(struct ts_arena *a, ts_str bytes, const char *content_type, const char *url);

struct feed_case {
    const char *in, *want;
};
/* Each of them, as got from `url`. */
void feed_check(const struct feed_case *cases, size_t n, const char *url);

#endif
