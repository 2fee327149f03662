/* verdicts.h - what a rule makes of a page whose verdicts are made up.
 *
 * A sign a block: + kept for sure (a score of 0.9), a digit kept with so many tenths, - stripped
 * (0). */
#ifndef TEARSHEET_TESTS_EXTRACT_VERDICTS_H
#define TEARSHEET_TESTS_EXTRACT_VERDICTS_H

#include <string.h>

#include "read_page.h"

typedef void rule(struct read *r, struct ts_verdict *verdicts);

static inline struct ts_verdict verdict_of(char sign)
{
    if (sign == '-')
        return (struct ts_verdict){ .is_kept = false };
    const int tenths = sign == '+' ? 9 : sign - '0';
    return (struct ts_verdict){ .score = (float)tenths / 10, .is_kept = true };
}

/* A block that the rule leaves has its sign in `want`, one that it strips a -, and one that it
 * takes in a +. */
static inline void assert_ruled(rule *apply, const char *html, const char *signs, const char *want)
{
    struct read r;
    struct ts_buf got = { 0 };

    read_page(&r, html);
    assert_int_equal(r.page.pieces.n, strlen(signs));
    struct ts_verdict *verdicts = TS_NEW_ARRAY(&r.a, r.page.pieces.n, struct ts_verdict);
    for (size_t i = 0; i < r.page.pieces.n; i++)
        verdicts[i] = verdict_of(signs[i]);
    apply(&r, verdicts);
    for (size_t i = 0; i < r.page.pieces.n; i++) {
        const bool was_kept = signs[i] != '-', is_kept = verdicts[i].is_kept;
        ts_buf_putc(&got, !is_kept ? '-' : was_kept ? signs[i] : '+');
        assert_true(is_kept == was_kept || is_kept || verdicts[i].reason.len > 0);
    }
    if (!ts_str_is(ts_buf_str(&got), want))
        fail_msg("%s: %.*s and not %s", html, TS_FMT(ts_buf_str(&got)), want);
    ts_buf_done(&got);
    ts_arena_done(&r.a);
}

/* The same where all blocks are kept at first. */
static inline void assert_left_by(rule *strip, const char *html, const char *want)
{
    char signs[64] = "";

    assert_true(strlen(want) < sizeof signs);
    memset(signs, '+', strlen(want));
    assert_ruled(strip, html, signs, want);
}

/* For a rule's end: what it stripped, which has a reason, is named so. */
static inline void assert_stripped_as(const struct read *r, const struct ts_verdict *verdicts,
                                      enum ts_block_kind kind)
{
    for (size_t i = 0; i < r->page.pieces.n; i++)
        assert_true(verdicts[i].is_kept || verdicts[i].reason.len == 0 || verdicts[i].kind == kind);
}

#endif
