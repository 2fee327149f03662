/* extract and explain: pages from files, standard input or the network, one after the other. */
#include <string.h>

#include "cli_priv.h"
#include "tearsheet/app/fetch_one.h"
#include "tearsheet/archive/render.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

enum { MAX_MANIFEST_BYTES = 64 << 20 };

/* A page to be read: what it was called at the prompt, its address, and its bytes. */
struct page {
    ts_str source;
    ts_str url;
    ts_str charset; /* of the HTTP header, or empty */
    ts_str html;    /* UTF-8 */
};

typedef void put_article(struct cli *c, const struct page *page, const struct ts_article *article);

static enum ts_rc read_page(struct cli *c, struct page *page, struct ts_err *err)
{
    ts_str bytes = { 0 };
    enum ts_rc rc;

    if (ts_url_is_http(page->source) || ts_url_is_file(page->source)) {
        struct ts_fetched fetched = { 0 };
        rc = ts_fetch_one(&c->arena, page->source, &fetched, err);
        bytes = fetched.body;
        page->charset = ts_charset_of_content_type(fetched.content_type);
        if (page->url.len == 0)
            page->url = fetched.final_url;
    } else {
        rc = ts_file_read(&c->arena, ts_arena_cstr(&c->arena, page->source), TS_EXTRACT_MAX_BYTES,
                          &bytes, err);
    }
    if (rc == TS_OK)
        page->html = ts_charset_to_utf8(&c->arena, bytes, page->charset, NULL);
    return rc;
}

static void put_failure(struct cli *c, const struct page *page, const struct ts_err *err,
                        bool as_json)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };

    if (as_json) {
        ts_json_open(&o, '{');
        ts_json_member(&o, "source", page->source);
        ts_json_member(&o, "error", ts_str_of(err->msg));
        ts_json_close(&o, '}');
        cli_put_line(&line);
        ts_buf_done(&line);
    }
    if (ts_str_find(ts_str_of(err->msg), page->source, 0) == TS_NPOS)
        cli_fail(c, "%.*s: %s", TS_FMT(page->source), err->msg);
    else
        cli_fail_err(c, err); /* it names the page already */
}

static void put_json(struct cli *c, const struct page *page, const struct ts_article *article)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };

    ts_json_open(&o, '{');
    ts_json_member(&o, "source", page->source);
    cli_put_article(c, &o, article);
    ts_json_close(&o, '}');
    cli_put_line(&line);
    ts_buf_done(&line);
}

static void put_rendered(struct cli *c, const struct page *page, const struct ts_article *article)
{
    int format = ts_render_format_of(ts_str_of(c->flags.format ? c->flags.format : "text"));

    (void)page;
    if (c->n_done > 0)
        putchar('\n');
    cli_put_text(c, ts_render(&c->arena, article, (enum ts_render_format)format));
}

/* One line a block: kept or not, kind, score, reason, and the beginning of its text. */
static void put_ledger(struct cli *c, const struct page *page, const struct ts_article *article)
{
    ts_str published = ts_when_iso(&c->arena, article->published);

    (void)page;
    cli_put_text(
        c, ts_arena_printf(&c->arena,
                           "title      %.*s\nbyline     %.*s\npublished  %.*s\nsite       %.*s\n"
                           "language   %.*s\nverdict    %s, %zu words\n\n",
                           TS_FMT(article->title), TS_FMT(article->byline), TS_FMT(published),
                           TS_FMT(article->site), TS_FMT(article->lang),
                           ts_completeness_name(article->completeness), article->n_words));
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *b = &article->blocks[i];
        ts_str text =
            ts_utf8_ellipsis(&c->arena, ts_utf8_safe(&c->arena, b->text, false), 72, false);
        cli_put_text(c, ts_arena_printf(&c->arena, "%s %-12s %.2f  %.*s\n%s%.*s\n",
                                        b->is_kept ? "+" : "-", ts_block_kind_name(b->kind),
                                        (double)b->score, TS_FMT(b->reason), "    ", TS_FMT(text)));
    }
}

/* Reads, extracts and prints one page; what it needed is freed behind it. */
static void do_page(struct cli *c, struct page page, put_article *put, bool as_json)
{
    struct ts_arena kept = c->arena;
    struct ts_article article = { 0 };
    struct ts_err err;

    c->arena = (struct ts_arena){ 0 };
    enum ts_rc rc = read_page(c, &page, &err);
    if (rc == TS_OK)
        rc = ts_extract(&c->arena, page.html, page.url, &article, &err);
    if (rc == TS_OK) {
        put(c, &page, &article);
        c->n_done++;
    } else {
        put_failure(c, &page, &err, as_json);
    }
    ts_arena_done(&c->arena);
    c->arena = kept;
}

static bool do_manifest(struct cli *c, put_article *put, bool as_json)
{
    ts_str text = { 0 }, line;
    struct ts_err err;

    if (ts_file_read(&c->arena, c->flags.manifest, MAX_MANIFEST_BYTES, &text, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return false;
    }
    while (ts_str_split(&text, '\n', &line)) {
        struct page page = { 0 };
        ts_str rest = line;
        if (rest.len > 0 && rest.ptr[rest.len - 1] == '\r')
            rest.len--;
        if (!ts_str_split(&rest, '\t', &page.source))
            continue;
        (void)ts_str_split(&rest, '\t', &page.url);
        (void)ts_str_split(&rest, '\t', &page.charset);
        do_page(c, page, put, as_json);
    }
    return true;
}

int cmd_extract(struct cli *c)
{
    ts_str format = ts_str_of(c->flags.format ? c->flags.format : "text");
    bool as_json = ts_str_is(format, "json");
    put_article *put = as_json ? put_json : put_rendered;

    if (!as_json && ts_render_format_of(format) < 0)
        return cli_usage(c, "--format takes text, markdown, html or json, not \"%.*s\"",
                         TS_FMT(format));
    if (c->n_args == 0 && !c->flags.manifest)
        return cli_usage(c, "extract wants FILE, ADDRESS or -, or --manifest LIST");
    if (c->flags.manifest && !do_manifest(c, put, as_json))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < c->n_args; i++)
        do_page(c, (struct page){ ts_str_of(c->args[i]), ts_str_of(c->flags.url) }, put, as_json);
    return cli_status(c);
}

int cmd_explain(struct cli *c)
{
    for (size_t i = 0; i < c->n_args; i++)
        do_page(c, (struct page){ ts_str_of(c->args[i]), ts_str_of(c->flags.url) }, put_ledger,
                false);
    return cli_status(c);
}
