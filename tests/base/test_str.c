#include "support/support.h"

#include <string.h>

static void splits(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "a,,b", "[a][][b]" }, { "", "" }, { "a,", "[a]" }, { ",a", "[][a]" }, { "one", "[one]" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str rest = ts_str_of(cases[i].in), piece, got = { 0 };
        while (ts_str_split(&rest, ',', &piece))
            got = ts_arena_printf(&a, "%.*s[%.*s]", TS_FMT(got), TS_FMT(piece));
        assert_slice_equal(got, cases[i].want);
    }
    ts_arena_done(&a);
}

static void finds_and_compares(void **state)
{
    ts_str s = TS_STR("Read Also: the tide");

    (void)state;
    assert_int_equal(ts_str_find(s, TS_STR("the"), 0), 11);
    assert_true(ts_str_find(s, TS_STR("The"), 0) == TS_NPOS);
    assert_int_equal(ts_str_find_nocase(s, TS_STR("ALSO"), 0), 5);
    assert_true(ts_str_find(s, TS_STR("Read"), 1) == TS_NPOS);
    assert_true(ts_str_find(s, TS_STR("x"), 99) == TS_NPOS);
    assert_true(ts_str_starts_nocase(s, "read "));
    assert_true(ts_str_ends(s, "tide"));
    assert_false(ts_str_ends(TS_STR("e"), "tide"));
    assert_true(ts_str_ends_nocase(s, "TIDE"));
    assert_false(ts_str_ends_nocase(TS_STR("e"), "tide"));
    assert_true(ts_str_cmp(TS_STR("a"), TS_STR("ab")) < 0);
    assert_true(ts_str_cmp(TS_STR("b"), TS_STR("ab")) > 0);
    assert_int_equal(ts_str_cmp_text(TS_STR("ab"), "ab"), 0);
    assert_int_equal(ts_str_cmp_text((ts_str){ 0 }, ""), 0);
    assert_true(ts_str_cmp_text(TS_STR("a"), "ab") < 0);
    assert_true(ts_str_cmp_text(TS_STR("b"), "ab") > 0);
    assert_true(ts_str_cmp_text(TS_STR("ab\0c"), "ab") > 0);
    assert_true(ts_str_cmp_text(TS_STR("a"), "\xc3\xa4") < 0);
    assert_true(ts_str_eq((ts_str){ 0 }, TS_STR("")));
    assert_slice_equal(ts_str_sub(s, 5, 4), "Also");
    assert_slice_equal(ts_str_sub(s, 99, 4), "");
    assert_slice_equal(ts_str_trim(TS_STR(" \t x \n")), "x");
}

static void reads_numbers(void **state)
{
    static const struct {
        const char *in;
        bool is_number;
        int64_t want;
    } cases[] = {
        { "0", true, 0 },
        { "-12", true, -12 },
        { "+7", true, 7 },
        { "9223372036854775807", true, INT64_MAX },
        { "9223372036854775808", false, 0 },
        { "", false, 0 },
        { "-", false, 0 },
        { "1 ", false, 0 },
        { "1e3", false, 0 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        int64_t got = 0;
        assert_int_equal(ts_str_to_int(ts_str_of(cases[i].in), &got), cases[i].is_number);
        assert_int_equal(got, cases[i].want);
    }
}

/* Hashes are stored, so they may never change. */
static void hashes_stay_the_same(void **state)
{
    (void)state;
    assert_true(ts_str_hash(TS_STR("")) == 0xefd01f60ba992926ULL);
    assert_true(ts_hash_text(TS_STR("The ferry stays in port till the wind drops."), 0) ==
                0x73883bfbfa2925a8ULL);
    assert_true(ts_str_hash(TS_STR("tearsheet")) == ts_hash_bytes("tearsheet", 9, 0));
    assert_true(ts_str_hash(TS_STR("a")) != ts_str_hash(TS_STR("b")));
}

/* Each byte of a long text counts, and so do its length, its order and the seed. */
static void a_long_text_has_a_hash_of_all_its_bytes(void **state)
{
    ts_str text = TS_STR("The ferry stays in port."), empty = { 0 };
    char changed[24];

    (void)state;
    assert_int_equal(text.len, sizeof changed);
    for (size_t i = 0; i < text.len; i++) {
        memcpy(changed, text.ptr, text.len);
        changed[i] ^= 1;
        assert_true(ts_hash_text((ts_str){ changed, text.len }, 0) != ts_hash_text(text, 0));
        assert_true(ts_hash_text(ts_str_sub(text, 0, i), 0) != ts_hash_text(text, 0));
    }
    assert_true(ts_hash_text(TS_STR("porridge harbours"), 0) !=
                ts_hash_text(TS_STR("harboursporridge "), 0));
    assert_true(ts_hash_text(text, 0) != ts_hash_text(text, 1));
    assert_true(ts_hash_text(empty, 7) == ts_hash_text(TS_STR(""), 7));
}

static void words_are_parted_by_white_space(void **state)
{
    ts_str rest = TS_STR("  feed\t add \n"), word;

    (void)state;
    assert_true(ts_str_word(&rest, &word));
    assert_slice_equal(word, "feed");
    assert_true(ts_str_word(&rest, &word));
    assert_slice_equal(word, "add");
    assert_false(ts_str_word(&rest, &word));
    assert_int_equal(ts_str_n_words(TS_STR("  feed\t add \n")), 2);
    assert_int_equal(ts_str_n_words(TS_STR(" \n")), 0);
}

static void words_are_looked_up(void **state)
{
    static const char *const sorted[] = { "Zeta", "alpha", "beta", "beta-ray", "gamma" };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(sorted); i++) {
        assert_true(ts_str_is_among(ts_str_of(sorted[i]), sorted, TS_COUNT(sorted)));
        assert_true(ts_str_is_among_sorted(ts_str_of(sorted[i]), sorted, TS_COUNT(sorted)));
        assert_false(ts_str_is_among_sorted(ts_str_of(sorted[i]), sorted, i));
    }
    assert_false(ts_str_is_among(TS_STR("Beta"), sorted, TS_COUNT(sorted)));
    assert_true(ts_str_is_among_nocase(TS_STR("Beta"), sorted, TS_COUNT(sorted)));
    assert_false(ts_str_is_among_nocase(TS_STR("bet"), sorted, TS_COUNT(sorted)));
    assert_false(ts_str_is_among_sorted(TS_STR("bet"), sorted, TS_COUNT(sorted)));
    assert_false(ts_str_is_among_sorted(TS_STR("zz"), sorted, TS_COUNT(sorted)));
    assert_false(ts_str_is_among_sorted(TS_STR(""), sorted, TS_COUNT(sorted)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits),
        cmocka_unit_test(finds_and_compares),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(hashes_stay_the_same),
        cmocka_unit_test(a_long_text_has_a_hash_of_all_its_bytes),
        cmocka_unit_test(words_are_parted_by_white_space),
        cmocka_unit_test(words_are_looked_up),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
