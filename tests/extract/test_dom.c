#include <string.h>

#include "support/support.h"

#include "../../src/extract/dom_priv.h"
#include "../../src/extract/streamed_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

static struct ts_dom parse(struct ts_arena *a, const char *html)
{
    struct ts_dom dom = { 0 };
    struct ts_err err = { 0 };

    assert_ok(ts_dom_parse(a, ts_str_of(html), &dom, &err), &err);
    return dom;
}

/* "html(head()body(p(\"a\")))" */
static ts_str outline(struct ts_arena *a, const struct ts_dom *dom)
{
    struct ts_buf out = { 0 };
    const struct ts_node *n = dom->root;
    size_t depth = 0;

    for (; n; n = ts_node_after(n, dom->root)) {
        for (; depth > n->depth; depth--)
            ts_buf_putc(&out, ')');
        if (n->tag == TS_TAG_TEXT)
            ts_buf_printf(&out, "\"%.*s\"", TS_FMT(n->text));
        else
            ts_buf_printf(&out, "%s(", ts_tag_name((enum ts_tag)n->tag));
        depth = n->depth + (n->tag != TS_TAG_TEXT);
    }
    ts_buf_fill(&out, ')', depth);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static const struct {
    const char *in, *want;
} trees[] = {
    { "<p>a<p>b", "html(head()body(p(\"a\")p(\"b\")))" },
    { "", "html(head()body())" },
    { "a &amp; &eacute;&#x20AC;", "html(head()body(\"a & \xC3\xA9\xE2\x82\xAC\"))" },
    { "<ul><li>a<li>b</ul>", "html(head()body(ul(li(\"a\")li(\"b\"))))" },
    { "<dialog>a</dialog><picture></picture><x-y>b</x-y>",
      "html(head()body(dialog(\"a\")picture()?(\"b\")))" },
    { "<frameset><frame></frameset>", "html(head()?(?())body())" },
    { "<p>a<!-- c --><b>d</b>", "html(head()body(p(\"a\"b(\"d\"))))" },
};

static void builds_trees(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(trees); i++) {
        struct ts_dom dom = parse(&a, trees[i].in);
        assert_slice_equal(outline(&a, &dom), trees[i].want);
        assert_false(dom.is_flat);
    }
    ts_arena_done(&a);
}

static void assert_numbered(const struct ts_dom *dom)
{
    uint32_t id = 0;

    for (const struct ts_node *n = dom->root; n; n = ts_node_after(n, dom->root), id++) {
        uint32_t last_id = n->id;
        for (const struct ts_node *child = n->first; child; child = child->next)
            last_id = child->last_id;
        assert_int_equal(n->id, id);
        assert_int_equal(n->last_id, last_id);
        assert_int_equal(n->depth, n->parent ? n->parent->depth + 1 : 0);
        assert_ptr_equal(dom->nodes[id], n);
    }
    assert_int_equal(id, dom->n_nodes);
}

static void nodes_are_numbered_in_order(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_dom dom = parse(&a, "<title>t</title><div><p>a<b>b</b></p><p>c</p></div>d");
    assert_numbered(&dom);
    ts_arena_done(&a);
}

/* Pages whose parts came late, between <body> and its end. */
static const struct {
    const char *in, *want;
} streamed[] = {
    { "<p>a</p><template id=B:0></template><p>b</p><div hidden id=S:0><p>c</p><p>d</p></div>",
      "p(\"a\")div(p(\"c\")p(\"d\"))p(\"b\")div()" },
    { "<template id=B:1></template><div hidden id=S:1>a<template id=P:2></template>c</div>"
      "<div hidden id=S:2>b</div>",
      "div(\"a\"div(\"b\")\"c\")div()div()" },
    { "<div hidden id=S:a>b</div>a<template id=B:a></template>", "div()\"a\"div(\"b\")" },
    /* two places; a place that holds something; a part that is shown; a part without a place */
    { "<template id=B:0></template><template id=B:0></template><div hidden id=S:0>a</div>",
      "div(\"a\")template()div()" },
    { "<template id=B:0>a</template><div hidden id=S:0>b</div>", "template(\"a\")div(\"b\")" },
    { "<template id=B:0></template><div id=S:0>b</div>", "template()div(\"b\")" },
    { "<div hidden id=S:0>b</div>", "div(\"b\")" },
    /* a part inside itself; two parts inside each other */
    { "<div hidden id=S:0>a<template id=B:0></template></div>", "div(\"a\"template())" },
    { "<div hidden id=S:0>a<template id=B:1></template></div>"
      "<div hidden id=S:1>b<template id=B:0></template></div>",
      "div(\"a\"div(\"b\"template()))div()" },
};

static void late_parts_are_put_in_their_places(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(streamed); i++) {
        ts_str html = ts_arena_printf(&a, "<body>%s", streamed[i].in);
        struct ts_dom dom = parse(&a, html.ptr);
        ts_str want = ts_arena_printf(&a, "html(head()body(%s))", streamed[i].want);
        assert_slice_equal(outline(&a, &dom), want.ptr);
        assert_numbered(&dom);
    }
    ts_arena_done(&a);
}

static void names_follow_their_late_elements(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_dom dom = { 0 };
    static const char page[] = "<body><template id=B:0></template><p data-x=1>a</p>"
                               "<div hidden id=S:0><p data-y=2>b</p></div>";

    (void)state;
    assert_ok(ts_dom_parse_all(&a, ts_str_of(page), &dom, NULL), NULL);
    const struct ts_node *late = ts_node_find(dom.body, dom.body, TS_TAG_P);
    const struct ts_node *other = ts_node_find(late, dom.body, TS_TAG_P);
    assert_slice_equal(*ts_dom_extra(&dom, late, TS_STR("data-y")), "2");
    assert_slice_equal(*ts_dom_extra(&dom, other, TS_STR("data-x")), "1");
    ts_arena_done(&a);
}

/* Each part waits inside the one before, and holds a place for the next one. */
static void late_parts_stop_at_the_limits(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    size_t n_parts = TS_STREAMED_MAX_PARTS + 2, deepest = 0;

    (void)state;
    ts_buf_puts(&html, "<template id=B:0></template>");
    for (size_t i = 0; i < n_parts; i++)
        ts_buf_printf(&html, "<div hidden id=S:%zu>%zu<template id=B:%zu></template></div>", i, i,
                      i + 1);
    ts_buf_putc(&html, '\0');
    struct ts_dom dom = parse(&a, html.ptr);
    for (size_t i = 0; i < dom.n_nodes; i++)
        deepest = dom.nodes[i]->depth > deepest ? dom.nodes[i]->depth : deepest;
    assert_int_equal(deepest, TS_STREAMED_MAX_DEPTH);
    assert_numbered(&dom);
    ts_buf_done(&html);
    ts_arena_done(&a);
}

static void no_more_parts_than_the_limit_are_placed(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    size_t n_placed = 0;

    (void)state;
    for (size_t i = 0; i < TS_STREAMED_MAX_PARTS + 2; i++)
        ts_buf_printf(&html, "<template id=B:%zu></template><div hidden id=S:%zu>a</div>", i, i);
    ts_buf_putc(&html, '\0');
    struct ts_dom dom = parse(&a, html.ptr);
    for (size_t i = 0; i < dom.n_nodes; i++)
        n_placed += ts_node_has(dom.nodes[i], TS_ATTR_HIDDEN) && !dom.nodes[i]->first;
    assert_int_equal(n_placed, TS_STREAMED_MAX_PARTS);
    ts_buf_done(&html);
    ts_arena_done(&a);
}

static void attributes_are_kept_by_name(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_dom dom =
        parse(&a, "<p CLASS='a  Big&amp;Bold c' id=x hidden onclick=no data-src=y>t");
    const struct ts_node *p = ts_node_find(dom.root, dom.root, TS_TAG_P);
    assert_slice_equal(ts_node_attr(p, TS_ATTR_CLASS), "a  Big&Bold c");
    assert_slice_equal(ts_node_attr(p, TS_ATTR_DATA_SRC), "y");
    assert_true(ts_node_has(p, TS_ATTR_HIDDEN));
    assert_false(ts_node_has(p, TS_ATTR_HREF));
    assert_int_equal(p->n_attrs, 4);
    assert_true(ts_node_has_word(p, TS_ATTR_CLASS, "big&bold"));
    assert_false(ts_node_has_word(p, TS_ATTR_CLASS, "big"));
    ts_arena_done(&a);
}

static void text_of_a_node_is_squeezed(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_dom dom = parse(&a, "<div> a\n <b>b</b><br>c<template>no</template> </div>");
    assert_slice_equal(ts_node_text(&a, dom.body), "a b c");
    ts_arena_done(&a);
}

static void data_scripts_are_read(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct ts_dom dom = parse(&a, "<script type='application/ld+json'>{\"a\":1}</script>");
    assert_int_equal(dom.n_json_ld, 1);
    assert_slice_equal(dom.json_ld[0], "{\"a\":1}");
    ts_arena_done(&a);
}

/* ---- limits: each makes the page flat and says why ---- */

static ts_str repeated(struct ts_arena *a, const char *piece, size_t n)
{
    struct ts_buf out = { 0 };

    ts_buf_puts(&out, "<p>Kept text.</p>");
    for (size_t i = 0; i < n; i++)
        ts_buf_puts(&out, piece);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

static ts_str many_attributes(struct ts_arena *a)
{
    struct ts_buf out = { 0 };

    ts_buf_puts(&out, "<p>Kept text.</p><div ");
    for (int i = 0; i <= TS_EXTRACT_MAX_ATTRIBUTES; i++)
        ts_buf_printf(&out, "a%d=1 ", i);
    ts_buf_puts(&out, ">x</div>");
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

/* Each paragraph makes the parser rebuild all open elements: memory grows with the square. */
static ts_str rebuilding(struct ts_arena *a)
{
    struct ts_buf out = { 0 };

    ts_buf_puts(&out, "<p>Kept text.</p>");
    for (int i = 0; i < TS_EXTRACT_MAX_DEPTH - 10; i++)
        ts_buf_printf(&out, "<b id=i%d><p>", i);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

/* `or_why`: a slow machine may come to another limit first; NULL if it cannot. */
static void assert_flat_for(struct ts_arena *a, ts_str html, const char *why, const char *or_why)
{
    struct ts_dom dom = { 0 };
    struct ts_err err = { 0 };

    assert_ok(ts_dom_parse(a, html, &dom, &err), &err);
    assert_true(dom.is_flat);
    if (!or_why || strcmp(dom.why_flat, or_why) != 0)
        assert_string_equal(dom.why_flat, why);
    const struct ts_node *p = ts_node_find(dom.body, dom.body, TS_TAG_P);
    assert_non_null(p);
    assert_slice_equal(ts_node_text(a, p), "Kept text.");
    for (size_t i = 0; i < dom.n_nodes; i++)
        assert_true(dom.nodes[i]->depth < 8);
}

static void assert_flat(struct ts_arena *a, ts_str html, const char *why)
{
    assert_flat_for(a, html, why, NULL);
}

static void pages_beyond_a_limit_become_flat(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_flat(&a, repeated(&a, "<div>", TS_EXTRACT_MAX_DEPTH + 1), "nested too deep");
    assert_flat(&a, repeated(&a, "<b>", 20000), "nested too deep");
    assert_flat(&a, many_attributes(&a), "too many attributes");
    assert_flat(&a, repeated(&a, "<br>", TS_EXTRACT_MAX_ELEMENTS + 1), "too many elements");
    assert_flat(&a, repeated(&a, "0123456789abcdef", TS_EXTRACT_MAX_MARKUP / 16 + 1),
                "too much text");
    assert_flat_for(&a, rebuilding(&a), "too much memory to parse", "too slow to parse");
    ts_arena_done(&a);
}

static void pages_within_the_limits_do_not(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_dom dom;

    (void)state;
    assert_ok(ts_dom_parse(&a, repeated(&a, "<div>", TS_EXTRACT_MAX_DEPTH), &dom, NULL), NULL);
    assert_false(dom.is_flat);
    ts_arena_done(&a);
}

/* Open elements times elements: what gumbo looks through. */
static void slow_pages_are_read_flat_at_the_latest(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    struct ts_dom dom;

    (void)state;
    for (int i = 0; i < TS_EXTRACT_MAX_DEPTH - 10; i++)
        ts_buf_puts(&html, "<div>");
    for (int i = 0; i < TS_EXTRACT_MAX_ELEMENTS - TS_EXTRACT_MAX_DEPTH; i++)
        ts_buf_puts(&html, "<i></i>");
    assert_ok(ts_dom_parse(&a, ts_buf_str(&html), &dom, NULL), NULL);
    if (dom.is_flat)
        assert_string_equal(dom.why_flat, "too slow to parse");
    ts_buf_done(&html);
    ts_arena_done(&a);
}

static void too_many_bytes_are_an_error(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_dom dom = { .n_nodes = 7 };
    struct ts_err err = { 0 };

    (void)state;
    ts_str page = repeated(&a, "0123456789abcdef", TS_EXTRACT_MAX_BYTES / 16);
    assert_int_equal(ts_dom_parse(&a, page, &dom, &err), TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the page is too large: 25165841 bytes, the limit is 25165824");
    assert_int_equal(dom.n_nodes, 7);
    ts_arena_done(&a);
}

/* The parser's numbers overflow. */
static void references_beyond_all_numbers_give_text(void **state)
{
    static const char page[] = "<p title='&#xD999999999999;'>a&#xD999999999999;b";
    struct ts_arena a = { 0 };
    struct ts_dom dom;
    struct ts_err err;

    (void)state;
    assert_ok(ts_dom_parse(&a, ts_str_of(page), &dom, &err), &err);
    const struct ts_node *p = ts_node_find(dom.body, dom.body, TS_TAG_P);
    assert_true(ts_utf8_is_valid(ts_node_text(&a, p)));
    assert_true(ts_utf8_is_valid(ts_node_attr(p, TS_ATTR_TITLE)));
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_beyond_all_numbers_give_text),
        cmocka_unit_test(builds_trees),
        cmocka_unit_test(nodes_are_numbered_in_order),
        cmocka_unit_test(late_parts_are_put_in_their_places),
        cmocka_unit_test(names_follow_their_late_elements),
        cmocka_unit_test(late_parts_stop_at_the_limits),
        cmocka_unit_test(no_more_parts_than_the_limit_are_placed),
        cmocka_unit_test(attributes_are_kept_by_name),
        cmocka_unit_test(text_of_a_node_is_squeezed),
        cmocka_unit_test(data_scripts_are_read),
        cmocka_unit_test(pages_beyond_a_limit_become_flat),
        cmocka_unit_test(pages_within_the_limits_do_not),
        cmocka_unit_test(slow_pages_are_read_flat_at_the_latest),
        cmocka_unit_test(too_many_bytes_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
