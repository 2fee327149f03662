/* feed_bench - parsing of feeds against libxml2 alone on the same bytes, in one run.
 *
 *   feed_bench                 a generated feed of 20,000 items, and one of 200
 *   feed_bench FILE...         these
 *
 * Prints for each the items per second, megabytes per second of both, and the ratio of their times;
 * the best of three rounds each, by turns. */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"
#include "tearsheet/feed/parse.h"

enum { N_ROUNDS = 3 };

/* Text made of a few words, the same in every run. */
static void put_words(struct ts_buf *b, uint32_t *x, int n)
{
    static const char *const words[] = { "harbour", "ferry",  "council", "tide",   "bridge",
                                         "market",  "island", "crew",    "report", "morning" };
    for (int i = 0; i < n; i++) {
        *x = *x * 1664525u + 1013904223u;
        ts_buf_printf(b, "%s%s", i ? " " : "", words[(*x >> 16) % TS_COUNT(words)]);
    }
}

static void put_feed(struct ts_buf *b, int n_items)
{
    uint32_t x = 1;

    ts_buf_puts(b, "<?xml version=\"1.0\"?><rss version=\"2.0\" "
                   "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                   "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Bench</title>\n");
    for (int i = 0; i < n_items; i++) {
        ts_buf_puts(b, "<item><title>");
        put_words(b, &x, 8);
        ts_buf_printf(b,
                      "</title><link>http://bench.example/%d</link><guid>http://bench.example/%d"
                      "</guid><dc:creator>Ann Lee</dc:creator>"
                      "<pubDate>Mon, 03 Mar 2025 14:05:00 +0100</pubDate><description>",
                      i, i);
        put_words(b, &x, 25);
        ts_buf_puts(b, "</description><content:encoded><![CDATA[<p>");
        put_words(b, &x, 300);
        ts_buf_puts(b, "</p>]]></content:encoded></item>\n");
    }
    ts_buf_puts(b, "</channel></rss>\n");
}

static void count_text(void *ctx, const xmlChar *text, int len)
{
    (void)text;
    *(size_t *)ctx += (size_t)len;
}

/* Milliseconds that libxml2 takes to tell of the same elements and texts. */
static double time_bare(ts_str bytes)
{
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
                          .characters = count_text,
                          .cdataBlock = count_text };
    size_t n = 0;
    int64_t start = ts_now_ms();
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &n, NULL, 0, NULL);

    xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE);
    for (size_t at = 0; at < bytes.len; at += 32768) {
        ts_str part = ts_str_sub(bytes, at, 32768);
        (void)xmlParseChunk(parser, part.ptr, (int)part.len, 0);
    }
    (void)xmlParseChunk(parser, NULL, 0, 1);
    xmlFreeParserCtxt(parser);
    return (double)(ts_now_ms() - start);
}

static double time_ours(ts_str bytes, size_t *n_items)
{
    struct ts_arena a = { 0 };
    struct ts_feed feed = { 0 };
    struct ts_err err = { 0 };
    int64_t start = ts_now_ms();

    if (ts_feed_parse(&a, bytes, (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err) != TS_OK)
        fprintf(stderr, "%s\n", err.msg);
    *n_items = feed.n_items;
    ts_arena_done(&a);
    return (double)(ts_now_ms() - start);
}

/* Small feeds are parsed many times over, since the clock counts milliseconds. */
static void measure(const char *name, ts_str bytes)
{
    double bare = 1e9, ours = 1e9;
    size_t n_items = 0;
    int repeat = 1 + (int)(((size_t)20 << 20) / (bytes.len + 1));

    for (int round = 0; round < N_ROUNDS; round++) {
        double sum_bare = 0, sum_ours = 0;
        for (int i = 0; i < repeat; i++) {
            sum_bare += time_bare(bytes);
            sum_ours += time_ours(bytes, &n_items);
        }
        bare = sum_bare / repeat < bare ? sum_bare / repeat : bare;
        ours = sum_ours / repeat < ours ? sum_ours / repeat : ours;
    }
    double mb = (double)bytes.len / 1e6;
    printf("%-24s %7.1f MB %7zu items  %9.0f items/s  %6.0f MB/s  libxml2 %6.0f MB/s  %.2f times\n",
           name, mb, n_items, (double)n_items / (ours / 1e3), mb / (ours / 1e3), mb / (bare / 1e3),
           ours / bare);
}

int main(int argc, char **argv)
{
    struct ts_arena a = { 0 };
    struct ts_buf feed = { 0 };
    struct ts_err err;
    struct rusage usage;
    ts_str bytes;

    for (int i = 1; i < argc; i++) {
        if (ts_file_read(&a, argv[i], TS_FEED_MAX_BYTES, &bytes, &err) == TS_OK)
            measure(argv[i], bytes);
        else
            fprintf(stderr, "%s\n", err.msg);
    }
    for (int n = argc > 1 ? 0 : 20000; n >= 200; n /= 100) {
        ts_buf_clear(&feed);
        put_feed(&feed, n);
        measure("generated", ts_buf_str(&feed));
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("largest resident size: %ld MB\n", usage.ru_maxrss / 1024);
    ts_buf_done(&feed);
    ts_arena_done(&a);
    return 0;
}
