#include "support/support.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/wrap.h"

/* The lines, each followed by a bar. */
static ts_str wrapped(struct ts_arena *a, ts_str text, int cols, const char *lang)
{
    struct ts_buf out = { 0 };
    size_t n = 0;
    struct ts_line *lines = ts_wrap(a, text, cols, ts_str_of(lang), &n);

    for (size_t i = 0; i < n; i++) {
        ts_str line = ts_str_sub(text, lines[i].start, lines[i].len);
        assert_int_equal(lines[i].cols, ts_utf8_cols(line));
        ts_buf_put(&out, line);
        ts_buf_putc(&out, '|');
    }
    ts_str all = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return all;
}

static const struct {
    const char *in;
    int cols;
    const char *lang;
    const char *want;
} cases[] = {
    { "", 10, "", "|" },
    { "one", 10, "en", "one|" },
    { "one two three", 7, "en", "one two|three|" },
    { "one two three", 3, "en", "one|two|thr|ee|" },
    { "a b", 1, "", "a|b|" },
    { "abc", 0, "", "a|b|c|" },
    /* spaces at a break hang and vanish, others stay */
    { "one    two", 4, "", "one|two|" },
    { "  one two", 5, "", "  one|two|" },
    { "one ", 3, "", "one|" },
    { "ninety-nine bottles", 8, "en", "ninety-|nine|bottles|" },
    { "no\xc2\xa0"
      "break here",
      8, "en",
      "no\xc2\xa0"
      "break|here|" },
    { "said (twice) again", 6, "en", "said|(twice|)|again|" },
    /* newlines of every kind */
    { "a\nb", 10, "", "a|b|" },
    { "a\r\nb", 10, "", "a|b|" },
    { "a\n\nb\n", 10, "", "a||b||" },
    { "one two\nthree", 3, "", "one|two|thr|ee|" },
    /* wide characters; no line starts with a full stop or a small kana */
    { "新しい橋が開通した。", 10, "ja", "新しい橋が|開通した。|" },
    { "橋が開通した。", 12, "ja", "橋が開通し|た。|" },
    { "橋", 1, "ja", "橋|" },
    { "a橋b", 1, "ja", "a|橋|b|" },
    /* clusters stay whole */
    { "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81",
      2, "",
      "e\xcc\x81"
      "e\xcc\x81|e\xcc\x81|" },
    { "👩‍🔬👩‍🔬👩‍🔬", 4, "", "👩‍🔬👩‍🔬|👩‍🔬|" },
    { "🇫🇮🇫🇮", 2, "", "🇫🇮|🇫🇮|" },
    { "👍🏽👍🏽", 3, "", "👍🏽|👍🏽|" },
    { "🎈🎈🎈", 4, "", "🎈🎈|🎈|" },
    { "a \xf0\x9f\x87\xab b", 3, "", "a \xf0\x9f\x87\xab|b|" }, /* half a flag */
    { "a \xef\xbf\xbf b", 3, "", "a \xef\xbf\xbf|b|" },
    /* broken bytes take a cell each */
    { "a\xff\xff"
      "b",
      2, "",
      "a\xff|\xff"
      "b|" },
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        assert_slice_equal(wrapped(&a, ts_str_of(cases[i].in), cases[i].cols, cases[i].lang),
                           cases[i].want);
        ts_arena_done(&a);
    }
}

static const char sample[] =
    "The ferry “Aurora” (built 1974) left at 14:05 — late, as ever — for Östersund. 桟橋では、"
    "人々が待っていた。 Всё было тихо; 👩‍🔬 "
    "waved.\n\nhttps://long.example/path/to/a/page?with=query "
    "ends here\tindeed.";

/* Every prefix, at many widths: lines are in order, fit, and lose nothing but white space. */
static void test_every_prefix(void **state)
{
    (void)state;
    for (size_t len = 0; len <= sizeof sample - 1; len++) {
        for (int cols = 1; cols <= 40; cols += 3) {
            struct ts_arena a = { 0 };
            ts_str text = { sample, len };
            size_t n = 0, end = 0;
            struct ts_line *lines = ts_wrap(&a, text, cols, TS_STR("en"), &n);

            assert_true(n >= 1);
            for (size_t i = 0; i < n; i++) {
                int first = 0;
                for (; end < lines[i].start; end++)
                    assert_true(ts_is_space(sample[end]));
                assert_int_equal(end, lines[i].start);
                end += lines[i].len;
                assert_true(end <= len);
                ts_utf8_cluster(ts_str_sub(text, lines[i].start, lines[i].len), 0, &first);
                assert_true(lines[i].cols <= (first > cols ? first : cols));
            }
            for (; end < len; end++)
                assert_true(ts_is_space(sample[end]));
            ts_arena_done(&a);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests_name("base/wrap", tests, NULL, NULL);
}
