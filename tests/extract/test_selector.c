#include "support/support.h"

#include <string.h>

#include "../../src/extract/selector_priv.h"

static const char page[] =
    "<body class='post wide'><main id=main><article data-role=story>"
    "<aside class='promo box' role=complementary><p>One</p><div><p class=deep>Two</p></div></aside>"
    "<p id=lead class=Note>Three</p><x-teaser kind='big one'>Four</x-teaser>"
    "<p title=''>Five</p></article></main></body>";

/* The texts of the elements selected, parted by blanks. */
static ts_str selected(struct ts_arena *a, const char *text)
{
    struct ts_selector *s;
    struct ts_dom dom;
    struct ts_err err;
    ts_str all = { 0 };

    assert_ok(ts_selector_parse(a, ts_str_of(text), &s, &err), &err);
    if (ts_selector_needs_all(s))
        assert_ok(ts_dom_parse_all(a, ts_str_of(page), &dom, &err), &err);
    else
        assert_ok(ts_dom_parse(a, ts_str_of(page), &dom, &err), &err);
    for (size_t i = 0; i < dom.n_nodes; i++)
        if (ts_selector_matches(s, &dom, dom.nodes[i]))
            all = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(all), all.len > 0 ? " / " : "",
                                  TS_FMT(ts_node_text(a, dom.nodes[i])));
    return all;
}

static void selectors_select(void **state)
{
    static const struct {
        const char *selector, *want;
    } cases[] = {
        { "p", "One / Two / Three / Five" },
        { "P", "One / Two / Three / Five" },
        { ".promo", "One Two" },
        { "aside.promo.box", "One Two" },
        { "p.promo", "" },
        { ".prom", "" },
        { ".note", "" }, /* as the page writes it */
        { ".Note", "Three" },
        { "#lead", "Three" },
        { "p#lead.Note", "Three" },
        { "[role]", "One Two" },
        { "[role=complementary]", "One Two" },
        { "[ROLE = 'complementary' ]", "One Two" },
        { "[role=complement]", "" },
        { "[title]", "Five" },
        { "[data-role=story] > p", "Three / Five" },
        { "x-teaser", "Four" },
        { "X-Teaser[kind=\"big one\"]", "Four" },
        { "y-teaser", "" },
        { ".promo p", "One / Two" },
        { ".promo > p", "One" },
        { ".promo>p", "One" },
        { "main aside div > .deep", "Two" },
        { "article > aside p", "One / Two" },
        { "main > aside p", "" },
        { "aside > *", "One / Two" },
        { "body .deep", "Two" },
        { "body main > article > aside > div > p", "Two" },
        { "div div", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        assert_slice_equal(selected(&a, cases[i].selector), cases[i].want);
        ts_arena_done(&a);
    }
}

static void names_can_be_escaped(void **state)
{
    static const char html[] = "<p class='md:wide größe 2nd'>One";
    static const char *const names[] = { ".md\\:wide", ".größe", ".2nd" };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(names); i++) {
        struct ts_arena a = { 0 };
        struct ts_selector *s;
        struct ts_dom dom;
        struct ts_err err;
        assert_ok(ts_selector_parse(&a, ts_str_of(names[i]), &s, &err), &err);
        assert_ok(ts_dom_parse(&a, ts_str_of(html), &dom, &err), &err);
        assert_true(ts_selector_matches(s, &dom, ts_node_find(dom.body, dom.body, TS_TAG_P)));
        ts_arena_done(&a);
    }
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "", "the selector \"\" ends where a tag, .class, #id or [attribute] is wanted" },
        { ".", "the selector \".\" ends where the name of a class is wanted" },
        { "#", "the selector \"#\" ends where an id is wanted" },
        { "p >", "the selector \"p >\" ends where a tag, .class, #id or [attribute] is wanted" },
        { "> p", "in the selector \"> p\" a tag, .class, #id or [attribute] is wanted at \"> p\"" },
        { "p[", "the selector \"p[\" ends where the name of an attribute is wanted" },
        { "p[role", "the selector \"p[role\" ends where = or ] is wanted" },
        { "p[role=", "the selector \"p[role=\" ends where a value is wanted" },
        { "p[role='x]",
          "in the selector \"p[role='x]\" a value with both its quotes is wanted at \"'x]\"" },
        { "p[role^=x]", "in the selector \"p[role^=x]\" = or ] is wanted at \"^=x]\"" },
        { "p:first-child", "in the selector \"p:first-child\" .class, #id, [attribute], > or a "
                           "blank is wanted at \":first-child\"" },
        { "p, .promo", "the selector \"p, .promo\" has a comma: write a line for each part" },
        { "p + .promo", "in the selector \"p + .promo\" a tag, .class, #id or [attribute] is "
                        "wanted at \"+ .promo\"" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_selector *s = NULL;
        struct ts_err err;
        assert_int_equal(ts_selector_parse(&a, ts_str_of(cases[i].text), &s, &err), TS_ERR_ARG);
        assert_string_equal(err.msg, cases[i].want);
        assert_null(s);
        ts_arena_done(&a);
    }
}

static void limits_hold(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_selector *s;
    struct ts_err err;
    char text[TS_SELECTOR_MAX_BYTES + 2];

    (void)state;
    memset(text, 'p', sizeof text);
    assert_ok(ts_selector_parse(&a, (ts_str){ text, TS_SELECTOR_MAX_BYTES }, &s, &err), &err);
    assert_int_equal(ts_selector_parse(&a, (ts_str){ text, TS_SELECTOR_MAX_BYTES + 1 }, &s, &err),
                     TS_ERR_LIMIT);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = ' ';
    ts_str most = { text, 2 * TS_SELECTOR_MAX_STEPS };
    assert_ok(ts_selector_parse(&a, most, &s, &err), &err);
    most.len++;
    assert_int_equal(ts_selector_parse(&a, most, &s, &err), TS_ERR_LIMIT);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(selectors_select),
        cmocka_unit_test(names_can_be_escaped),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(limits_hold),
    };
    return cmocka_run_group_tests_name("selector", tests, NULL, NULL);
}
