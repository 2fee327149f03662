/* What one page costs of the heap, in bytes: the same in every run. */
#include "support/heap.h"
#include "support/support.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/extract/extract.h"

enum {
    TABLES = 5 << 10, /* what each page costs, however small */
    TIMES = 12,        /* and that, times its size, for a page like those of news sites */
    DENSE_TIMES = 48,  /* where there is hardly anything but tags */
};

static void put_list(struct ts_buf *b, const char *name, int n)
{
    ts_buf_printf(b, "<ul class='%s'>\n", name);
    for (int i = 0; i < n; i++)
        ts_buf_printf(b,
                      "  <li class='%s-item'><a class='%s-link' href='/harbour/%s/%d-what-the-"
                      "tide-left'>What the tide left, part %d</a></li>\n",
                      name, name, name, i, i);
    ts_buf_puts(b, "</ul>\n");
}

static void put_text(struct ts_buf *b, int n)
{
    for (int i = 0; i < n; i++)
        ts_buf_printf(
            b,
            "<p class='story-text'>On day %d the crews of the <a href='/ferry/%d'>old "
            "ferry</a> met at the quay again, and the harbour master, who had not been "
            "asked before, said that the talks would go on <em>until the tide turns</em>; "
            "nobody on the island believed it, although the boats were ready.</p>\n",
            i, i);
}

/* A page as outlets make them, of about `n_scripts` KB of scripts and a tenth of it text. */
static ts_str news_page(struct ts_buf *b, int n_scripts, int n_paragraphs)
{
    ts_buf_puts(b, "<!doctype html><html lang=en><head><title>The ferry - Harbour Times</title>"
                   "<meta property=og:title content='The ferry'></head>\n<body>\n<header>");
    put_list(b, "nav", 30);
    ts_buf_puts(b, "</header>\n<main><article><h1>The ferry</h1>\n");
    put_text(b, n_paragraphs);
    ts_buf_puts(b, "</article></main>\n<aside>");
    put_list(b, "related", 20);
    ts_buf_puts(b, "</aside>\n<footer>");
    put_list(b, "foot", 30);
    ts_buf_puts(b, "</footer>\n");
    for (int i = 0; i < n_scripts * 16; i++)
        ts_buf_printf(
            b, "<script>window.tide%05d={high:1,low:2,next:'3:40 in the night'}</script>\n", i);
    ts_buf_puts(b, "</body></html>\n");
    return ts_buf_str(b);
}

static ptrdiff_t peak_of(ts_str html)
{
    struct ts_arena a = { 0 };
    struct ts_article article;
    struct ts_err err = { 0 };

    heap_mark();
    enum ts_rc rc =
        ts_extract(&a, html, TS_STR("https://harbour-times.example/ferry"), &article, &err);
    ts_arena_done(&a);
    heap_stop();
    assert_ok(rc, &err);
    assert_true(heap_held() <= 0); /* all of it was given back */
    return heap_peak();
}

static void assert_below(ptrdiff_t peak, size_t most)
{
    if (peak > (ptrdiff_t)most)
        print_error("%td bytes, the limit is %zu\n", peak, most);
    assert_true(peak <= (ptrdiff_t)most);
}

static void a_page_costs_a_few_times_its_size(void **state)
{
    static const struct {
        int n_scripts, n_paragraphs;
    } pages[] = { { 4, 10 }, { 24, 30 }, { 100, 40 }, { 0, 200 }, { 0, 2000 } };

    (void)state;
    if (!heap_counts())
        skip();
    for (size_t i = 0; i < TS_COUNT(pages); i++) {
        struct ts_buf b = { 0 };
        ts_str html = news_page(&b, pages[i].n_scripts, pages[i].n_paragraphs);
        assert_below(peak_of(html), TABLES + html.len * TIMES);
        ts_buf_done(&b);
    }
}

static void a_page_of_tags_costs_more(void **state)
{
    struct ts_buf b = { 0 };

    (void)state;
    if (!heap_counts())
        skip();
    for (int i = 0; i < 4000; i++)
        ts_buf_printf(&b, "<b>%d</b> <i>tide</i>%s", i, i % 40 ? "" : "<p>");
    assert_below(peak_of(ts_buf_str(&b)), TABLES + b.len * DENSE_TIMES);
    ts_buf_done(&b);
}

static void a_small_page_costs_the_tables(void **state)
{
    (void)state;
    if (!heap_counts())
        skip();
    assert_below(peak_of(TS_STR("<p>The ferry did not come.")), TABLES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_costs_a_few_times_its_size),
        cmocka_unit_test(a_page_of_tags_costs_more),
        cmocka_unit_test(a_small_page_costs_the_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
