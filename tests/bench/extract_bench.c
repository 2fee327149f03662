/* extract_bench - extraction against the parser it stands on, over a list of pages.
 *
 *   extract_bench MANIFEST             pages per second of gumbo alone and of extraction, side by
 *                                      side, and the heap that extraction holds
 *   extract_bench --json MANIFEST      the articles, an object a line
 *   extract_bench --features MANIFEST  the blocks in numbers, an object a page, for training
 *   extract_bench --heap MANIFEST      the heap held for each page, a line each
 *
 * MANIFEST has a line `FILE<TAB>ADDRESS` for each page; the address may be missing. */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "../../src/extract/extract_priv.h"
#include "support/heap.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/json.h"
#include "tearsheet/extract/extract.h"

enum { MAX_MANIFEST = 64 << 20, MAX_PAGE = 64 << 20, N_ROUNDS = 3 };
enum { HEAP_TIMES = 12, HEAP_TABLES = 5 << 10 };

struct page {
    const char *path;
    ts_str url;
    ts_str html; /* UTF-8 */
};

static struct page *read_manifest(struct ts_arena *a, const char *path, size_t *n)
{
    struct ts_err err = { 0 };
    struct page *pages = NULL;
    size_t cap = 0;
    ts_str rest, line;

    if (ts_file_read(a, path, MAX_MANIFEST, &rest, &err) != TS_OK)
        ts_panic("%s", err.msg);
    while (ts_str_split(&rest, '\n', &line)) {
        ts_str file = { 0 };
        if (!ts_str_split(&line, '\t', &file) || file.len == 0)
            continue;
        struct page *page = TS_PUSH(a, pages, *n, cap);
        page->path = ts_arena_cstr(a, file);
        if (!ts_str_split(&line, '\t', &page->url))
            page->url = (ts_str){ 0 };
    }
    return pages;
}

static void load(struct ts_arena *a, struct page *page)
{
    struct ts_err err = { 0 };
    ts_str bytes;

    if (ts_file_read(a, page->path, MAX_PAGE, &bytes, &err) != TS_OK)
        ts_panic("%s", err.msg);
    page->html = ts_charset_to_utf8(a, bytes, (ts_str){ 0 }, NULL);
}

static void put_line(struct ts_buf *line)
{
    ts_buf_putc(line, '\n');
    fwrite(line->ptr, 1, line->len, stdout);
    ts_buf_done(line);
}

static void put_blocks(struct ts_json_out *o, const struct ts_article *article)
{
    ts_json_list(o, "blocks");
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *block = &article->blocks[i];
        ts_json_open(o, '{');
        ts_json_member(o, "kind", ts_str_of(ts_block_kind_name(block->kind)));
        ts_json_key(o, "kept");
        ts_json_put_bool(o, block->is_kept);
        ts_json_key(o, "score");
        ts_json_put_real(o, (double)block->score);
        ts_json_member(o, "reason", block->reason);
        ts_json_member(o, "text", block->text);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void print_article(const struct page *page)
{
    struct ts_arena a = { 0 };
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };
    struct ts_article article;
    struct ts_err err = { 0 };

    ts_json_open(&o, '{');
    ts_json_member(&o, "source", ts_str_of(page->path));
    if (ts_extract(&a, page->html, page->url, &article, &err) != TS_OK) {
        ts_json_member(&o, "error", ts_str_of(err.msg));
    } else {
        ts_json_member(&o, "url", article.url);
        ts_json_member(&o, "title", article.title);
        ts_json_member(&o, "byline", article.byline);
        ts_json_member(&o, "published", ts_when_iso(&a, article.published));
        ts_json_member(&o, "lang", article.lang);
        ts_json_member(&o, "completeness", ts_str_of(ts_completeness_name(article.completeness)));
        ts_json_member(&o, "text", ts_article_text(&a, &article));
        put_blocks(&o, &article);
    }
    ts_json_close(&o, '}');
    put_line(&line);
    ts_arena_done(&a);
}

static void put_row(struct ts_json_out *o, const struct ts_page *page,
                    const struct ts_features *rows, size_t i)
{
    const struct ts_piece *piece = &page->pieces.list[i];
    const struct ts_node *above = piece->el->parent;
    float values[TS_N_FEATURES];

    ts_features_put(page, rows, i, values);
    ts_json_open(o, '{');
    ts_json_member(o, "text", piece->text);
    ts_json_list(o, "f");
    for (int k = 0; k < TS_N_FEATURES; k++)
        ts_json_put_real(o, (double)values[k]);
    ts_json_close(o, ']');
    ts_json_list(o, "groups");
    ts_json_put_int(o, rows[i].likes);
    ts_json_put_int(o, above ? above->id : 0);
    ts_json_put_int(o, above && above->parent ? above->parent->id : 0);
    ts_json_close(o, ']');
    ts_json_close(o, '}');
}

static void print_features(const struct page *page)
{
    struct ts_arena a = { 0 };
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };
    struct ts_article article = { 0 };
    struct ts_meta_hints hints = { 0 };
    struct ts_page read;
    struct ts_dom dom;

    if (ts_dom_parse(&a, page->html, &dom, NULL) == TS_OK) {
        ts_page_read(&a, &dom, page->url, &article, &hints, &read);
        const struct ts_features *rows = ts_features_of(&a, &read);
        ts_json_open(&o, '{');
        ts_json_member(&o, "source", ts_str_of(page->path));
        ts_json_list(&o, "blocks");
        for (size_t i = 0; i < read.pieces.n; i++)
            put_row(&o, &read, rows, i);
        ts_json_close(&o, ']');
        ts_json_close(&o, '}');
        put_line(&line);
    }
    ts_arena_done(&a);
}

static void print_names(void)
{
    struct ts_arena a = { 0 };

    for (int k = 0; k < TS_N_FEATURES; k++)
        printf("%s%.*s", k ? "\t" : "", TS_FMT(ts_feature_name(&a, k)));
    printf("\n");
    ts_arena_done(&a);
}

static void parse_only(const struct page *page)
{
    GumboOutput *output =
        gumbo_parse_with_options(&kGumboDefaultOptions, page->html.ptr, page->html.len);

    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

static void extract_only(const struct page *page)
{
    struct ts_arena a = { 0 };
    struct ts_article article;

    if (ts_extract(&a, page->html, page->url, &article, NULL) != TS_OK)
        fprintf(stderr, "%s: no article\n", page->path);
    ts_arena_done(&a);
}

/* Bytes of the heap that extraction holds at most, the page itself left out. */
static size_t heap_of(const struct page *page)
{
    heap_mark();
    extract_only(page);
    heap_stop();
    return (size_t)heap_peak();
}

/* A line a page: its bytes, the most held, and the file. */
static void print_heap(const struct page *page)
{
    printf("%zu\t%zu\t%s\n", page->html.len, heap_of(page), page->path);
}

struct timing {
    int64_t total_ms;
    int64_t worst_us;
    const char *worst;
};

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* The fastest of some rounds over all pages. */
static struct timing time_all(const struct page *pages, size_t n, void (*run)(const struct page *))
{
    struct timing best = { .total_ms = INT64_MAX };

    for (int round = 0; round < N_ROUNDS; round++) {
        struct timing t = { 0 };
        int64_t start = now_us();
        for (size_t i = 0; i < n; i++) {
            int64_t before = now_us();
            run(&pages[i]);
            int64_t took = now_us() - before;
            if (took > t.worst_us) {
                t.worst_us = took;
                t.worst = pages[i].path;
            }
        }
        t.total_ms = (now_us() - start) / 1000;
        if (t.total_ms < best.total_ms)
            best = t;
    }
    return best;
}

static long peak_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static double per_second(size_t n, struct timing t)
{
    return (double)n * 1000.0 / (double)(t.total_ms > 0 ? t.total_ms : 1);
}

static int by_size(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* Memory by the page's own size.  What each page costs however small it is, is told apart. */
static void tell_heap(struct ts_arena *a, const struct page *pages, size_t n)
{
    double *times = TS_NEW_ARRAY(a, n + 1, double);
    size_t n_above = 0, n_far_above = 0;

    if (!heap_counts() || n == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        size_t held = heap_of(&pages[i]), most = pages[i].html.len * HEAP_TIMES;
        times[i] = (double)held / (double)(pages[i].html.len + 1);
        n_above += held > most;
        n_far_above += held > most + HEAP_TABLES;
    }
    qsort(times, n, sizeof *times, by_size);
    printf("heap of one page, times its size: median %.1f, nine of ten %.1f, worst %.1f; "
           "above %d: %zu pages, and by more than %d KB: %zu\n",
           times[n / 2], times[n * 9 / 10], times[n - 1], HEAP_TIMES, n_above, HEAP_TABLES >> 10,
           n_far_above);
}

static void compare(struct ts_arena *a, const struct page *pages, size_t n)
{
    size_t bytes = 0;

    for (size_t i = 0; i < n; i++)
        bytes += pages[i].html.len;
    long loaded = peak_kib();
    struct timing ours = time_all(pages, n, extract_only);
    long peak = peak_kib();
    struct timing bare = time_all(pages, n, parse_only);
    printf("pages %zu, %.1f MB\n", n, (double)bytes / 1e6);
    printf("gumbo alone  %8.1f pages/s  worst %6.1f ms  %s\n", per_second(n, bare),
           (double)bare.worst_us / 1000.0, bare.worst);
    printf("extraction   %8.1f pages/s  worst %6.1f ms  %s\n", per_second(n, ours),
           (double)ours.worst_us / 1000.0, ours.worst);
    tell_heap(a, pages, n);
    printf("ratio %.2f, memory above the loaded pages %.1f MB\n",
           per_second(n, ours) / per_second(n, bare), (double)(peak - loaded) / 1024.0);
}

int main(int argc, char **argv)
{
    struct ts_arena a = { 0 };
    size_t n = 0;
    const char *mode = argc > 2 ? argv[1] : "";

    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s [--json | --features | --heap] MANIFEST\n", argv[0]);
        return 2;
    }
    struct page *pages = read_manifest(&a, argv[argc - 1], &n);
    if (strcmp(mode, "--features") == 0)
        print_names();
    for (size_t i = 0; i < n; i++) {
        struct ts_arena one = { 0 };
        load(*mode ? &one : &a, &pages[i]);
        if (strcmp(mode, "--json") == 0)
            print_article(&pages[i]);
        else if (strcmp(mode, "--features") == 0)
            print_features(&pages[i]);
        else if (strcmp(mode, "--heap") == 0)
            print_heap(&pages[i]);
        ts_arena_done(&one);
    }
    if (!*mode)
        compare(&a, pages, n);
    ts_arena_done(&a);
    return 0;
}
