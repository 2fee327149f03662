/* read_page.h - a page up to its features, for tests of what looks at them. */
#ifndef TEARSHEET_TESTS_EXTRACT_READ_PAGE_H
#define TEARSHEET_TESTS_EXTRACT_READ_PAGE_H

#include "../../src/extract/classify_priv.h"
#include "../../src/extract/extract_priv.h"
#include "support/support.h"
#include "tearsheet/base/buf.h"

struct read {
    struct ts_arena a; /* ts_arena_done() ends it all */
    struct ts_dom dom;
    struct ts_article article;
    struct ts_meta_hints hints;
    struct ts_page page;
    struct ts_features *rows;
};

static inline void read_page(struct read *r, const char *html)
{
    struct ts_err err = { 0 };

    *r = (struct read){ 0 };
    assert_ok(ts_dom_parse(&r->a, ts_str_of(html), &r->dom, &err), &err);
    ts_page_read(&r->a, &r->dom, (ts_str){ 0 }, &r->article, &r->hints, &r->page);
    r->rows = ts_features_of(&r->a, &r->page);
}

#endif
