#include "verdicts.h"

#include "../../src/extract/behind_priv.h"

static void strip(struct read *r, struct ts_verdict *verdicts)
{
    ts_strip_behind(&r->page, verdicts);
}

static void assert_left(const char *signs, const char *want)
{
    struct ts_buf html = { 0 };

    for (size_t i = 0; i < strlen(signs); i++)
        ts_buf_puts(&html, "<p>A sentence of the same length as all.</p>");
    ts_buf_putc(&html, '\0');
    assert_ruled(strip, html.ptr, signs, want);
    ts_buf_done(&html);
}

static const struct {
    const char *signs, *want;
} pages[] = {
    { "", "" },
    { "-", "-" },
    { "6", "6" },
    /* a gap is a box; behind a longer one the text has to score more, and the more the longer */
    { "++++----66", "++++----66" },
    { "++++-----66", "++++-------" },
    { "++++-----77", "++++-----77" },
    { "++++----------77", "++++------------" },
    { "++++----------88", "++++----------88" },
    { "++++--------------------88", "++++----------------------" },
    { "++++--------------------++", "++++--------------------++" },
    /* the mean tells */
    { "++++-----68", "++++-----68" },
    /* each is measured from what stands before it */
    { "++++----------7-----7", "++++----------------7" },
    /* what is ahead of the article is no matter */
    { "6-----++++", "6-----++++" },
    { "666-----++++", "666-----++++" },
    /* what is nearly as long may be the second half */
    { "++++-----666", "++++-----666" },
};

static void doubtful_text_behind_the_article_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_left(pages[i].signs, pages[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(doubtful_text_behind_the_article_goes) };
    return cmocka_run_group_tests_name("behind", tests, NULL, NULL);
}
