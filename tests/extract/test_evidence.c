#include "read_page.h"

#include "../../src/extract/evidence_priv.h"

#define TEXT                                                                                      \
    "<p>The harbour board met on Tuesday evening and agreed, after a long debate, to repair the " \
    "old crane before the winter storms return to the bay.</p>"

static const struct {
    const char *html;
    size_t block;
    bool is_kept;
    const char *want;
} cases[] = {
    { "<p>Read also: the other tide</p>", 0, false, "says \"read also\"" },
    { "<nav><p>Home</p></nav>", 0, false, "inside the navigation" },
    { "<form><p>Your name</p></form>", 0, false, "inside a form" },
    { "<div class=comments><p>I was there</p></div>", 0, false, "among the comments" },
    { "<div class=related><p>The other tide</p></div>", 0, false, "in a box of related articles" },
    { TEXT "<p>The tide <a href=x>and the other one</a></p>", 1, false, "link density 0.54" },
    { "<article>" TEXT TEXT "</article><p>Noon</p>", 2, false,
      "short, outside the article's text" },
    { TEXT "<p>ten apples</p>", 1, false, "short, outside the article's text" },
    { "<article>" TEXT TEXT "</article>", 0, true, "sentences, set like most of the text" },
    { "<article>" TEXT "<h2>At night</h2>" TEXT "</article>", 1, true,
      "heading inside the article's text" },
    { "<p>apples</p>", 0, true, "inside the article's text" },
};

static void says_in_words_what_decides(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct read r;
        read_page(&r, cases[i].html);
        assert_true(cases[i].block < r.page.pieces.n);
        float values[TS_N_FEATURES];
        size_t block = cases[i].block;
        ts_features_put(&r.page, r.rows, block, values);
        assert_slice_equal(ts_evidence(&r.a, &r.rows[block], values, cases[i].is_kept),
                           cases[i].want);
        ts_arena_done(&r.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(says_in_words_what_decides) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
