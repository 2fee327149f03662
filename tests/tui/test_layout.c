#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/utf8.h"
#include "tearsheet/tui/layout.h"

#define S(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

static struct ts_span spans[] = {
    { 4, 5, TS_SPAN_STRONG, { 0 } },
    { 4, 12, TS_SPAN_LINK, S("https://port.example/ferry") },
    { 21, 4, TS_SPAN_LINK, S("https://port.example/a\x1b[2Jb") },
    { 29, 9, TS_SPAN_LINK, S("https://port.example/ferry") },
    { 990, 5, TS_SPAN_LINK, S("https://port.example/none") },
};

/* Every kind of block, and text that means harm. */
static struct ts_block blocks[] = {
    { .kind = TS_BLOCK_TITLE, .is_kept = true, .text = S("Ferry returns after storm") },
    { .kind = TS_BLOCK_BYLINE, .is_kept = true, .text = S("By Ada Lund") },
    { .kind = TS_BLOCK_BYLINE, .is_kept = true, .text = S("3 March 2025") },
    { .kind = TS_BLOCK_STANDFIRST,
      .is_kept = true,
      .text = S("The crossing is open again, with fewer sailings.") },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("The ferry Aurora was back at pier nine on Monday morning."),
      .spans = spans,
      .n_spans = TS_COUNT(spans) },
    { .kind = TS_BLOCK_RELATED,
      .text = S("Read also: ten bridges to cross"),
      .reason = S("link density .97") },
    { .kind = TS_BLOCK_RELATED,
      .text = S("Most read: the heron of pier two"),
      .reason = S("link density .97") },
    { .kind = TS_BLOCK_NEWSLETTER, .text = S("Sign up!") },
    { .kind = TS_BLOCK_HEADING, .is_kept = true, .level = 2, .text = S("What has changed") },
    { .kind = TS_BLOCK_LIST_ITEM,
      .is_kept = true,
      .level = 1,
      .text = S("Two sailings a day until the harbour is dredged") },
    { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 2, .text = S("at eight") },
    { .kind = TS_BLOCK_LIST_ITEM,
      .is_kept = true,
      .level = 1,
      .number = 12,
      .text = S("Tickets are sold on board only") },
    { .kind = TS_BLOCK_QUOTE,
      .is_kept = true,
      .level = 1,
      .text = S("We could see the pier bend, and nobody spoke.") },
    { .kind = TS_BLOCK_QUOTE, .is_kept = true, .level = 2, .text = S("Quite so.") },
    { .kind = TS_BLOCK_PRE,
      .is_kept = true,
      .text = S("if (wind > 20)\n\tstay_in_harbour(ship, captain, crew);") },
    { .kind = TS_BLOCK_CAPTION,
      .is_kept = true,
      .text = S("The Aurora at pier nine, seen from the old mill") },
    { .kind = TS_BLOCK_NOTE, .is_kept = true, .text = S("An earlier version named another pier.") },
    { .kind = TS_BLOCK_TIMESTAMP, .is_kept = true, .text = S("14:05") },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("港の人々は喜んでいる。👩‍🔬 Hostile: \x1b]0;owned\x07 "
                "\xe2\x80\xae"
                "gpj.exe \xc2\x9b"
                "31m end") },
    { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S("") },
};

static struct ts_block table[] = {
    { .kind = TS_BLOCK_TABLE_ROW,
      .is_kept = true,
      .is_header = true,
      .text = S("Pier\tSailings\tRemarks") },
    { .kind = TS_BLOCK_TABLE_ROW,
      .is_kept = true,
      .text = S("Nine\t12\tby day only, and not in fog") },
    { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("Two\t4\t") },
};

static ts_str drawn(struct ts_arena *a, const struct ts_block *b, size_t n,
                    struct ts_layout_options options)
{
    struct ts_layout layout;
    struct ts_buf out = { 0 };

    ts_layout_blocks(a, b, n, &options, &layout);
    struct ts_surface s = ts_surface_new(a, (int)layout.n_rows, options.cols);
    s.ascii = options.ascii;
    for (size_t i = 0; i < layout.n_rows; i++)
        ts_layout_draw_row(&layout, i, &s, (int)i, 0, 0);
    ts_surface_dump(&s, &out);
    ts_buf_puts(&out, "---- roles\n");
    ts_surface_dump_roles(&s, &out);
    if (layout.n_links > 0)
        ts_buf_puts(&out, "---- links\n");
    for (size_t i = 0; i < layout.n_links; i++)
        ts_buf_printf(&out, "%zu %.*s\n", i + 1, TS_FMT(layout.links[i].target));
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const struct {
    const char *golden;
    struct ts_layout_options options;
} golden_cases[] = {
    { "screens/layout-72.txt", { .cols = 72, .lang = S("en") } },
    { "screens/layout-30.txt", { .cols = 30, .with_stripped = true, .lang = S("en") } },
    { "screens/layout-ascii-40.txt", { .cols = 40, .with_stripped = true, .ascii = true } },
    { "screens/layout-12.txt", { .cols = 12, .with_stripped = true } },
    { "screens/layout-1.txt", { .cols = 0, .with_stripped = true } },
};

static void test_golden(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(golden_cases); i++) {
        struct ts_arena a = { 0 };
        assert_golden(drawn(&a, blocks, TS_COUNT(blocks), golden_cases[i].options),
                      golden_cases[i].golden);
        ts_arena_done(&a);
    }
}

static const struct {
    int cols;
    bool ascii;
    const char *want;
} tables[] = {
    { 60, false,
      "Pier │ Sailings │ Remarks\n"
      "─────┼──────────┼────────────────────────────\n"
      "Nine │       12 │ by day only, and not in fog\n"
      "Two  │        4 │\n" },
    { 30, true,
      "Pier | Sailings | Remarks\n"
      "-----+----------+-------------\n"
      "Nine |       12 | by day only,\n"
      "     |          | and not in\n"
      "     |          | fog\n"
      "Two  |        4 |\n" },
    { 20, false,
      "Pier: Nine\n"
      "Sailings: 12\n"
      "Remarks: by day\n"
      "only, and not in fog\n"
      "\n"
      "Pier: Two\n"
      "Sailings: 4\n" },
};

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(tables); i++) {
        struct ts_arena a = { 0 };
        ts_str all =
            drawn(&a, table, TS_COUNT(table),
                  (struct ts_layout_options){ .cols = tables[i].cols, .ascii = tables[i].ascii });
        all.len = ts_str_find(all, TS_STR("---- roles"), 0);
        assert_slice_equal(all, tables[i].want);
        ts_arena_done(&a);
    }
}

/* Soft hyphens are shown where a word is broken at them, and only if that is asked for; words are
 * found in spite of them. */
static void test_hyphens(void **state)
{
#define SHY "\xc2\xad"
    static struct ts_block b[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("Die Donau" SHY "dampf" SHY "schiff" SHY "fahrt" SHY "s" SHY "gesellschaft") },
    };
    static const struct {
        int cols;
        bool hyphenates;
        const char *want;
    } cases[] = { { 15, true, "Die Donaudampf-\nschifffahrts-\ngesellschaft\n" },
                  { 14, true, "Die Donau-\ndampfschiff-\nfahrts-\ngesellschaft\n" },
                  { 40, true, "Die Donaudampfschifffahrtsgesellschaft\n" },
                  { 20, false, "Die\nDonaudampfschifffahr\ntsgesellschaft\n" } };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_layout_options options = { .cols = cases[i].cols,
                                             .hyphenates = cases[i].hyphenates };
        struct ts_layout layout;
        size_t n;
        ts_str all = drawn(&a, b, 1, options);
        all.len = ts_str_find(all, TS_STR("---- roles"), 0);
        assert_slice_equal(all, cases[i].want);
        ts_layout_blocks(&a, b, 1, &options, &layout);
        ts_layout_find(&a, &layout, TS_STR("dampfschiff"), &n);
        assert_int_equal(n, 1);
        ts_arena_done(&a);
    }
}

/* Numbers of footnotes are raised, and are no links to be numbered. */
static void test_footnotes(void **state)
{
    static struct ts_span marks[] = {
        { 4, 1, TS_SPAN_LINK, S("https://port.example/ferry#fn1") },
        { 9, 4, TS_SPAN_LINK, S("https://port.example/ferry#fn12") },
        { 18, 4, TS_SPAN_LINK, S("https://port.example/1234") },
        { 23, 5, TS_SPAN_LINK, S("https://port.example/#pier") },
        { 29, 3, TS_SPAN_LINK, S("https://port.example/ferry#mark1") },
    };
    static struct ts_block b[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("pier1 two[12] the 2025 ferry ↩"),
          .spans = marks,
          .n_spans = TS_COUNT(marks) },
    };
    static const struct {
        bool ascii;
        const char *want;
    } cases[] = { { false, "pier¹ two¹² the 2025[1] ferry[2] ↩" },
                  { true, "pier(1) two(12) the 2025[1] ferry[2] ↩" } };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_layout layout;
        ts_layout_blocks(
            &a, b, 1, &(struct ts_layout_options){ .cols = 60, .ascii = cases[i].ascii }, &layout);
        assert_slice_equal(layout.flows[0].text, cases[i].want);
        assert_int_equal(layout.n_links, 2);
        ts_arena_done(&a);
    }
}

/* Paragraphs of right-to-left text stand at the right with what is in front of them; those of other
 * languages, and code, at the left; cells keep their columns. */
static void test_right_to_left(void **state)
{
    static struct ts_span link[] = { { 0, 8, TS_SPAN_LINK, S("https://port.example/ferry") } };
    static struct ts_block b[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("הגשר החדש נפתח ביום שני בבוקר."),
          .spans = link,
          .n_spans = 1 },
        { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S("NASA בגשר") },
        { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S("A bridge (גשר)") },
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 1, .text = S("שתי הפלגות ביום") },
        { .kind = TS_BLOCK_LIST_ITEM,
          .is_kept = true,
          .level = 1,
          .number = 2,
          .text = S("כרטיסים") },
        { .kind = TS_BLOCK_QUOTE, .is_kept = true, .level = 1, .text = S("ראינו את הרציף מתכופף") },
        { .kind = TS_BLOCK_PRE, .is_kept = true, .text = S("say(\"שלום\");") },
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("רציף\tהפלגות") },
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("תשע\t12") },
    };
    struct ts_arena a = { 0 };
    struct ts_layout_options options = { .cols = 20, .lang = TS_STR("he") };

    (void)state;
    ts_str all = drawn(&a, b, TS_COUNT(b), options);
    size_t end = ts_str_find(all, TS_STR("---- links"), 0);
    assert_slice_equal(ts_str_sub(all, 0, end), "   חתפנ שדחה [1]רשגה\n"
                                                "     .רקובב ינש םויב\n"
                                                "\n"
                                                "           רשגב NASA\n"
                                                "\n"
                                                "      (רשג) A bridge\n"
                                                "\n"
                                                "  םויב תוגלפה יתש •\n"
                                                "         םיסיטרכ .2\n"
                                                "\n"
                                                "    ףיצרה תא וניאר ▌\n"
                                                "            ףפוכתמ ▌\n"
                                                "\n"
                                                "│ say(\"םולש\");\n"
                                                "\n"
                                                "       תוגלפה │ ףיצר\n"
                                                "           12 │  עשת\n"
                                                "---- roles\n"
                                                "................kkkk\n"
                                                "\n"
                                                "\n"
                                                "\n"
                                                "\n"
                                                "\n"
                                                "\n"
                                                ".................uuu\n"
                                                "................uuuu\n"
                                                "\n"
                                                "....qqqqqqqqqqqqqquu\n"
                                                "............qqqqqquu\n"
                                                "\n"
                                                "uucccccccccccc\n"
                                                "\n"
                                                ".......GGGGGGGGGGGGG\n"
                                                ".......GGGGGGGGGGGGG\n");
    ts_arena_done(&a);
}

/* A row of thousands of cells and a block of thousands of spans are laid out within limits. */
static void test_limits(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_layout layout;
    char *tabs = ts_arena_alloc(&a, 5000);
    struct ts_span *many = TS_NEW_ARRAY(&a, 5000, struct ts_span);

    (void)state;
    for (size_t i = 0; i < 5000; i++) {
        tabs[i] = i % 2 ? '\t' : 'x';
        many[i] = (struct ts_span){ (uint32_t)i, 2, TS_SPAN_EMPHASIS, { 0 } };
    }
    struct ts_block b[] = {
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = { tabs, 5000 } },
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = { tabs, 5000 },
          .spans = many,
          .n_spans = 5000 },
    };
    ts_layout_blocks(&a, b, TS_COUNT(b), &(struct ts_layout_options){ .cols = 40 }, &layout);
    assert_int_equal(layout.flows[0].text.len, 1);
    assert_int_equal(layout.flows[layout.n_flows - 1].n_runs, 400);
    assert_true(layout.n_flows <= 66);
    ts_arena_done(&a);
}

static void test_find(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_layout layout;
    size_t n;

    (void)state;
    ts_layout_blocks(&a, blocks, TS_COUNT(blocks), &(struct ts_layout_options){ .cols = 30 },
                     &layout);
    struct ts_match *m = ts_layout_find(&a, &layout, TS_STR("PIER nine"), &n);
    assert_int_equal(n, 2);
    /* the first is broken over two rows: both draw their part */
    size_t row = ts_layout_row_of(&layout, m[0].flow, m[0].start);
    assert_true(layout.rows[row].start <= m[0].start);
    struct ts_surface s = ts_surface_new(&a, 1, 30);
    struct ts_buf out = { 0 };
    ts_layout_draw_row(&layout, row, &s, 0, 0, 0);
    ts_layout_draw_match(&layout, row, &s, 0, 0, 0, &m[0], TS_ROLE_MATCH);
    ts_surface_dump_roles(&s, &out);
    assert_true(ts_str_has(ts_buf_str(&out), "="));
    ts_buf_done(&out);
    ts_layout_find(&a, &layout, TS_STR(""), &n);
    assert_int_equal(n, 0);
    ts_layout_find(&a, &layout, TS_STR("zeppelin"), &n);
    assert_int_equal(n, 0);
    ts_arena_done(&a);
}

/* Scrolled sideways, code shows its other end, and a paragraph all of itself. */
static void test_wide_code_alone_is_scrolled(void **state)
{
    static const struct ts_block mixed[] = {
        { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S("Nobody spoke at the pier.") },
        { .kind = TS_BLOCK_PRE,
          .is_kept = true,
          .text = S("stay_in_harbour(ship, captain, crew);\nsail();") },
        { .kind = TS_BLOCK_PRE, .is_kept = true, .text = S("moor(ship);") },
    };
    static const char *const want[] = {
        "Nobody spoke at the pier.", "", "│ harbour(ship, captain,»", "│", "", "│ moor(ship);"
    };
    struct ts_arena a = { 0 };
    struct ts_layout layout;
    struct ts_buf out = { 0 };
    ts_str rest, line;

    (void)state;
    ts_layout_blocks(&a, mixed, TS_COUNT(mixed), &(struct ts_layout_options){ .cols = 25 },
                     &layout);
    assert_int_equal(layout.n_rows, TS_COUNT(want));
    struct ts_surface s = ts_surface_new(&a, (int)layout.n_rows, 25);
    for (size_t i = 0; i < layout.n_rows; i++)
        ts_layout_draw_row(&layout, i, &s, (int)i, 0, 8);
    ts_surface_dump(&s, &out);
    rest = ts_buf_str(&out);
    for (size_t i = 0; i < TS_COUNT(want); i++) {
        assert_true(ts_str_split(&rest, '\n', &line));
        assert_slice_equal(line, want[i]);
    }
    ts_buf_done(&out);
    ts_arena_done(&a);
}

/* At every width: rows fit (code apart), and a position is found again. */
static void test_every_width(void **state)
{
    (void)state;
    for (int cols = 1; cols < 100; cols++) {
        struct ts_arena a = { 0 };
        struct ts_layout layout;
        ts_layout_blocks(&a, blocks, TS_COUNT(blocks),
                         &(struct ts_layout_options){ .cols = cols, .with_stripped = true },
                         &layout);
        for (size_t i = 0; i < layout.n_rows; i++) {
            const struct ts_row *row = &layout.rows[i];
            const struct ts_flow *flow = &layout.flows[row->flow];
            ts_str text = ts_str_sub(flow->text, row->start, row->len);
            int width = ts_utf8_cols(row->prefix) + ts_utf8_cols(text);
            if (flow->role != TS_ROLE_CODE && cols > 30)
                assert_true(width <= cols);
            if (row->len > 0)
                assert_int_equal(ts_layout_row_of(&layout, row->flow, row->start), i);
        }
        ts_arena_done(&a);
    }
}

/* What is known is dimmed, but for its links; passages out of bounds are left out. */
static void test_known(void **state)
{
    static const struct ts_passage known[] = { { 4, 0, 25 }, { 4, 38, 900 }, { 4, 990, 5 } };
    struct ts_layout_options options = { .cols = 80, .known = known, .n_known = TS_COUNT(known) };
    struct ts_arena a = { 0 };
    struct ts_layout layout;

    (void)state;
    ts_layout_blocks(&a, blocks, TS_COUNT(blocks), &options, &layout);
    const struct ts_flow *flow = &layout.flows[4];
    assert_int_equal(flow->block, 4);
    assert_int_equal(flow->runs[0].role, TS_ROLE_KNOWN);
    assert_int_equal(flow->runs[0].start, 0);
    assert_slice_equal(ts_str_sub(flow->text, 0, flow->runs[0].len),
                       "The ferry Aurora[1] was back");
    assert_int_equal(flow->runs[1].role, TS_ROLE_KNOWN);
    assert_int_equal(flow->runs[1].start + flow->runs[1].len, flow->text.len);
    assert_true(flow->runs[2].role != TS_ROLE_KNOWN);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),       cmocka_unit_test(test_golden),
        cmocka_unit_test(test_tables),      cmocka_unit_test(test_limits),
        cmocka_unit_test(test_find),        cmocka_unit_test(test_wide_code_alone_is_scrolled),
        cmocka_unit_test(test_every_width), cmocka_unit_test(test_right_to_left),
        cmocka_unit_test(test_footnotes),   cmocka_unit_test(test_hyphens),
    };
    return cmocka_run_group_tests_name("tui/layout", tests, NULL, NULL);
}
