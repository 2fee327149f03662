#include "support/support.h"

#include "tearsheet/tui/surface.h"

static ts_str dump(struct ts_arena *a, const struct ts_surface *s)
{
    struct ts_buf out = { 0 };

    ts_surface_dump(s, &out);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const struct {
    const char *text;
    int col;
    int max_cols;
    int want_cols;
    const char *want; /* in a surface of 8 columns */
} puts_cases[] = {
    { "plain", 0, 99, 5, "plain\n" },
    { "clipped at the edge", 2, 99, 6, "  clippe\n" },
    { "clipped", 0, 3, 3, "cli\n" },
    { "left", -2, 99, 4, "ft\n" },
    { "beyond", 8, 99, 0, "\n" },
    { "none", 0, 0, 0, "\n" },
    { "橋橋橋橋橋", 0, 99, 8, "橋橋橋橋\n" },
    { "橋橋橋橋", 1, 99, 6, " 橋橋橋\n" }, /* half a character is not drawn */
    { "a橋", 0, 2, 1, "a\n" },
    { "e\xcc\x81t\xc3\xa9", 0, 99, 3, "e\xcc\x81t\xc3\xa9\n" },
    { "မာ", 0, 99, 2, "မာ\n" },
    { "\xcc\x81lone mark", 0, 99, 8, "lone mar\n" },
    { "\x1b[31mred", 0, 99, 8, "\xef\xbf\xbd[31mred\n" },
    { "a\tb\x9b", 0, 99, 4,
      "a\xef\xbf\xbd"
      "b\xef\xbf\xbd\n" }, /* a broken byte, not CSI */
    { "👩‍🔬x", 0, 99, 3, "👩x\n" },
    { "👍🏽x", 0, 99, 3, "👍x\n" },
    { "🇫🇮x", 0, 99, 3, "FIx\n" },
    { "❤️x", 0, 99, 3, "❤ x\n" },
    { "กำx", 0, 99, 3, "กำx\n" },
    { "שלום", 1, 99, 4, " םולש\n" },
    { "(שלום) a", 0, 99, 8, "a (םולש)\n" },
    { "שלום ABC וגם", 0, 6, 6, "A םולש\n" }, /* what fits of it, then in order */
};

static void test_put(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(puts_cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_surface s = ts_surface_new(&a, 1, 8);
        int cols = ts_surface_put(&s, 0, puts_cases[i].col, puts_cases[i].max_cols,
                                  ts_str_of(puts_cases[i].text), TS_ROLE_TEXT, 0);
        assert_slice_equal(dump(&a, &s), puts_cases[i].want);
        assert_int_equal(cols, puts_cases[i].want_cols);
        ts_arena_done(&a);
    }
}

/* A cell has room for four marks; more are dropped, and rows outside are no places. */
static void test_limits(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_surface s = ts_surface_new(&a, 1, 4);

    (void)state;
    ts_surface_put(&s, 0, 0, 4, TS_STR("o\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81"),
                   TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), "o\xcc\x81\xcc\x81\xcc\x81\xcc\x81\n");
    assert_int_equal(ts_surface_put(&s, 1, 0, 4, TS_STR("x"), TS_ROLE_TEXT, 0), 0);
    assert_int_equal(ts_surface_put(&s, -1, 0, 4, TS_STR("x"), TS_ROLE_TEXT, 0), 0);
    ts_surface_fill(&s, 7, 0, 4, TS_ROLE_BAR);
    ts_surface_select(&s, -1);
    ts_arena_done(&a);
}

static void test_half_characters(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_surface s = ts_surface_new(&a, 1, 6);

    (void)state;
    ts_surface_put(&s, 0, 0, 6, TS_STR("橋橋橋"), TS_ROLE_TEXT, 0);
    ts_surface_put(&s, 0, 1, 1, TS_STR("x"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), " x橋橋\n");
    ts_surface_put(&s, 0, 2, 1, TS_STR("y"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), " xy 橋\n");
    ts_surface_put(&s, 0, 3, 2, TS_STR("橋"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), " xy橋\n");
    ts_arena_done(&a);
}

static void test_cut(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_surface s = ts_surface_new(&a, 1, 8);

    (void)state;
    ts_surface_put_cut(&s, 0, 0, 8, TS_STR("just fit"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), "just fit\n");
    ts_surface_put_cut(&s, 0, 0, 8, TS_STR("just too long"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), "just to…\n");
    s.ascii = true;
    ts_surface_clear(&s);
    ts_surface_put_cut(&s, 0, 0, 8, TS_STR("橋橋橋橋橋"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), "橋橋...\n");
    ts_surface_clear(&s);
    ts_surface_put_cut(&s, 0, 0, 2, TS_STR("long"), TS_ROLE_TEXT, 0);
    assert_slice_equal(dump(&a, &s), "lo\n");
    assert_int_equal(ts_surface_put_right(&s, 0, 8, TS_STR("right"), TS_ROLE_TEXT), 3);
    assert_slice_equal(dump(&a, &s), "lo right\n");
    ts_arena_done(&a);
}

static void test_parts_and_roles(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf out = { 0 };
    struct ts_surface s = ts_surface_new(&a, 3, 8);
    struct ts_surface part = ts_surface_part(&s, 1, 3, 9, 4);

    (void)state;
    assert_int_equal(part.rows, 2);
    ts_surface_put(&part, 0, 0, 9, TS_STR("within a part"), TS_ROLE_HEADLINE, 0);
    ts_surface_bar(&part, 0, 3, 9, TS_ROLE_BORDER);
    ts_surface_select(&part, 1);
    ts_surface_cursor(&part, 1, 2);
    ts_surface_dump_roles(&s, &out);
    assert_slice_equal(ts_buf_str(&out), "\n...HHH|\n......|. <\n");
    assert_true(s.cursor->is_set);
    assert_int_equal(s.cursor->row, 2);
    assert_int_equal(s.cursor->col, 5);
    part = ts_surface_part(&s, 5, 9, 1, 1);
    assert_int_equal(part.rows, 0);
    assert_int_equal(ts_surface_put(&part, 0, 0, 9, TS_STR("x"), TS_ROLE_TEXT, 0), 0);
    ts_buf_done(&out);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_half_characters),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_parts_and_roles),
    };
    return cmocka_run_group_tests_name("tui/surface", tests, NULL, NULL);
}
