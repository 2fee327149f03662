/* Rules of the reader on a page of which the extractor keeps the story and strips the links. */
#include "support/support.h"

#include "tearsheet/extract/extract.h"
#include "tearsheet/extract/memory.h"

static const char page[] =
    "<html><head><title>The ferry is back - Tide Post</title></head><body><main><article>"
    "<h1>The ferry is back</h1>"
    "<p class=byline>By Ines Quill</p>"
    "<p>The ferry to the outer islands sails again from Monday morning, after eleven weeks in "
    "which the mail went by rowing boat and the school by radio.</p>"
    "<p class=aside-note>The company had promised three weeks, and then five, and in the end said "
    "nothing at all to the people on the quay, who stopped asking.</p>"
    "<p>On the first crossing there will be no fare, the harbour office said, and a band, if the "
    "weather is what the forecast says that it is.</p>"
    "<ul class=harbours><li><a href=/n>North quay</a></li><li><a href=/s>South quay</a></li></ul>"
    "</article></main><footer><p class=imprint>Tide Post, Quay Road 2</p></footer></body></html>";

static struct ts_article extract(struct ts_arena *a, const char *const *lines, size_t n,
                                 const char *url)
{
    struct ts_site_rules rules = { .list = TS_NEW_ARRAY(a, n + 1, struct ts_site_rule), .n = n };
    struct ts_wishes wishes = { .rules = &rules };
    struct ts_article article;
    struct ts_err err;

    for (size_t i = 0; i < n; i++) {
        assert_ok(ts_site_rule_parse(a, ts_str_of(lines[i]), &rules.list[i], &err), &err);
        rules.list[i].line = (int)i + 1;
    }
    assert_ok(ts_extract_as_wished(a, ts_str_of(page), ts_str_of(url), &wishes, &article, &err),
              &err);
    return article;
}

static const struct ts_block *find(const struct ts_article *article, const char *start)
{
    for (size_t i = 0; i < article->n_blocks; i++)
        if (ts_str_starts(article->blocks[i].text, start))
            return &article->blocks[i];
    fail_msg("no block \"%s\"", start);
    return NULL;
}

static void rules_decide(void **state)
{
    static const struct {
        const char *rules[2];
        const char *url;
        const char *block;
        bool is_kept;
        const char *reason; /* NULL: the extractor's */
    } cases[] = {
        { { NULL }, "https://tide.example/a", "The company", true, NULL },
        { { NULL }, "https://tide.example/a", "Tide Post, Quay", false, NULL },
        { { "tide.example strip .aside-note" },
          "https://tide.example/a",
          "The company",
          false,
          "rule in line 1: strip .aside-note" },
        { { "tide.example keep .imprint" },
          "https://tide.example/a",
          "Tide Post, Quay",
          true,
          "rule in line 1: keep .imprint" },
        { { "tide.example strip .byline" },
          "https://tide.example/a",
          "By Ines",
          false,
          "rule in line 1: strip .byline" },
        { { "tide.example strip h1" },
          "https://tide.example/a",
          "The ferry is",
          false,
          "rule in line 1: strip h1" },
        /* The text of the item is all in the link. */
        { { "tide.example keep .harbours a" },
          "https://tide.example/a",
          "North quay",
          true,
          "rule in line 1: keep .harbours a" },
        /* The last one counts, not the narrowest. */
        { { "tide.example strip .aside-note", "tide.example keep article" },
          "https://tide.example/a",
          "The company",
          true,
          "rule in line 2: keep article" },
        { { "tide.example keep article", "tide.example strip .aside-note" },
          "https://tide.example/a",
          "The company",
          false,
          "rule in line 2: strip .aside-note" },
        { { "tide.example strip .aside-note" },
          "https://www.TIDE.example/a",
          "The company",
          false,
          "rule in line 1: strip .aside-note" },
        { { "www.tide.example strip .aside-note" },
          "https://tide.example/a",
          "The company",
          false,
          "rule in line 1: strip .aside-note" },
        { { "tide.example strip .aside-note" },
          "https://news.tide.example/a",
          "The company",
          false,
          "rule in line 1: strip .aside-note" },
        { { "tide.example strip .aside-note" },
          "https://lowtide.example/a",
          "The company",
          true,
          NULL },
        { { "news.tide.example strip .aside-note" },
          "https://tide.example/a",
          "The company",
          true,
          NULL },
        { { "* strip .aside-note" },
          "https://any.example/a",
          "The company",
          false,
          "rule in line 1: strip .aside-note" },
        { { "* strip .aside-note" },
          "",
          "The company",
          false,
          "rule in line 1: strip .aside-note" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        size_t n = cases[i].rules[1] ? 2 : cases[i].rules[0] ? 1 : 0;
        struct ts_article article = extract(&a, cases[i].rules, n, cases[i].url);
        const struct ts_block *block = find(&article, cases[i].block);
        assert_int_equal(block->is_kept, cases[i].is_kept);
        assert_int_equal(block->kind <= TS_BLOCK_LAST_KEPT, cases[i].is_kept);
        assert_int_equal(block->decided_by, cases[i].reason ? TS_BY_RULE : TS_BY_EXTRACTOR);
        if (cases[i].reason)
            assert_slice_equal(block->reason, cases[i].reason);
        ts_arena_done(&a);
    }
}

/* The reader sees a heading and nothing below it. */
static void headings_go_with_what_a_rule_strips(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article article;
    struct ts_err err;
    struct ts_site_rule rule;
    struct ts_wishes wishes = { .rules = &(struct ts_site_rules){ .list = &rule, .n = 1 } };
    ts_str html = ts_arena_concat(
        &a, ts_str_of(page),
        TS_STR("<article><h2>What the company says</h2><div class=said><p>The company has nothing "
               "to say about the ferry this week, and asks all who want to know more to write to "
               "it in spring.</p></div><h2>What it costs</h2><p>On the second crossing the fare "
               "will be what it was in autumn, and children who go to school go free.</p>"));

    (void)state;
    assert_ok(ts_site_rule_parse(&a, TS_STR("* strip .said"), &rule, &err), &err);
    assert_ok(
        ts_extract_as_wished(&a, html, TS_STR("https://tide.example/a"), &wishes, &article, &err),
        &err);
    assert_false(find(&article, "What the company says")->is_kept);
    assert_true(find(&article, "What it costs")->is_kept);
    wishes.rules = NULL;
    assert_ok(
        ts_extract_as_wished(&a, html, TS_STR("https://tide.example/a"), &wishes, &article, &err),
        &err);
    assert_true(find(&article, "What the company says")->is_kept);
    ts_arena_done(&a);
}

static void a_file_is_of_the_site_that_it_names(void **state)
{
    static const struct {
        const char *url, *canonical, *want;
    } cases[] = {
        { "https://www.tide.example/a", "https://ebb.example/a", "tide.example" },
        { "file:///tmp/a.html", "https://ebb.example/a", "ebb.example" },
        { "", "https://ebb.example/a", "ebb.example" },
        { "file:///tmp/a.html", "", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_article article = { .url = ts_str_of(cases[i].url),
                                      .canonical = ts_str_of(cases[i].canonical) };
        assert_slice_equal(ts_site_of_page(&article), cases[i].want);
    }
}

static void what_was_put_back_stays(void **state)
{
    static const ts_str back[] = { { "Tide Post, Quay Road 2", 22 } };
    struct ts_arena a = { 0 };
    struct ts_wishes wishes = { .restored = back, .n_restored = 1 };
    struct ts_article article;
    struct ts_err err;

    (void)state;
    assert_ok(ts_extract_as_wished(&a, ts_str_of(page), TS_STR("https://tide.example/a"), &wishes,
                                   &article, &err),
              &err);
    const struct ts_block *block = find(&article, "Tide Post, Quay");
    assert_true(block->is_kept);
    assert_int_equal(block->decided_by, TS_BY_READER);
    assert_int_equal(block->kind, TS_BLOCK_PARAGRAPH);
    ts_arena_done(&a);
}

/* Neither a rule's nor the reader's wish gives way to the memory of the site. */
static void memory_gives_way(void **state)
{
    static const char *const keep[] = { "tide.example keep .aside-note" };
    struct ts_arena a = { 0 };
    struct ts_article article = extract(&a, keep, 1, "https://tide.example/a");
    uint32_t *counts = TS_NEW_ARRAY(&a, article.n_blocks, uint32_t);
    struct ts_block *block = (struct ts_block *)find(&article, "The company");

    (void)state;
    counts[block - article.blocks] = 9;
    assert_int_equal(ts_memory_apply(&a, &article, counts, 9), 0);
    assert_true(block->is_kept);
    block->decided_by = TS_BY_EXTRACTOR;
    assert_int_equal(ts_memory_apply(&a, &article, counts, 9), 1);
    assert_false(block->is_kept);
    ts_arena_done(&a);
}

/* A rule by the name that covers the fewest other stripped blocks. */
static void rules_are_proposed(void **state)
{
    static const struct {
        const char *block, *want;
    } cases[] = {
        { "Tide Post, Quay", ".imprint" },
        { "North quay", ".harbours" }, /* covers both; nothing tells them apart */
        { "The ferry sails", "" },     /* only nameless elements around it */
    };
    struct ts_arena a = { 0 };
    struct ts_article article = extract(&a, NULL, 0, "https://tide.example/a");

    (void)state;
    for (size_t i = 0; i < article.n_blocks; i++)
        article.blocks[i].is_kept = false;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        for (size_t k = 0; k < article.n_blocks; k++)
            if (ts_str_starts(article.blocks[k].text, cases[i].block))
                assert_slice_equal(ts_site_rule_propose(&a, ts_str_of(page),
                                                        TS_STR("https://tide.example/a"), &article,
                                                        k),
                                   cases[i].want);
    /* A block that the page's markup does not have. */
    article.blocks[0].text = TS_STR("Something else");
    assert_slice_equal(ts_site_rule_propose(&a, ts_str_of(page), TS_STR(""), &article, 0), "");
    ts_arena_done(&a);
}

/* Of an element with many classes the first twelve are tried: the thirteenth would be the best. */
static void few_of_many_names_are_tried(void **state)
{
#define CLASSES "a b c d e f g h i j k"
    static const char one[] = "<article><p>The ferry sails again from Monday morning, after eleven "
                              "weeks in which the mail went by boat.</p></article>"
                              "<div class='" CLASSES " l'><p>Tide Post</div><div class='" CLASSES
                              " %s'><p>North quay</div>";
    static const char *const last[][2] = { { "own", ".own" }, { "l own", ".a" } };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(last); i++) {
        ts_str html = ts_arena_printf(&a, one, last[i][0]);
        struct ts_article article;
        struct ts_err err;
        assert_ok(ts_extract(&a, html, TS_STR(""), &article, &err), &err);
        size_t block = (size_t)(find(&article, "North quay") - article.blocks);
        for (size_t k = 0; k < article.n_blocks; k++)
            article.blocks[k].is_kept = false;
        assert_slice_equal(ts_site_rule_propose(&a, html, TS_STR(""), &article, block), last[i][1]);
    }
    ts_arena_done(&a);
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "a rule is a site, keep or strip, and a selector, not \"\"" },
        { "tide.example keep", "a rule is a site, keep or strip, and a selector, not "
                               "\"tide.example keep\"" },
        { "tide.example drop .x", "a rule says keep or strip, not \"drop\"" },
        { "https://tide.example keep .x",
          "a site is a host such as example.org, or *, not \"https://tide.example\"" },
        { ".promo strip tide.example",
          "a site is a host such as example.org, or *, not \".promo\"" },
        { "tide.example keep .", "the selector \".\" ends where the name of a class is wanted" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_site_rule rule;
        struct ts_err err;
        assert_int_equal(ts_site_rule_parse(&a, ts_str_of(cases[i].text), &rule, &err), TS_ERR_ARG);
        assert_string_equal(err.msg, cases[i].want);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_decide),
        cmocka_unit_test(headings_go_with_what_a_rule_strips),
        cmocka_unit_test(a_file_is_of_the_site_that_it_names),
        cmocka_unit_test(what_was_put_back_stays),
        cmocka_unit_test(memory_gives_way),
        cmocka_unit_test(rules_are_proposed),
        cmocka_unit_test(few_of_many_names_are_tried),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests_name("site_rules", tests, NULL, NULL);
}
