/* Scores are made up, a letter a block: - stripped, else kept with a score of 0.6 (c), 0.7 (d), 0.8
 * (e) or 0.9 (f). */
#include <string.h>

#include "read_page.h"

#include "../../src/extract/behind_priv.h"
#include "tearsheet/base/buf.h"

static struct ts_verdict verdict_of(char letter)
{
    if (letter == '-')
        return (struct ts_verdict){ .score = 0.1F };
    return (struct ts_verdict){ .score = 0.6F + 0.1F * (float)(letter - 'c'), .is_kept = true };
}

static void assert_left(const char *scores, const char *want)
{
    struct read r;
    struct ts_buf html = { 0 }, got = { 0 };
    size_t n = strlen(scores);

    for (size_t i = 0; i < n; i++)
        ts_buf_puts(&html, "<p>A sentence of the same length as all.</p>");
    ts_buf_putc(&html, '\0');
    read_page(&r, html.ptr);
    assert_int_equal(r.page.pieces.n, n);
    struct ts_verdict *verdicts = TS_NEW_ARRAY(&r.a, n, struct ts_verdict);
    for (size_t i = 0; i < n; i++)
        verdicts[i] = verdict_of(scores[i]);
    ts_strip_behind(&r.page, verdicts);
    for (size_t i = 0; i < n; i++) {
        ts_buf_putc(&got, verdicts[i].is_kept ? scores[i] : '-');
        if (scores[i] != '-' && !verdicts[i].is_kept)
            assert_true(verdicts[i].reason.len > 0);
    }
    assert_slice_equal(ts_buf_str(&got), want);
    ts_buf_done(&got);
    ts_buf_done(&html);
    ts_arena_done(&r.a);
}

static const struct {
    const char *scores, *want;
} pages[] = {
    { "", "" },
    { "-", "-" },
    { "c", "c" },
    /* a gap is a box; behind a longer one the text has to score more, and the more the longer */
    { "ffff----cc", "ffff----cc" },
    { "ffff-----cc", "ffff-------" },
    { "ffff-----dd", "ffff-----dd" },
    { "ffff----------dd", "ffff------------" },
    { "ffff----------ee", "ffff----------ee" },
    { "ffff--------------------ee", "ffff----------------------" },
    { "ffff--------------------ff", "ffff--------------------ff" },
    /* the mean tells */
    { "ffff-----ce", "ffff-----ce" },
    /* each is measured from what stands before it */
    { "ffff----------d-----d", "ffff----------------d" },
    /* what is ahead of the article is no matter */
    { "c-----ffff", "c-----ffff" },
    { "ccc-----ffff", "ccc-----ffff" },
    /* what is nearly as long may be the second half */
    { "ffff-----ccc", "ffff-----ccc" },
};

static void doubtful_text_behind_the_article_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_left(pages[i].scores, pages[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(doubtful_text_behind_the_article_goes) };
    return cmocka_run_group_tests_name("behind", tests, NULL, NULL);
}
