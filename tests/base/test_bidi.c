#include "support/support.h"

#include <string.h>

#include "tearsheet/base/bidi.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

/* The bytes [start, end) of a paragraph as the screen has them. */
static ts_str shown(struct ts_arena *a, ts_str text, const struct ts_bidi *bidi, size_t start,
                    size_t end)
{
    struct ts_buf out = { 0 };
    size_t n = 0;

    if (!bidi->levels)
        return ts_str_sub(text, start, end - start);
    struct ts_glyph *glyphs = ts_bidi_line(a, text, bidi, start, end - start, &n);
    for (size_t i = 0; i < n; i++)
        ts_buf_put(&out, glyphs[i].text);
    ts_str line = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return line;
}

static const struct {
    const char *text;
    enum ts_bidi_base base;
    bool is_rtl;
    const char *want;
} cases[] = {
    { "", TS_BIDI_AUTO, false, "" },
    { "plain (text) 12", TS_BIDI_AUTO, false, "plain (text) 12" },
    { "橋が開通した", TS_BIDI_AUTO, false, "橋が開通した" },
    /* Hebrew: reversed, with its numbers and foreign words as they are */
    { "שלום", TS_BIDI_AUTO, true, "םולש" },
    { "שלום 123 עולם", TS_BIDI_AUTO, true, "םלוע 123 םולש" },
    { "הגשר (החדש) נפתח", TS_BIDI_AUTO, true, "חתפנ (שדחה) רשגה" },
    { "Pier שלום nine", TS_BIDI_AUTO, false, "Pier םולש nine" },
    { "IBM בשוק", TS_BIDI_AUTO, false, "IBM קושב" },
    { "IBM בשוק", TS_BIDI_RIGHT, true, "קושב IBM" },
    { "שלום!", TS_BIDI_LEFT, false, "םולש!" },
    { "שלום!", TS_BIDI_AUTO, true, "!םולש" },
    /* marks stay behind their letters */
    { "שָׁלוֹם", TS_BIDI_AUTO, true, "םוֹלשָׁ" },
    /* Arabic letters take the form that their neighbours ask for; digits run to the right */
    { "سلام", TS_BIDI_AUTO, true, "ﻡﺎﻠﺳ" },
    { "عام ٢٠٢٥", TS_BIDI_AUTO, true, "٢٠٢٥ ﻡﺎﻋ" },
    { "12", TS_BIDI_RIGHT, true, "12" },
    { " 1. ", TS_BIDI_RIGHT, true, " .1 " },
};

static void test_paragraphs(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        ts_str text = ts_str_of(cases[i].text);
        struct ts_bidi bidi = ts_bidi_paragraph(&a, text, cases[i].base);
        ts_str line = shown(&a, text, &bidi, 0, text.len);
        assert_slice_equal(line, cases[i].want);
        assert_int_equal(bidi.is_rtl, cases[i].is_rtl);
        assert_int_equal(ts_utf8_cols(line), ts_utf8_cols(text));
        ts_arena_done(&a);
    }
}

/* A line is put in order on its own, with the levels of its paragraph. */
static void test_lines(void **state)
{
    struct ts_arena a = { 0 };
    ts_str text = TS_STR("abc שלום עולם");
    size_t middle = ts_str_find(text, TS_STR(" עולם"), 0);
    struct ts_bidi bidi = ts_bidi_paragraph(&a, text, TS_BIDI_AUTO);

    (void)state;
    assert_slice_equal(shown(&a, text, &bidi, 0, text.len), "abc םלוע םולש");
    assert_slice_equal(shown(&a, text, &bidi, 0, middle), "abc םולש");
    assert_slice_equal(shown(&a, text, &bidi, middle + 1, text.len), "םלוע");
    assert_slice_equal(shown(&a, text, &bidi, 4, 4), "");
    ts_arena_done(&a);
}

/* Cells do not change places, and end at the right where they begin there. */
static void test_columns(void **state)
{
    struct ts_arena a = { 0 };
    ts_str text = TS_STR("שלום   │ עולם │ 12");
    struct ts_bidi bidi = ts_bidi_columns(&a, text, TS_STR(" │ "));

    (void)state;
    assert_slice_equal(shown(&a, text, &bidi, 0, text.len), "  םולש │ םלוע │ 12");
    assert_null(ts_bidi_columns(&a, TS_STR("a │ b"), TS_STR(" │ ")).levels);
    assert_slice_equal(shown(&a, text, &(struct ts_bidi){ 0 }, 0, text.len), "שלום   │ עולם │ 12");
    ts_arena_done(&a);
}

static const struct {
    const char *lang;
    bool is_rtl;
} langs[] = {
    { "he", true },  { "ar", true }, { "ar-EG", true }, { "fa", true },
    { "en", false }, { "", false },  { "are", false },
};

static void test_langs(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(langs); i++)
        assert_int_equal(ts_bidi_is_rtl_lang(ts_str_of(langs[i].lang)), langs[i].is_rtl);
}

/* Every start and end of a text in which everything happens: each cluster is there once. */
static void test_slices(void **state)
{
    struct ts_arena a = { 0 };
    ts_str text = TS_STR("a(שָׁ [1] ب́ا) \xe2\x80\xae\xe2\x81\xa7 123 ٤٥\xcc\x81 x\xff\xd6 ((((ש))");
    struct ts_bidi bidi = ts_bidi_paragraph(&a, text, TS_BIDI_RIGHT);

    (void)state;
    for (size_t start = 0; start < text.len; start++) {
        for (size_t end = start; end <= text.len; end++) {
            size_t n, len = 0;
            struct ts_glyph *glyphs = ts_bidi_line(&a, text, &bidi, start, end - start, &n);
            for (size_t i = 0; i < n; i++)
                len += glyphs[i].len;
            assert_int_equal(len, end - start);
        }
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_lines),
        cmocka_unit_test(test_columns),    cmocka_unit_test(test_langs),
        cmocka_unit_test(test_slices),
    };
    return cmocka_run_group_tests_name("base/bidi", tests, NULL, NULL);
}
