#include "support/support.h"

#include <string.h>

#include "../../src/extract/cut_priv.h"
#include "../../src/extract/written_tag_priv.h"
#include "tearsheet/base/buf.h"

static const struct {
    const char *in, *want;
} cases[] = {
    { "a<script>b</script>c", "ac" },
    { "a<SCRIPT type='x>y'>b<b></Script >c", "ac" },
    { "a<script>b", "a" },
    { "a<script>x('</scripture>')</script>c", "ac" },
    { "a<script><!-- <script> </script> --></script>c", "ac" },
    { "a<script><!-- <script> </script>c", "ac" },
    { "a<style>b</style>c<style>", "ac" },
    { "a<svg><path d=''/><svg></svg><title>t</title></svg>c", "ac" },
    { "a<svg/>c", "ac" },
    { "a<svg><p>c", "a<p>c" },
    { "a<svg><svg></svg><p>c", "a<p>c" },
    { "a<!-- <p> -->c", "ac" },
    { "a<!-->c", "ac" },
    { "a<!--->c", "ac" },
    { "a<!-- b --!>c", "ac" },
    { "a<!-- b -- > c -->d", "ad" },
    { "a<!-- never closed", "a" },
    { "<!DOCTYPE html><p>a", "<!DOCTYPE html><p>a" },
    /* white space at the edges of blocks, but not between words */
    { "<ul>\n <li> <b>a</b> <i>b</i>\n</li>\n</ul> <b>c</b>",
      "<ul><li><b>a</b> <i>b</i></li></ul> <b>c</b>" },
    { "<pre> <p> a</p> </pre> <p>b", "<pre> <p> a</p> </pre><p>b" },
    { "<p> a </p> <!-- b --> <p>c <", "<p> a </p> <p>c <" },
    { "<?xml version='1.0'?><p>a", "<p>a" },
    { "a<![CDATA[ b ]]>c", "ac" },
    { "a</ b>c", "ac" },
    { "1 < 2 <3 <", "1 < 2 <3 <" },
    { "<p title='<script>'>a</p>", "<p title='<script>'>a</p>" },
    { "<p title=\"a>b\">c", "<p title=\"a>b\">c" },
    { "<p title=a\"b>c<script>d</script>", "<p title=a\"b>c" },
    { "<p a='never closed>c", "" },
    { "<title>a <script> b</title>c", "<title>a <script> b</title>c" },
    { "<textarea><p>a</textarea>c", "c" },
    { "a<iframe src=x><p>b</iframe>c", "ac" },
    { "a<noframes>b</noframes><noembed>b</noembed>c", "ac" },
    { "<head><noscript><img src=t></noscript><body>a", "<head><body>a" },
    { "<body>a<noscript><p><img src='x'>b</noscript>c", "<body>a<img src='x'>c" },
    { "a<noscript>b", "ab" },
    { "a</script></style></svg>b", "ab" },
    { "", "" },
};

static void cuts_what_is_no_text(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_cut_page(&a, ts_str_of(cases[i].in), false).html, cases[i].want);
    ts_arena_done(&a);
}

static const struct {
    const char *in, *want;
} attributes[] = {
    { "<p data-x=1 class=a>", "<p  class=a>" },
    { "<p CLASS='a' onclick=\"b('c>d')\"id=e>", "<p CLASS='a' id=e>" },
    { "<img src=a data-b/>", "<img src=a />" },
    { "<img src=a data-b=c/>", "<img src=a >" },
    { "<a href=a target = '_blank' title>", "<a href=a  title>" },
    { "<p =a class=b>", "<p  class=b>" },
    { "<p a>b</p c>", "<p >b</p >" },
    { "<body>a<noscript><img data-a=b src=c></noscript>", "<body>a<img  src=c>" },
    { "<p x=1><math x=1><mi x=1>", "<p ><math ><mi x=1>" },
    /* what tells nothing on this tag, or with this value */
    { "<img src=a width=1 height=1 alt=b><td width=1>", "<img src=a width=1  ><td >" },
    { "<li value=3><input value=3 type=hidden><a type=b>", "<li value=3><input  type=hidden><a >" },
    { "<meta name=a content=b><a name=c href=d>", "<meta name=a content=b><a  href=d>" },
    { "<p style='color:red'><p style='DISPLAY: none'><p style='&#100;isplay:none'>",
      "<p ><p style='DISPLAY: none'><p style='&#100;isplay:none'>" },
    { "<p style='visibility:hidden'>", "<p style='visibility:hidden'>" },
    { "<span class=kt>int</span><span class=ad>b</span><b class=n>c</b><span class=kwd>d</span>",
      "<span >int</span><span class=ad>b</span><b class=n>c</b><span class=kwd>d</span>" },
};

static void cuts_attributes_that_nobody_asks_for(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(attributes); i++) {
        ts_str in = ts_str_of(attributes[i].in);
        assert_slice_equal(ts_cut_page(&a, in, false).html, attributes[i].want);
    }
    assert_slice_equal(ts_cut_page(&a, TS_STR("<p data-x=1>"), true).html, "<p data-x=1>");
    ts_arena_done(&a);
}

/* So many are left out of one tag, and the others stay: none is lost. */
static void leaves_out_a_bounded_number(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf tag = { 0 };

    (void)state;
    ts_buf_puts(&tag, "<p");
    for (int i = 0; i < TS_TAG_MAX_GAPS + 2; i++)
        ts_buf_puts(&tag, " x=1");
    ts_buf_puts(&tag, " class=a>");
    ts_str html = ts_cut_page(&a, ts_buf_str(&tag), false).html;
    assert_true(ts_str_ends(html, " x=1 x=1 class=a>"));
    assert_true(ts_str_starts(html, "<p                 "));
    ts_buf_done(&tag);
    ts_arena_done(&a);
}

/* A page that a script draws, with all of it in <noscript> for those without. */
static void a_page_in_noscript_is_the_page(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf page = { 0 };

    (void)state;
    ts_buf_puts(&page, "<body><p>Loading</p><noscript><script>x</script>");
    for (int i = 0; i < 40; i++)
        ts_buf_puts(&page, "<p>The crane was mended.</p>");
    ts_buf_puts(&page, "</noscript>");
    ts_str html = ts_cut_page(&a, ts_buf_str(&page), false).html;
    assert_true(ts_str_starts(html, "<body><p>Loading</p><p>The crane"));
    for (int i = 0; i < 20; i++)
        ts_buf_puts(&page, "<p>It is shown with scripts.</p>");
    html = ts_cut_page(&a, ts_buf_str(&page), false).html;
    assert_true(ts_str_starts(html, "<body><p>Loading</p><p>It is"));
    ts_buf_done(&page);
    ts_arena_done(&a);
}

static void keeps_data_scripts(void **state)
{
    struct ts_arena a = { 0 };
    static char page[TS_CUT_MIN_ISLAND + 200];

    (void)state;
    strcpy(page, "<script type=\"application/ld+json\">{\"a\":1}</script><script>no</script>"
                 "<script type='application/json'>small</script><script type=application/json>");
    size_t at = strlen(page);
    memset(page + at, 'x', TS_CUT_MIN_ISLAND);
    strcpy(page + at + TS_CUT_MIN_ISLAND, "</script>");
    struct ts_cut cut = ts_cut_page(&a, ts_str_of(page), false);
    assert_int_equal(cut.n_json_ld, 1);
    assert_slice_equal(cut.json_ld[0], "{\"a\":1}");
    assert_int_equal(cut.n_islands, 1);
    assert_int_equal(cut.islands[0].len, TS_CUT_MIN_ISLAND);
    assert_int_equal(cut.html.len, 0);
    ts_arena_done(&a);
}

static void keeps_a_limited_number_of_data_scripts(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf page = { 0 };

    (void)state;
    for (int i = 0; i < TS_CUT_MAX_JSON_LD + 5; i++)
        ts_buf_puts(&page, "<script type=application/ld+json>1</script>");
    for (int i = 0; i < TS_CUT_MAX_ISLANDS + 5; i++) {
        ts_buf_puts(&page, "<script type=application/json>");
        ts_buf_fill(&page, 'x', TS_CUT_MIN_ISLAND);
        ts_buf_puts(&page, "</script>");
    }
    struct ts_cut cut = ts_cut_page(&a, ts_buf_str(&page), false);
    assert_int_equal(cut.n_json_ld, TS_CUT_MAX_JSON_LD);
    assert_int_equal(cut.n_islands, TS_CUT_MAX_ISLANDS);
    ts_buf_done(&page);
    ts_arena_done(&a);
}

static void counts_tags_depth_and_attributes(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_cut cut = ts_cut_page(
        &a, TS_STR("<div a b=1 c='2'><p>x<p>y<br><b><i></i></b></div><ul><li>1<li>2<li>3</ul>"),
        false);
    assert_int_equal(cut.n_tags, 10);
    assert_int_equal(cut.max_attributes, 3);
    assert_int_equal(cut.max_depth, 3);
    ts_arena_done(&a);
}

static void makes_pages_flat(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(
        ts_cut_flat(&a, TS_STR("<title>T</title><meta name=a content=b><div><div>a <b id=1>b</b>"
                               "</div><h2 class=x>h</h2><ul><li>c</li></ul>")),
        "<title>T</title><meta name=a content=b><p>a b<p><h2>h</h2><p>c<p>");
    ts_arena_done(&a);
}

static void flat_pages_have_limits(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf page = { 0 };

    (void)state;
    for (int i = 0; i < TS_CUT_FLAT_MAX_BLOCKS + 100; i++)
        ts_buf_puts(&page, "<p>a");
    assert_int_equal(ts_cut_flat(&a, ts_buf_str(&page)).len, 4 * TS_CUT_FLAT_MAX_BLOCKS - 1);
    ts_buf_fill(&page, 'x', TS_CUT_FLAT_MAX_BYTES);
    ts_str big = ts_str_skip(ts_buf_str(&page), 4 * TS_CUT_FLAT_MAX_BLOCKS);
    assert_int_equal(ts_cut_flat(&a, big).len, TS_CUT_FLAT_MAX_BYTES);
    ts_buf_done(&page);
    ts_arena_done(&a);
}

static void survives_every_prefix(void **state)
{
    const char *sample = "<!DOCTYPE html><head><title>a</title><script type='application/ld+json'>"
                         "{}</script></head><body><!-- c --><svg><svg/></svg><p a=\"b\" c='d' e=f>"
                         "x<noscript><img src=y></noscript><![CDATA[z]]><textarea>t</textarea></p>";

    (void)state;
    for (size_t len = 0; len <= strlen(sample); len++) {
        struct ts_arena a = { 0 };
        char *exact = test_malloc(len + 1);
        memcpy(exact, sample, len);
        struct ts_cut cut = ts_cut_page(&a, (ts_str){ exact, len }, false);
        assert_true(cut.html.len <= len);
        ts_cut_flat(&a, cut.html);
        test_free(exact);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_what_is_no_text),
        cmocka_unit_test(cuts_attributes_that_nobody_asks_for),
        cmocka_unit_test(leaves_out_a_bounded_number),
        cmocka_unit_test(a_page_in_noscript_is_the_page),
        cmocka_unit_test(keeps_data_scripts),
        cmocka_unit_test(keeps_a_limited_number_of_data_scripts),
        cmocka_unit_test(counts_tags_depth_and_attributes),
        cmocka_unit_test(makes_pages_flat),
        cmocka_unit_test(flat_pages_have_limits),
        cmocka_unit_test(survives_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
