#include "support/support.h"

#include <string.h>

#include "tearsheet/base/utf8.h"

static void repairs_broken_bytes(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "plain", "plain" },
        { "caf\xC3\xA9", "café" },
        { "caf\xE9 noir", "caf\uFFFD noir" },
        { "\xC3", "\uFFFD" },
        { "a\xED\xA0\x80z", "a\uFFFD\uFFFD\uFFFDz" }, /* a surrogate */
        { "\xF0\x9F\x9A", "\uFFFD\uFFFD\uFFFD" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str got = ts_utf8_repair(&a, ts_str_of(cases[i].in));
        assert_slice_equal(got, cases[i].want);
        assert_true(ts_utf8_is_valid(got));
    }
    ts_arena_done(&a);
}

/* Wherever it stands in a long text, which is looked through in bigger pieces. */
static void a_broken_byte_is_found_anywhere(void **state)
{
    char text[100];

    (void)state;
    for (size_t at = 0; at < sizeof text; at++) {
        memset(text, 'a', sizeof text);
        text[at] = '\xE9';
        ts_str s = { text, sizeof text };
        assert_int_equal(ts_utf8_ascii_run(s, 0), at);
        assert_false(ts_utf8_is_valid(s));
    }
}

static void nothing_unsafe_is_left(void **state)
{
    static const struct {
        const char *in, *line, *text;
    } cases[] = {
        { "Tide\x1b[31m red", "Tide[31m red", "Tide[31m red" },
        { "a\xC2\x9B"
          "31m",
          "a31m", "a31m" },
        { "one\ntwo\tthree", "one two three", "one\ntwo\tthree" },
        { "one\r\ntwo", "one  two", "one \ntwo" },
        { "evil \u202Efdp.exe", "evil fdp.exe", "evil fdp.exe" },
        { "zero\u200Bwidth\uFEFF", "zerowidth", "zerowidth" },
        { "👩\u200D🚀 ok", "👩\u200D🚀 ok", "👩\u200D🚀 ok" },
        { "bad \xFF byte", "bad \uFFFD byte", "bad \uFFFD byte" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_slice_equal(ts_utf8_safe(&a, ts_str_of(cases[i].in), false), cases[i].line);
        assert_slice_equal(ts_utf8_safe(&a, ts_str_of(cases[i].in), true), cases[i].text);
    }
    ts_arena_done(&a);
}

static void measures_cells(void **state)
{
    static const struct {
        const char *in;
        int cols;
    } cases[] = {
        { "", 0 },
        { "ferry", 5 },
        { "フェリー", 8 },
        { "e\u0301", 1 },
        { "👩‍🚀", 2 },
        { "❤\uFE0F", 2 },
        { "1\uFE0F\u20E3", 2 },
        { "x\uFE0F", 1 },
        { "한국", 4 },
        { "שלום", 4 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_int_equal(ts_utf8_cols(ts_str_of(cases[i].in)), cases[i].cols);
}

static void cuts_between_clusters(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(ts_utf8_fit(TS_STR("フェリー"), 5), "フェ");
    assert_slice_equal(ts_utf8_fit(TS_STR("e\u0301e\u0301"), 1), "e\u0301");
    assert_slice_equal(ts_utf8_ellipsis(&a, TS_STR("Harbour reopens"), 8, false), "Harbour…");
    assert_slice_equal(ts_utf8_ellipsis(&a, TS_STR("Harbour reopens"), 8, true), "Harbo...");
    assert_slice_equal(ts_utf8_ellipsis(&a, TS_STR("Harbour"), 7, false), "Harbour");
    assert_slice_equal(ts_utf8_ellipsis(&a, TS_STR("Harbour"), 0, false), "");
    assert_slice_equal(ts_utf8_ellipsis(&a, TS_STR("Harbour"), 2, true), "Ha");
    ts_arena_done(&a);
}

static void folds_and_squeezes(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(ts_utf8_fold(&a, TS_STR("Élan ＡＢ ﬁn")), "elan ab fin");
    assert_slice_equal(ts_utf8_lower(&a, TS_STR("ПОВІНЬ Ærø")), "повінь ærø");
    assert_slice_equal(ts_utf8_squeeze(&a, TS_STR(" a\u00A0\n b\u200B c\x01 ")), "a b c");
    ts_arena_done(&a);
}

static void cuts_between_characters(void **state)
{
    ts_str text = TS_STR("aé水");

    (void)state;
    assert_slice_equal(ts_utf8_start(text, 0), "");
    assert_slice_equal(ts_utf8_start(text, 2), "a");
    assert_slice_equal(ts_utf8_start(text, 3), "aé");
    assert_slice_equal(ts_utf8_start(text, 5), "aé");
    assert_slice_equal(ts_utf8_start(text, 6), "aé水");
    assert_slice_equal(ts_utf8_start(text, 9), "aé水");
}

static void finds_the_first_and_the_last_character(void **state)
{
    (void)state;
    assert_int_equal(ts_utf8_first(TS_STR("")), 0);
    assert_int_equal(ts_utf8_first(TS_STR("éa")), 0xE9);
    assert_int_equal(ts_utf8_last(TS_STR("")), 0);
    assert_int_equal(ts_utf8_last(TS_STR("a")), 'a');
    assert_int_equal(ts_utf8_last(TS_STR("aé")), 0xE9);
    assert_int_equal(ts_utf8_last(TS_STR("水")), 0x6C34);
}

static void counts_words(void **state)
{
    (void)state;
    assert_int_equal(ts_utf8_count_words(TS_STR("The crew doesn't sail, it waits.")), 6);
    assert_int_equal(ts_utf8_count_words(TS_STR("運航再開へ")), 3);
    assert_int_equal(ts_utf8_count_words(TS_STR(" ... ")), 0);
}

/* Whatever the bytes, every walk ends and stays inside. */
static void any_bytes_are_survived(void **state)
{
    unsigned seed = 7;
    char bytes[64];

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct ts_arena a = { 0 };
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)((seed = seed * 1103515245u + 12345u) >> 16);
        ts_str s = { bytes, (size_t)round % sizeof bytes };
        assert_true(ts_utf8_is_valid(ts_utf8_repair(&a, s)));
        assert_true(ts_utf8_is_valid(ts_utf8_safe(&a, s, true)));
        assert_true(ts_utf8_is_valid(ts_utf8_fold(&a, s)));
        assert_true(ts_utf8_fit(s, ts_utf8_cols(s)).len == s.len);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repairs_broken_bytes),
        cmocka_unit_test(a_broken_byte_is_found_anywhere),
        cmocka_unit_test(nothing_unsafe_is_left),
        cmocka_unit_test(measures_cells),
        cmocka_unit_test(cuts_between_clusters),
        cmocka_unit_test(folds_and_squeezes),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(finds_the_first_and_the_last_character),
        cmocka_unit_test(counts_words),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
