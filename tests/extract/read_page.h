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

/* Every block is kept until `strip` has seen the page; `want` tells what is left: + kept, -
 * stripped as `kind`. */
static inline void assert_left_by(const char *html, const char *want, enum ts_block_kind kind,
                                  void (*strip)(struct read *r, struct ts_verdict *verdicts))
{
    struct read r;
    struct ts_buf got = { 0 };

    read_page(&r, html);
    struct ts_verdict *verdicts = TS_NEW_ARRAY(&r.a, r.page.pieces.n, struct ts_verdict);
    for (size_t i = 0; i < r.page.pieces.n; i++)
        verdicts[i] = (struct ts_verdict){ .score = 1, .is_kept = true };
    strip(&r, verdicts);
    for (size_t i = 0; i < r.page.pieces.n; i++) {
        ts_buf_putc(&got, verdicts[i].is_kept ? '+' : '-');
        assert_true(verdicts[i].is_kept || verdicts[i].kind == kind);
    }
    if (!ts_str_is(ts_buf_str(&got), want))
        fail_msg("%s: %.*s and not %s", html, TS_FMT(ts_buf_str(&got)), want);
    ts_buf_done(&got);
    ts_arena_done(&r.a);
}

#endif
