/* read_meta.h - what a page says about itself, for tests of its fields. */
#ifndef TEARSHEET_TESTS_EXTRACT_READ_META_H
#define TEARSHEET_TESTS_EXTRACT_READ_META_H

#include "../../src/extract/meta_priv.h"
#include "support/support.h"

#define URL "https://www.harbour-times.example/2025/03/03/ferry"
#define NOW 1741100000 /* 4 March 2025, 14:53 UTC */

struct read {
    struct ts_arena arena;
    struct ts_dom dom;
    struct ts_article article;
    struct ts_meta_hints hints;
};

/* Ended by ts_arena_done(&r->arena). */
static inline void read_page(struct read *r, const char *html, const char *url)
{
    struct ts_err err;

    *r = (struct read){ 0 };
    assert_ok(ts_dom_parse(&r->arena, ts_str_of(html), &r->dom, &err), &err);
    ts_meta_read(&r->arena, &r->dom, ts_str_of(url), NOW, &r->article, &r->hints);
}

#define TITLED(head, body) "<head>" head "</head><body>" body "</body>"

#endif
