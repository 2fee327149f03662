#include "support/support.h"

#include <string.h>

#include "tearsheet/archive/render.h"

#define S(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

/* An article with a block of every kind, and text that would break out of a careless format. */
static struct ts_article sample(void)
{
    static struct ts_span spans[] = {
        { 4, 9, TS_SPAN_LINK, { "https://tide.example/a?b=1&c=<2>", 32 } },
        { 27, 5, TS_SPAN_STRONG, { 0 } },
    };
    static struct ts_span script[] = { { 0, 5, TS_SPAN_LINK, { "javascript:alert(1)", 19 } } };
    static struct ts_block blocks[] = {
        { .kind = TS_BLOCK_TITLE, .is_kept = true, .text = { "The tide table lied", 19 } },
        { .kind = TS_BLOCK_BYLINE, .is_kept = true, .text = { "By Ann Lee", 10 } },
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = { "The new table was wrong, a pilot * said <softly> & left.", 56 },
          .spans = spans,
          .n_spans = 2 },
        { .kind = TS_BLOCK_NEWSLETTER, .text = { "Sign up for our newsletter", 26 } },
        { .kind = TS_BLOCK_HEADING, .is_kept = true, .level = 3, .text = { "What pilots do", 14 } },
        { .kind = TS_BLOCK_LIST_ITEM,
          .is_kept = true,
          .level = 1,
          .number = 1,
          .text = { "look", 4 } },
        { .kind = TS_BLOCK_LIST_ITEM,
          .is_kept = true,
          .level = 1,
          .number = 2,
          .text = { "wait", 4 } },
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 2, .text = { "an hour", 7 } },
        { .kind = TS_BLOCK_QUOTE, .is_kept = true, .text = { "The sea keeps no timetable.", 27 } },
        { .kind = TS_BLOCK_PRE, .is_kept = true, .text = { "06:10  high\n```\n12:20  low", 26 } },
        { .kind = TS_BLOCK_TABLE_ROW,
          .is_kept = true,
          .is_header = true,
          .text = { "Port\tHigh", 9 } },
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = { "Mole|End\t4.2 m", 14 } },
        { .kind = TS_BLOCK_CAPTION,
          .is_kept = true,
          .text = { "The mole at dawn", 16 },
          .image = { "https://tide.example/mole.jpg", 29 } },
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = { "1995. was \x1b[31mworse\xC2\x9B.", 23 },
          .spans = script,
          .n_spans = 1 },
    };

    return (struct ts_article){
        .url = TS_STR("https://tide.example/table"),
        .title = TS_STR("The tide table <lied>"),
        .byline = TS_STR("Ann Lee"),
        .site = TS_STR("Tide Post"),
        .lang = TS_STR("en"),
        .published = ts_when_parse(TS_STR("2025-03-04T06:10:00Z")),
        .blocks = blocks,
        .n_blocks = TS_COUNT(blocks),
    };
}

static void renders_every_kind_of_block(void **state)
{
    static const struct {
        enum ts_render_format format;
        const char *golden;
    } cases[] = {
        { TS_RENDER_TEXT, "archive/sample.txt" },
        { TS_RENDER_MARKDOWN, "archive/sample.md" },
        { TS_RENDER_HTML, "archive/sample.html" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = sample();
        ts_str got = ts_render(&a, &article, cases[i].format);
        assert_false(ts_str_has(got, "\x1b"));
        assert_false(ts_str_has(got, "\xC2\x9B"));
        assert_false(ts_str_has(got, "newsletter"));
        assert_golden(got, cases[i].golden);
        ts_arena_done(&a);
    }
}

static void only_web_addresses_become_links(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article = sample();

    (void)state;
    assert_false(ts_str_has(ts_render(&a, &article, TS_RENDER_HTML), "javascript:"));
    assert_false(ts_str_has(ts_render(&a, &article, TS_RENDER_MARKDOWN), "javascript:"));
    ts_arena_done(&a);
}

/* In a text, "[2]" behind the mark of note 1 would be taken for a second note. */
static void links_of_footnotes_have_no_numbers_in_a_text(void **state)
{
    static struct ts_span spans[] = {
        { 4, 3, TS_SPAN_LINK, S("https://tide.example/table#n1") },
        { 12, 5, TS_SPAN_LINK, S("https://tide.example/ferry") },
        { 18, 3, TS_SPAN_LINK, S("https://tide.example/table#m1") },
    };
    static struct ts_block block = { .kind = TS_BLOCK_PARAGRAPH,
                                     .is_kept = true,
                                     .text = S("tide[1] the ferry \xE2\x86\xA9"),
                                     .spans = spans,
                                     .n_spans = TS_COUNT(spans) };
    struct ts_arena a = { 0 };
    struct ts_article article = { .title = TS_STR("T"), .blocks = &block, .n_blocks = 1 };

    (void)state;
    assert_slice_equal(ts_render(&a, &article, TS_RENDER_TEXT),
                       "T\n=\n\ntide\xC2\xB9 the ferry [1] \xE2\x86\xA9\n\n"
                       "[1] https://tide.example/ferry\n");
    ts_arena_done(&a);
}

static void quotes_in_quotes_keep_their_level(void **state)
{
    static struct ts_block blocks[] = {
        { .kind = TS_BLOCK_QUOTE, .is_kept = true, .level = 1, .text = S("He wrote:") },
        { .kind = TS_BLOCK_QUOTE, .is_kept = true, .level = 2, .text = S("Stay.") },
        { .kind = TS_BLOCK_QUOTE, .is_kept = true, .level = 1, .text = S("So I did.") },
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("Mole") },
        { .kind = TS_BLOCK_QUOTE, .is_kept = true, .level = 1, .text = S("Row.") },
    };
    static const struct {
        enum ts_render_format format;
        const char *want;
    } cases[] = {
        { TS_RENDER_TEXT, "\n\n> He wrote:\n\n> > Stay.\n\n> So I did.\n\n" },
        { TS_RENDER_MARKDOWN, "\n\n> He wrote:\n\n> > Stay.\n\n> So I did.\n\n" },
        { TS_RENDER_HTML, "<blockquote>\n<p>He wrote:</p>\n<blockquote>\n<p>Stay.</p>\n"
                          "</blockquote>\n<p>So I did.</p>\n</blockquote>\n<table>\n"
                          "<tr><td>Mole</td></tr>\n</table>\n<blockquote>\n<p>Row.</p>\n" },
    };
    struct ts_arena a = { 0 };
    struct ts_article article = { .title = TS_STR("T"), .blocks = blocks, .n_blocks = 5 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_true(ts_str_has(ts_render(&a, &article, cases[i].format), cases[i].want));
    blocks[1].level = UINT8_MAX;
    assert_true(ts_str_has(ts_render(&a, &article, TS_RENDER_TEXT), "\n> > > > > > > > Stay.\n"));
    ts_arena_done(&a);
}

/* A list goes on behind a second paragraph of an item of the list around it. */
static void a_markdown_list_begins_at_the_margin(void **state)
{
    static struct ts_block blocks[] = {
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 1, .text = S("ropes") },
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 2, .text = S("new ones") },
        { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S("Old ones will do.") },
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 2, .text = S("hemp") },
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 3, .text = S("wet") },
        { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 1, .text = S("bread") },
    };
    struct ts_arena a = { 0 };
    struct ts_article article = { .title = TS_STR("T"),
                                  .blocks = blocks,
                                  .n_blocks = TS_COUNT(blocks) };

    (void)state;
    assert_slice_equal(ts_render(&a, &article, TS_RENDER_MARKDOWN),
                       "# T\n\n- ropes\n    - new ones\n\nOld ones will do.\n\n- hemp\n    - wet\n"
                       "- bread\n");
    ts_arena_done(&a);
}

/* Of a table, Markdown cuts off what is not below the cells of the first row. */
static void a_markdown_table_is_as_wide_as_its_first_row(void **state)
{
    static struct ts_block blocks[] = {
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("Port\tHigh") },
        { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("\tNorth\tSouth") },
    };
    struct ts_arena a = { 0 };
    struct ts_article article = { .title = TS_STR("T"), .blocks = blocks, .n_blocks = 2 };

    (void)state;
    assert_slice_equal(ts_render(&a, &article, TS_RENDER_MARKDOWN),
                       "# T\n\n| Port | High |  |\n| --- | --- | --- |\n|  | North | South |\n");
    ts_arena_done(&a);
}

static void html_runs_and_fetches_nothing(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article = sample();
    ts_str html = ts_render(&a, &article, TS_RENDER_HTML);

    (void)state;
    assert_false(ts_str_has(html, "<img"));
    assert_false(ts_str_has(html, "<softly>"));
    assert_false(ts_str_has(html, "<script"));
    ts_arena_done(&a);
}

static void broken_spans_are_cut_not_crossed(void **state)
{
    struct ts_span spans[] = {
        { 0, 10, TS_SPAN_EMPHASIS, { 0 } },
        { 5, 50, TS_SPAN_STRONG, { 0 } },
        { 200, 5, TS_SPAN_CODE, { 0 } },
    };
    struct ts_block block = {
        .is_kept = true, .text = TS_STR("one two three"), .spans = spans, .n_spans = 3
    };
    struct ts_article article = { .title = TS_STR("x"), .blocks = &block, .n_blocks = 1 };
    struct ts_arena a = { 0 };

    (void)state;
    assert_true(ts_str_has(ts_render(&a, &article, TS_RENDER_HTML),
                           "<p><em>one t<strong>wo th</strong></em>ree</p>"));
    ts_arena_done(&a);
}

/* Paragraphs (or headings) whose text has line breaks, and what they become. */
static void a_text_without_outlet_and_address_begins_with_its_title(void **state)
{
    struct ts_block block = { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = TS_STR("One.") };
    struct ts_article bare = { .title = TS_STR("Tide"), .blocks = &block, .n_blocks = 1 };
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(ts_render(&a, &bare, TS_RENDER_TEXT), "Tide\n====\n\nOne.\n");
    assert_slice_equal(ts_render(&a, &bare, TS_RENDER_MARKDOWN), "# Tide\n\nOne.\n");
    bare.site = TS_STR("Tide Post"); /* a podcast may have no page */
    assert_slice_equal(ts_render(&a, &bare, TS_RENDER_MARKDOWN), "# Tide\n\nTide Post\n\nOne.\n");
    ts_arena_done(&a);
}

static void line_breaks_stay_what_they_are(void **state)
{
    static struct ts_span link[] = { { 6, 4, TS_SPAN_LINK, { "https://a.example/", 18 } } };
    static struct ts_span code[] = { { 0, 3, TS_SPAN_CODE, { 0 } } };
    static const struct {
        struct ts_block block;
        const char *html, *markdown;
    } cases[] = {
        { { .text = { "first\nlink", 10 }, .spans = link, .n_spans = 1 },
          "<p>first<br>\n<a href=\"https://a.example/\">link</a></p>",
          "\nfirst  \n[link](<https://a.example/>)\n" },
        { { .text = { "a\n  # b\n- c\n1. d", 16 } },
          "<p>a<br>\n  # b<br>\n- c<br>\n1. d</p>",
          "\na  \n\\# b  \n\\- c  \n&#8203;1. d\n" },
        { { .kind = TS_BLOCK_HEADING, .level = 2, .text = { "a\n- b", 5 } },
          "<h2>a<br>\n- b</h2>",
          "\n## a - b\n" },
        { { .text = { "11.40 am\n1.\n1234567890. x", 25 } },
          "<p>11.40 am<br>\n1.<br>\n1234567890. x</p>",
          "\n11.40 am  \n&#8203;1.  \n1234567890. x\n" },
        { { .kind = TS_BLOCK_HEADING, .level = 2, .text = { "1. Soup", 7 } },
          "<h2>1. Soup</h2>",
          "\n## 1. Soup\n" },
        { { .kind = TS_BLOCK_TABLE_ROW, .text = { "a\nb\tc", 5 } },
          "<tr><td>a<br>\nb</td><td>c</td></tr>",
          "\n| a b | c |\n" },
        { { .text = { "a_`", 3 }, .spans = code, .n_spans = 1 },
          "<p><code>a_`</code></p>",
          "\n<code>a\\_\\`</code>\n" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_block block = cases[i].block;
        struct ts_article article = { .title = TS_STR("x"), .blocks = &block, .n_blocks = 1 };
        block.is_kept = true;
        ts_str html = ts_render(&a, &article, TS_RENDER_HTML);
        ts_str markdown = ts_render(&a, &article, TS_RENDER_MARKDOWN);
        if (!ts_str_has(html, cases[i].html))
            fail_msg("case %zu: %s", i, html.ptr);
        if (!ts_str_has(markdown, cases[i].markdown))
            fail_msg("case %zu: %s", i, markdown.ptr);
        ts_arena_done(&a);
    }
}

/* An item of a deeper list stands inside the item before it; a list of the other kind, and what is
 * no item, ends those that are open. */
static void html_lists_stand_in_lists(void **state)
{
    static const struct {
        uint8_t level;
        uint16_t number;
        const char *text;
    } items[] = { { 2, 1, "bread" }, { 3, 0, "rye" },  { 3, 0, "wheat" }, { 2, 2, "tea" },
                  { 2, 0, "salt" },  { 4, 1, "grey" }, { 3, 0, "pink" },  { 0, 0, "Enjoy." } };
    struct ts_block blocks[TS_COUNT(items)];
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks) };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(items); i++)
        blocks[i] = (struct ts_block){
            .kind = items[i].level ? TS_BLOCK_LIST_ITEM : TS_BLOCK_PARAGRAPH,
            .level = items[i].level,
            .number = items[i].number,
            .is_kept = true,
            .text = ts_str_of(items[i].text),
        };
    ts_str html = ts_render(&a, &article, TS_RENDER_HTML);
    assert_true(ts_str_has(html,
                           "<ol>\n<li>bread\n<ul>\n<li>rye</li>\n<li>wheat</li>\n</ul>\n</li>\n"
                           "<li>tea</li>\n</ol>\n<ul>\n<li>salt\n<ol>\n<li>grey</li>\n</ol>\n"
                           "\n<ul>\n<li>pink</li>\n</ul>\n</li>\n</ul>\n<p>Enjoy.</p>"));
    ts_arena_done(&a);
}

static void html_lists_have_a_limit(void **state)
{
    struct ts_block blocks[12];
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks) };
    struct ts_arena a = { 0 };
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(blocks); i++)
        blocks[i] = (struct ts_block){ .kind = TS_BLOCK_LIST_ITEM,
                                       .is_kept = true,
                                       .level = (uint8_t)(i + 1),
                                       .text = TS_STR("a") };
    ts_str html = ts_render(&a, &article, TS_RENDER_HTML);
    for (size_t at = 0; (at = ts_str_find(html, TS_STR("<ul>"), at)) != TS_NPOS; at++)
        n++;
    assert_int_equal(n, 8);
    assert_true(
        ts_str_has(html, "<li>a</li>\n<li>a</li>\n<li>a</li>\n<li>a</li>\n<li>a</li>\n</ul>"));
    ts_arena_done(&a);
}

/* Items keep their numbers where a list goes on behind a paragraph, or leaves some out. */
static void html_lists_keep_their_numbers(void **state)
{
    static const uint16_t numbers[] = { 1, 2, 5, 0, 6, 7 };
    struct ts_block blocks[TS_COUNT(numbers)];
    struct ts_article article = { .title = TS_STR("x"), .blocks = blocks };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(numbers); i++)
        blocks[article.n_blocks++] = (struct ts_block){
            .kind = numbers[i] ? TS_BLOCK_LIST_ITEM : TS_BLOCK_PARAGRAPH,
            .number = numbers[i],
            .is_kept = true,
            .text = TS_STR("a"),
        };
    assert_true(ts_str_has(ts_render(&a, &article, TS_RENDER_HTML),
                           "<ol>\n<li>a</li>\n<li>a</li>\n<li value=\"5\">a</li>\n</ol>\n<p>a</p>\n"
                           "<ol start=\"6\">\n<li>a</li>\n<li>a</li>\n</ol>"));
    ts_arena_done(&a);
}

static void a_language_cannot_end_its_attribute(void **state)
{
    struct ts_article article = { .title = TS_STR("x"), .lang = TS_STR("\"><script>") };
    struct ts_arena a = { 0 };

    (void)state;
    assert_true(ts_str_starts(ts_render(&a, &article, TS_RENDER_HTML),
                              "<!DOCTYPE html>\n<html lang=\"&quot;&gt;&lt;script&gt;\">"));
    ts_arena_done(&a);
}

static void file_names_are_safe(void **state)
{
    static const struct {
        const char *title, *site, *want;
    } cases[] = {
        { "Ferries halted", "Harbour Post", "2025-03-04 Harbour Post - Ferries halted.md" },
        { "../../etc/passwd", "", "2025-03-04 etc passwd.md" },
        { "a\nb\x1b; rm -rf ~ $(x) `y` \"z\"", "S", "2025-03-04 S - a b rm -rf x y z.md" },
        { "フェリー「終結」", "湖畔新報", "2025-03-04 湖畔新報 - フェリー 終結.md" },
        { "", "", "2025-03-04.md" },
        { "Ferries halted", "!?", "2025-03-04 Ferries halted.md" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = { .title = ts_str_of(cases[i].title),
                                      .site = ts_str_of(cases[i].site),
                                      .published =
                                          ts_when_parse(TS_STR("2025-03-04T23:30:00-05:00")) };
        assert_slice_equal(ts_copy_name(&a, &article, TS_RENDER_MARKDOWN), cases[i].want);
        ts_arena_done(&a);
    }
}

static void file_names_are_never_empty_or_too_long(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article = { .title = TS_STR("///...") };
    char title[1000];

    (void)state;
    assert_slice_equal(ts_copy_name(&a, &article, TS_RENDER_TEXT), "article.txt");
    for (size_t i = 0; i + 2 < sizeof title; i += 3)
        memcpy(title + i, "フ", 3);
    article.title = (ts_str){ title, 999 };
    ts_str name = ts_copy_name(&a, &article, TS_RENDER_HTML);
    assert_true(name.len <= 125);
    assert_true(ts_str_ends(name, "フ.html"));
    ts_arena_done(&a);
}

static void formats_have_names(void **state)
{
    (void)state;
    assert_int_equal(ts_render_format_of(TS_STR("html")), TS_RENDER_HTML);
    assert_int_equal(ts_render_format_of(TS_STR("pdf")), -1);
    assert_string_equal(ts_render_ending(TS_RENDER_MARKDOWN), ".md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(renders_every_kind_of_block),
        cmocka_unit_test(only_web_addresses_become_links),
        cmocka_unit_test(links_of_footnotes_have_no_numbers_in_a_text),
        cmocka_unit_test(quotes_in_quotes_keep_their_level),
        cmocka_unit_test(a_markdown_list_begins_at_the_margin),
        cmocka_unit_test(a_markdown_table_is_as_wide_as_its_first_row),
        cmocka_unit_test(html_runs_and_fetches_nothing),
        cmocka_unit_test(broken_spans_are_cut_not_crossed),
        cmocka_unit_test(a_text_without_outlet_and_address_begins_with_its_title),
        cmocka_unit_test(line_breaks_stay_what_they_are),
        cmocka_unit_test(html_lists_keep_their_numbers),
        cmocka_unit_test(html_lists_stand_in_lists),
        cmocka_unit_test(html_lists_have_a_limit),
        cmocka_unit_test(a_language_cannot_end_its_attribute),
        cmocka_unit_test(file_names_are_safe),
        cmocka_unit_test(file_names_are_never_empty_or_too_long),
        cmocka_unit_test(formats_have_names),
    };
    return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
