/* JSON-LD: mending, choosing the article, and its fields. */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/extract/jsonld_priv.h"

#define URL "https://news.example/2025/ferry-strike"

static struct ts_ld read_one(struct ts_arena *a, const char *text)
{
    ts_str texts[] = { ts_str_of(text) };
    struct ts_ld ld;

    ts_ld_read(a, texts, 1, TS_STR(URL), TS_STR("Ferry crews strike | The Harbour"), &ld);
    return ld;
}

/* ---- mending ---- */

static const struct {
    const char *in, *want;
} broken[] = {
    { "{\"a\":1}", "[{\"a\":1}]" },
    { "{\"a\":1,}", "[{\"a\":1}]" },
    { "{\"a\":[1,2,],}", "[{\"a\":[1,2]}]" },
    { "{\"a\":1,,\"b\":2}", "[{\"a\":1,\"b\":2}]" },
    { "{\"a\":\"x\",,\"b\":2}", "[{\"a\":\"x\",\"b\":2}]" },
    { "{\"a\": ,\"b\":2}", "[{\"a\":null,\"b\":2}]" },
    { "{\"a\",\"b\":2}", "[{\"a\":null,\"b\":2}]" },
    { "{\"a\":1 \"b\":2}", "[{\"a\":1,\"b\":2}]" },
    { "{a: 1, b: 2}", "[{\"a\":1,\"b\":2}]" },
    { "{\"a\":-2.50,\"b\":007,\"c\":+1,\"d\":99999999999999999999,\"e\":1e999,}",
      "[{\"a\":-2.50,\"b\":null,\"c\":null,\"d\":null,\"e\":null}]" },
    { "{a\x01:1,b\\c:2,d:3}", "[{\"d\":3}]" },
    { "{\"a\":1}{\"b\":2}", "[{\"a\":1},{\"b\":2}]" },
    { "{\"a\":1};", "[{\"a\":1}]" },
    { "var x = {\"a\":1};", "[{\"a\":1}]" },
    { "<!-- {\"a\":1} -->", "[{\"a\":1}]" },
    { "//<![CDATA[\n{\"a\":1}\n//]]>", "[{\"a\":1}]" },
    { "/*<![CDATA[*/{\"a\":1}/*]]>*/", "[{\"a\":1}]" },
    { "{\"a\":1 // one\n,\"b\":/* two */2}", "[{\"a\":1,\"b\":2}]" },
    { "{\"a\":\"two\nlines\tand a tab\"}", "[{\"a\":\"two\\nlines and a tab\"}]" },
    { "{\"a\":\"he said \"no\" twice\",\"b\":1}",
      "[{\"a\":\"he said \\\"no\\\" twice\",\"b\":1}]" },
    { "{\"a\":\"it\\'s \\x41 \\u12\"}", "[{\"a\":\"it's x41 u12\"}]" },
    { "{\"a\":\"\\ud83d\\ude00 \\ud83d. \\ude00\"}",
      "[{\"a\":\"\\ud83d\\ude00 \\ufffd. \\ufffd\"}]" },
    { "{\"a\":undefined,\"b\":NaN,\"c\":true}", "[{\"a\":null,\"b\":null,\"c\":true}]" },
    { "{\"a\":{\"b\":[\"c\"", "[{\"a\":{\"b\":[\"c\"]}}]" },
    { "{\"a\":\"cut of", "[{\"a\":\"cut of\"}]" },
    { "{\"a\":1,\"b\"", "[{\"a\":1,\"b\":null}]" },
    { "{\"a\":", "[{\"a\":null}]" },
    { "{\"a\":[1}", "[{\"a\":[1]}]" },
    { "]}{\"a\":1}}", "[{\"a\":1}]" },
    { "{&quot;a&quot;:&quot;b&quot;}", "[{\"a\":\"b\"}]" },
    { "", "[]" },
    { "no json here", "[]" },
};

static void mends_what_is_broken(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(broken); i++) {
        struct ts_json *root;
        struct ts_err err;
        ts_str got = ts_ld_repair(&a, ts_str_of(broken[i].in));
        assert_slice_equal(got, broken[i].want);
        assert_ok(ts_json_parse(&a, got, &root, &err), &err);
    }
    ts_arena_done(&a);
}

static const char sample[] =
    "<!--[{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\":\n"
    " \"Crews \"walk\" out \\u2013 \\ud83d\\ude00\", \"author\": [{\"@type\": \"Person\", "
    "\"name\": \"Ann Lee\"},], \"n\": [1, -2.5e3, true, null, undefined], // end\n"
    "\"datePublished\": \"2025-03-03T14:05:00+01:00\", /* x */ \"x\": {}}, {\"y\": []}] -->;";

static void every_prefix_is_mended_to_json(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t n = 0; n < sizeof sample; n++) {
        char *copy = malloc(n ? n : 1);
        struct ts_json *root;
        struct ts_err err;
        struct ts_ld ld;
        memcpy(copy, sample, n);
        ts_str text = { copy, n };
        ts_str mended = ts_ld_repair(&a, text);
        if (ts_json_parse(&a, mended, &root, &err) != TS_OK)
            print_error("%.*s\n", TS_FMT(mended));
        assert_ok(ts_json_parse(&a, mended, &root, &err), &err);
        ts_ld_read(&a, &text, 1, TS_STR(URL), TS_STR(""), &ld);
        free(copy);
    }
    ts_arena_done(&a);
}

static void deep_nesting_ends_early(void **state)
{
    enum { N = 200000 };
    struct ts_arena a = { 0 };
    char *text = malloc(N);
    struct ts_ld ld;

    (void)state;
    memset(text, '[', N);
    ts_ld_read(&a, &(ts_str){ text, N }, 1, TS_STR(URL), TS_STR(""), &ld);
    assert_false(ld.is_article);
    for (size_t i = 0; i < N; i++)
        text[i] = "{\"a\":"[i % 5];
    ts_ld_read(&a, &(ts_str){ text, N }, 1, TS_STR(URL), TS_STR(""), &ld);
    assert_false(ld.is_article);
    free(text);
    ts_arena_done(&a);
}

/* ---- fields ---- */

static void reads_the_fields_of_an_article(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_ld ld = read_one(
        &a, "{\"@context\":\"https://schema.org\",\"@type\":[\"NewsArticle\",\"Thing\"],"
            "\"headline\":\"Ferry &amp;amp; crews <em>strike</em>\","
            "\"author\":{\"@type\":\"Person\",\"name\":\"Ann Lee\"},"
            "\"datePublished\":\"2025-03-03T14:05:00+01:00\",\"dateModified\":\"2025-03-04\","
            "\"inLanguage\":{\"@type\":\"Language\",\"name\":\"English\",\"alternateName\":\"en\"},"
            "\"publisher\":{\"@type\":\"Organization\",\"name\":\"The Harbour\"},"
            "\"image\":[{\"@type\":\"ImageObject\",\"url\":\"/a.jpg\"},\"/b.jpg\"],"
            "\"description\":\"All of them.\",\"wordCount\":\"412\","
            "\"isAccessibleForFree\":\"False\",\"articleBody\":\"One.<br>Two.\"}");

    (void)state;
    assert_true(ld.is_article);
    assert_slice_equal(ld.headline, "Ferry & crews strike");
    assert_int_equal(ld.n_authors, 1);
    assert_slice_equal(ld.authors[0], "Ann Lee");
    assert_slice_equal(ld.published, "2025-03-03T14:05:00+01:00");
    assert_slice_equal(ld.modified, "2025-03-04");
    assert_slice_equal(ld.lang, "en");
    assert_slice_equal(ld.site, "The Harbour");
    assert_slice_equal(ld.image, "/a.jpg");
    assert_slice_equal(ld.summary, "All of them.");
    assert_slice_equal(ld.body, "One.\nTwo.");
    assert_int_equal(ld.n_words, 412);
    assert_true(ld.is_paid);
    ts_arena_done(&a);
}

/* Authors in every shape, joined with "|". */
static const struct {
    const char *author, *want;
} authors[] = {
    { "\"Ann Lee\"", "Ann Lee" },
    { "[\"Ann Lee\",\"Bo Berg\"]", "Ann Lee|Bo Berg" },
    { "{\"name\":\"Ann Lee\"}", "Ann Lee" },
    { "[{\"@type\":\"Person\",\"name\":\"Ann Lee\"},{\"@type\":\"Person\",\"name\":\"Bo\"}]",
      "Ann Lee|Bo" },
    { "{\"@type\":\"Person\",\"name\":[\"Ann Lee\",\"Bo Berg\"]}", "Ann Lee|Bo Berg" },
    { "{\"@type\":\"Person\",\"givenName\":\"Ann\",\"familyName\":\"Lee\"}", "Ann Lee" },
    { "[{\"@type\":\"Organization\",\"name\":\"Harbour\"},{\"@type\":\"Person\",\"name\":\"Bo\"}]",
      "Bo" },
    { "{\"@type\":\"Organization\",\"name\":\"Wire Service\"}", "Wire Service" },
    { "{\"@type\":\"https://schema.org/Person\",\"name\":\"Ann Lee\"}", "Ann Lee" },
    { "{\"@id\":\"#ann\"}", "Ann of the graph" },
    { "[{\"@id\":\"#nobody\"}]", "" },
    { "\"https://news.example/ann\"", "" },
    { "7", "" },
    { "null", "" },
    { "[[\"x\"]]", "" },
};

static void reads_authors_in_every_shape(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(authors); i++) {
        ts_str text = ts_arena_printf(
            &a,
            "{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"author\":%s},"
            "{\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann of the graph\"}]}",
            authors[i].author);
        struct ts_ld ld = read_one(&a, text.ptr);
        ts_str got = TS_STR("");
        for (size_t j = 0; j < ld.n_authors; j++)
            got =
                ts_arena_printf(&a, "%.*s%s%.*s", TS_FMT(got), j ? "|" : "", TS_FMT(ld.authors[j]));
        assert_slice_equal(got, authors[i].want);
    }
    ts_arena_done(&a);
}

/* Which of several objects is the article: its headline. */
static const struct {
    const char *json, *want;
} choices[] = {
    { "[{\"@type\":\"WebPage\",\"headline\":\"page\"},{\"@type\":\"Article\",\"headline\":\"one\"}"
      "]",
      "one" },
    { "[{\"@type\":\"Article\",\"headline\":\"one\"},{\"@type\":\"Article\",\"headline\":\"two\"}]",
      "one" },
    { "[{\"@type\":\"Article\",\"headline\":\"one\"},{\"@type\":\"Article\",\"headline\":\"two\","
      "\"url\":\"" URL "?utm_source=x#top\"}]",
      "two" },
    { "[{\"@type\":\"Article\",\"headline\":\"one\"},{\"@type\":\"Article\",\"headline\":\"two\","
      "\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"" URL "\"}}]",
      "two" },
    { "[{\"@type\":\"Article\",\"headline\":\"one\"},"
      "{\"@type\":\"Article\",\"headline\":\"Ferry crews strike\"}]",
      "Ferry crews strike" },
    { "{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"NewsArticle\",\"headline\":\"in\"}}",
      "in" },
    { "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\",\"headline\":\"x\"}]"
      "}",
      "" },
    { "[{\"@type\":\"VideoObject\",\"name\":\"clip\"},{\"@type\":\"BlogPosting\",\"headline\":"
      "\"b\"}]",
      "b" },
    { "{\"@type\":\"Recipe\",\"name\":\"Soup\"}", "Soup" },
    { "{\"@type\":\"Organization\",\"name\":\"x\"}", "" },
    { "[1,\"x\",null,[]]", "" },
    { "", "" },
};

static void chooses_the_article(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(choices); i++)
        assert_slice_equal(read_one(&a, choices[i].json).headline, choices[i].want);
    ts_arena_done(&a);
}

static void fills_gaps_from_the_page_and_its_site(void **state)
{
    static const char page[] = "{\"@type\":\"WebPage\",\"datePublished\":\"2025-03-03\","
                               "\"inLanguage\":\"de-DE\",\"isAccessibleForFree\":false}";
    static const char article[] = "{\"@type\":\"NewsArticle\",\"headline\":\"One\"}";
    static const char site[] = "{\"@type\":\"WebSite\",\"name\":\"The Harbour\"}";
    ts_str texts[] = { ts_str_of(page), ts_str_of("{broken"), ts_str_of(article), ts_str_of(site) };
    struct ts_arena a = { 0 };
    struct ts_ld ld;

    (void)state;
    ts_ld_read(&a, texts, TS_COUNT(texts), TS_STR(URL), TS_STR(""), &ld);
    assert_slice_equal(ld.headline, "One");
    assert_slice_equal(ld.published, "2025-03-03");
    assert_slice_equal(ld.lang, "de-DE");
    assert_slice_equal(ld.site, "The Harbour");
    assert_true(ld.is_paid);
    ts_arena_done(&a);
}

static void identifiers_may_go_in_circles(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_ld ld =
        read_one(&a, "{\"@graph\":[{\"@type\":\"NewsArticle\",\"@id\":\"#a\",\"headline\":\"One\","
                     "\"author\":{\"@id\":\"#b\"},\"publisher\":{\"@id\":\"#a\"}},"
                     "{\"@id\":\"#b\",\"name\":{\"@id\":\"#b\"}}]}");

    (void)state;
    assert_slice_equal(ld.headline, "One");
    assert_int_equal(ld.n_authors, 0);
    ts_arena_done(&a);
}

static void objects_past_the_limit_are_not_read(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf text = { 0 };

    (void)state;
    ts_buf_putc(&text, '[');
    for (int i = 0; i < TS_LD_MAX_OBJECTS * 3; i++)
        ts_buf_puts(&text, "{\"@type\":\"Article\",\"url\":{\"@id\":\"#none\"}},");
    ts_buf_puts(&text, "{\"@type\":\"NewsArticle\",\"headline\":\"last\"}]");
    struct ts_ld ld = read_one(&a, text.ptr);
    assert_true(ld.is_article);
    ts_buf_done(&text);
    ts_arena_done(&a);
}

static void put_times(struct ts_buf *text, const char *part, int n)
{
    for (int i = 0; i < n; i++)
        ts_buf_puts(text, part);
}

/* An article with `n` other members before its headline. */
static ts_str headline_behind(struct ts_arena *a, int n)
{
    struct ts_buf text = { 0 };

    ts_buf_puts(&text, "{\"@type\":\"NewsArticle\",");
    for (int i = 0; i < n; i++)
        ts_buf_printf(&text, "\"x%d\":1,", i);
    ts_buf_puts(&text, "\"headline\":\"One\"}");
    ts_str headline = read_one(a, text.ptr).headline;
    ts_buf_done(&text);
    return headline;
}

static void members_past_the_limit_are_not_read(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_slice_equal(headline_behind(&a, TS_LD_MAX_MEMBERS - 2), "One");
    assert_slice_equal(headline_behind(&a, TS_LD_MAX_MEMBERS - 1), "");
    ts_arena_done(&a);
}

/* An article by somebody, behind `n` authors who have no name. */
static size_t authors_behind(struct ts_arena *a, int n)
{
    struct ts_buf text = { 0 };

    ts_buf_puts(&text, "{\"@type\":\"NewsArticle\",\"author\":[");
    put_times(&text, "{\"@type\":\"Person\"},", n);
    ts_buf_puts(&text, "{\"name\":\"Ann Lee\"}]}");
    size_t n_authors = read_one(a, text.ptr).n_authors;
    ts_buf_done(&text);
    return n_authors;
}

static void authors_past_the_limit_are_not_read(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_int_equal(authors_behind(&a, TS_LD_MAX_CREDITS - 1), 1);
    assert_int_equal(authors_behind(&a, TS_LD_MAX_CREDITS), 0);
    ts_arena_done(&a);
}

/* 20,000 times the author whose name is long: each time it would be copied. */
static void what_is_referred_to_often_is_not_copied_each_time(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf text = { 0 };

    (void)state;
    ts_buf_puts(&text, "[{\"@type\":\"NewsArticle\",\"author\":[{\"@id\":\"#p\"}");
    put_times(&text, ",{\"@id\":\"#p\"}", 20000);
    ts_buf_puts(&text, "]},{\"@id\":\"#p\",\"familyName\":\"Lee\",\"givenName\":\"");
    put_times(&text, "Ann ", 10000);
    ts_buf_puts(&text, "\"}]");
    assert_int_equal(read_one(&a, text.ptr).n_authors, TS_LD_MAX_AUTHORS);
    assert_true(a.used < 20 * text.len);
    ts_buf_done(&text);
    ts_arena_done(&a);
}

/* Of what is cut no half character is left. */
static void a_long_summary_is_cut_between_characters(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf text = { 0 };

    (void)state;
    ts_buf_puts(&text, "{\"@type\":\"NewsArticle\",\"description\":\"x");
    put_times(&text, "\u00e9", 3000);
    ts_buf_puts(&text, "\"}");
    ts_str summary = read_one(&a, text.ptr).summary;
    assert_true(ts_str_ends(summary, "\u00e9"));
    assert_in_range(summary.len, 1000, 2 * 3000);
    ts_buf_done(&text);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mends_what_is_broken),
        cmocka_unit_test(every_prefix_is_mended_to_json),
        cmocka_unit_test(deep_nesting_ends_early),
        cmocka_unit_test(reads_the_fields_of_an_article),
        cmocka_unit_test(reads_authors_in_every_shape),
        cmocka_unit_test(chooses_the_article),
        cmocka_unit_test(fills_gaps_from_the_page_and_its_site),
        cmocka_unit_test(identifiers_may_go_in_circles),
        cmocka_unit_test(objects_past_the_limit_are_not_read),
        cmocka_unit_test(members_past_the_limit_are_not_read),
        cmocka_unit_test(authors_past_the_limit_are_not_read),
        cmocka_unit_test(what_is_referred_to_often_is_not_copied_each_time),
        cmocka_unit_test(a_long_summary_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
