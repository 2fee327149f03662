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
#include "tearsheet/extract/memory.h"

enum { MAX_MANIFEST_BYTES = 64 << 20 };

/* A page to be read: what it was called at the prompt, its address, and its bytes. */
struct page {
    ts_str source;
    ts_str url;
    ts_str charset; /* of the HTTP header, or empty */
    ts_str html;    /* UTF-8 */
};

typedef void put_article(struct cli *c, const struct page *page, const struct ts_article *article);

/* An article that waits until all pages are read. */
struct kept {
    struct page page;
    struct ts_article article;
    uint64_t *hashes;
    struct ts_err err;
    bool has_failed;
};

/* One call of extract or explain. */
struct run {
    struct cli *c;
    put_article *put;
    bool as_json;
    struct ts_wishes wishes;
    bool with_memory;
    struct ts_tally tally;
    struct kept *kept; /* in the command's arena, as what they point at */
    size_t n_kept, cap_kept;
};

static enum ts_rc read_page(struct ts_arena *a, struct page *page, struct ts_err *err)
{
    ts_str bytes = { 0 };
    enum ts_rc rc;

    if (ts_url_is_http(page->source) || ts_url_is_file(page->source)) {
        struct ts_fetched fetched = { 0 };
        rc = ts_fetch_one(a, page->source, &fetched, err);
        bytes = fetched.body;
        page->charset = ts_charset_of_content_type(fetched.content_type);
        if (page->url.len == 0)
            page->url = fetched.final_url;
    } else {
        rc = ts_file_read(a, ts_arena_cstr(a, page->source), TS_EXTRACT_MAX_BYTES, &bytes, err);
    }
    if (rc == TS_OK)
        page->html = ts_charset_to_utf8(a, bytes, page->charset, NULL);
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

static void put_result(struct run *r, const struct page *page, const struct ts_article *article,
                       const struct ts_err *err)
{
    if (!err) {
        r->put(r->c, page, article);
        r->c->n_done++;
    } else {
        put_failure(r->c, page, err, r->as_json);
    }
}

/* Reads, extracts and prints one page; what it needed is freed behind it. */
static void do_page(struct run *r, struct page page)
{
    struct ts_arena kept = r->c->arena;
    struct ts_article article = { 0 };
    struct ts_err err;

    r->c->arena = (struct ts_arena){ 0 };
    enum ts_rc rc = read_page(&r->c->arena, &page, &err);
    if (rc == TS_OK)
        rc = ts_extract_as_wished(&r->c->arena, page.html, page.url, &r->wishes, &article, &err);
    put_result(r, &page, &article, rc == TS_OK ? NULL : &err);
    ts_arena_done(&r->c->arena);
    r->c->arena = kept;
}

/* Reads and extracts one page, and counts what is in it. */
static void keep_page(struct run *r, struct page page)
{
    struct ts_arena scratch = { 0 }, *a = &r->c->arena;
    struct kept *k = TS_PUSH(a, r->kept, r->n_kept, r->cap_kept);

    *k = (struct kept){ .page = page };
    enum ts_rc rc = read_page(&scratch, &page, &k->err);
    if (rc == TS_OK)
        rc = ts_extract_as_wished(a, page.html, ts_arena_str(a, page.url), &r->wishes, &k->article,
                                  &k->err);
    k->has_failed = rc != TS_OK;
    if (rc == TS_OK) {
        k->hashes = ts_memory_hashes(a, &k->article);
        ts_tally_learn(&r->tally, &k->article, k->hashes);
    }
    ts_arena_done(&scratch);
}

/* What all pages together give away is stripped from each, also from the first. */
static void put_kept(struct run *r)
{
    for (size_t i = 0; i < r->n_kept; i++) {
        struct kept *k = &r->kept[i];
        if (!k->has_failed)
            ts_tally_strip(&r->c->arena, &r->tally, &k->article, k->hashes);
        put_result(r, &k->page, &k->article, k->has_failed ? &k->err : NULL);
    }
}

static bool do_manifest(struct run *r)
{
    struct cli *c = r->c;
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
        (r->with_memory ? keep_page : do_page)(r, page);
    }
    return true;
}

/* The reader's rules count here too.  The profile need not be there. */
static bool look_at_rules(struct run *r)
{
    struct ts_err err;

    if (ts_profile_look(&r->c->arena, r->c->profile_dir, &r->c->profile, &err) != TS_OK) {
        cli_fail_err(r->c, &err);
        return false;
    }
    r->wishes.rules = &r->c->profile.config.site_rules;
    return true;
}

static int run(struct cli *c, put_article *put, bool as_json)
{
    ts_str url = ts_str_of(c->flags.url);
    struct run r = { .c = c, .put = put, .as_json = as_json, .with_memory = c->flags.memory };

    if (url.len > 0 && !ts_url_is_http(url) && !ts_url_is_file(url))
        return cli_usage(c, "--url takes an address, not \"%s\"", c->flags.url);
    r.tally.counts.arena = r.tally.seen.arena = &c->arena;
    if (!look_at_rules(&r) || (c->flags.manifest && !do_manifest(&r)))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < c->n_args; i++) {
        struct page page = { ts_str_of(c->args[i]), url };
        (r.with_memory ? keep_page : do_page)(&r, page);
    }
    put_kept(&r);
    return cli_status(c);
}

int cmd_extract(struct cli *c)
{
    ts_str format = ts_str_of(c->flags.format ? c->flags.format : "text");
    bool as_json = ts_str_is(format, "json");

    if (!as_json && ts_render_format_of(format) < 0)
        return cli_usage(c, "--format takes text, markdown, html or json, not \"%.*s\"",
                         TS_FMT(format));
    if (c->n_args == 0 && !c->flags.manifest)
        return cli_usage(c, "extract wants FILE, ADDRESS or -, or --manifest LIST");
    return run(c, as_json ? put_json : put_rendered, as_json);
}

int cmd_explain(struct cli *c)
{
    return run(c, put_ledger, false);
}
