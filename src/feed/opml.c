/* opml.c - outlines that have an address are subscriptions, those around them are folders.  What a
 * folder and a category say is the same to us: a tag. */
#include "tearsheet/feed/opml.h"

#include "tearsheet/base/charset.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"
#include "tearsheet/feed/guess.h"
#include "text_priv.h"
#include "xml_priv.h"

#define MAX_DEPTH 64
#define MAX_TAGS 64 /* of one subscription */

struct import {
    struct ts_arena *a;
    ts_str folders[MAX_DEPTH + 1]; /* by depth; empty where an element is none */
    size_t depth;
    struct ts_map seen; /* address -> place in entries, from 1 */
    struct ts_source_entry *entries;
    size_t n, cap;
    bool is_opml, is_full;
};

/* The category of what is not on the front page, as the feeds file has it. */
#define HIDING "!"

/* ---- Reading ---- */

static bool has_tag(const struct ts_source_entry *e, ts_str tag)
{
    for (size_t i = 0; i < e->n_tags; i++)
        if (ts_str_eq(e->tags[i], tag))
            return true;
    return false;
}

/* Keeps what can be a tag in the feeds file too. */
static void add_tag(struct import *in, struct ts_source_entry *e, ts_str tag)
{
    while (ts_str_starts(tag, "~") || ts_str_starts(tag, "!"))
        tag = ts_str_trim(ts_str_skip(tag, 1));
    if (!tag.len || e->n_tags == MAX_TAGS || has_tag(e, tag))
        return;
    /* An entry keeps no capacity: it is full whenever its count is a power of two. */
    size_t cap = (e->n_tags & (e->n_tags - 1)) == 0 ? e->n_tags : MAX_TAGS;
    *TS_PUSH(in->a, e->tags, e->n_tags, cap) = tag;
}

/* A comma-separated list of paths: "/News/Sea,Boats". */
static void add_categories(struct import *in, struct ts_source_entry *e, ts_str categories)
{
    ts_str one;

    while (ts_str_split(&categories, ',', &one)) {
        one = ts_str_trim(one);
        if (ts_str_starts(one, "/"))
            one = ts_str_skip(one, 1);
        e->is_hidden = e->is_hidden || ts_str_is(one, HIDING);
        add_tag(in, e, ts_text_plain(in->a, one));
    }
}

/* As one clean word. */
static ts_str fetchable(struct ts_arena *a, ts_str url)
{
    url = ts_url_resolve(a, (ts_str){ 0 }, ts_feed_scheme_undone(a, url));
    return ts_url_is_http(url) || ts_url_is_file(url) ? url : (ts_str){ 0 };
}

static struct ts_source_entry *entry_for(struct import *in, ts_str url)
{
    int64_t *place = ts_map_put_str(&in->seen, url);

    if (*place)
        return &in->entries[*place - 1];
    if (in->n == TS_OPML_MAX_SOURCES) {
        in->is_full = true;
        return NULL;
    }
    struct ts_source_entry *e = TS_PUSH(in->a, in->entries, in->n, in->cap);
    *place = (int64_t)in->n;
    e->url = url;
    return e;
}

static void add_source(struct import *in, const struct ts_xml_tag *tag, ts_str url, ts_str name)
{
    struct ts_source_entry *e = entry_for(in, url);

    if (!e)
        return;
    if (!e->nickname.len && !ts_str_eq(name, url))
        e->nickname = name;
    if (!e->site_url.len)
        e->site_url = fetchable(in->a, ts_xml_attr(tag, "htmlUrl"));
    for (size_t i = 0; i < in->depth; i++)
        add_tag(in, e, in->folders[i]);
    add_categories(in, e, ts_xml_attr(tag, "category"));
}

static void on_start(void *ctx, const struct ts_xml_tag *tag)
{
    struct import *in = ctx;
    ts_str *folder = &in->folders[in->depth];

    *folder = (ts_str){ 0 };
    if (ts_str_is_nocase(tag->name, "opml"))
        in->is_opml = true;
    if (ts_str_is_nocase(tag->name, "outline")) {
        ts_str name = ts_xml_attr(tag, "title");
        ts_str address = ts_xml_attr(tag, "xmlUrl");
        if (!name.len)
            name = ts_xml_attr(tag, "text");
        if (!address.len && ts_str_is_nocase(ts_xml_attr(tag, "type"), "rss"))
            address = ts_xml_attr(tag, "url");
        bool is_named = !ts_str_eq(name, address);
        name = ts_text_plain(in->a, name);
        ts_str url = fetchable(in->a, address);
        if (url.len)
            add_source(in, tag, url, is_named ? name : (ts_str){ 0 });
        else if (!address.len)
            *folder = name;
    }
    in->depth++;
}

static void on_end(void *ctx)
{
    struct import *in = ctx;
    in->depth--;
}

static void on_text(void *ctx, ts_str text)
{
    (void)ctx;
    (void)text;
}

enum ts_rc ts_opml_read(struct ts_arena *a, ts_str bytes, struct ts_source_entry **entries,
                        size_t *n, ts_str *fault_words, struct ts_err *err)
{
    static const struct ts_xml_handler handler = { on_start, on_end, on_text };
    struct ts_arena scratch = { 0 };
    struct import in = { .a = a, .seen = { .arena = &scratch } };
    struct ts_xml_fault fault;
    enum ts_rc rc = TS_OK;

    if (bytes.len > TS_OPML_MAX_BYTES)
        return ts_fail(err, TS_ERR_LIMIT, "the list is larger than %zu MB",
                       TS_OPML_MAX_BYTES >> 20);
    ts_str utf8 = ts_charset_decode(&scratch, bytes);
    ts_xml_read(utf8, MAX_DEPTH, &handler, &in, &in.is_full, &fault);
    if (in.is_full)
        rc = ts_fail(err, TS_ERR_LIMIT, "the list has more than %zu feeds", TS_OPML_MAX_SOURCES);
    else if (!in.is_opml && !in.n)
        rc = ts_fail(err, TS_ERR_PARSE, "not an OPML list of feeds");
    ts_arena_done(&scratch);
    if (rc != TS_OK)
        return rc;
    *entries = in.entries;
    *n = in.n;
    if (fault_words)
        *fault_words = fault.line > 0 ? ts_arena_printf(a, "line %zu: %s", fault.line, fault.what)
                                      : (ts_str){ 0 };
    return TS_OK;
}

/* ---- Writing ---- */

/* The text of an outline may be HTML, so what only looks like it has to be escaped once more. */
static void put_text(struct ts_buf *b, ts_str text)
{
    struct ts_buf html = { 0 };

    if (ts_text_is_html(text)) {
        ts_text_escape(&html, text);
        text = ts_buf_str(&html);
    }
    ts_text_escape(b, text);
    ts_buf_done(&html);
}

static void put_attr(struct ts_buf *b, const char *name, ts_str value)
{
    if (!value.len)
        return;
    ts_buf_printf(b, " %s=\"", name);
    ts_text_escape(b, value);
    ts_buf_putc(b, '"');
}

/* Commas part categories and slashes part their levels; a tag that has them can only be a folder.
 */
static bool is_category(ts_str tag)
{
    return ts_str_find_char(tag, ',', 0) == TS_NPOS && !ts_str_starts(tag, "/");
}

/* The tag that names the folder around the entry: not an option, which has a "="; or n_tags. */
static size_t main_folder(const struct ts_source_entry *e)
{
    size_t i = 0;

    while (i < e->n_tags && ts_str_find_char(e->tags[i], '=', 0) != TS_NPOS)
        i++;
    return i;
}

/* A tag of the entry that is a folder around it. */
static bool is_folder(const struct ts_source_entry *e, size_t tag)
{
    return tag == main_folder(e) || !is_category(e->tags[tag]);
}

/* Folders first, since reading finds them first. */
static void put_categories(struct ts_buf *b, const struct ts_source_entry *e)
{
    const char *before = " category=\"";

    for (size_t i = 0; i < 2 * e->n_tags; i++) {
        size_t tag = i % e->n_tags;
        if (!is_category(e->tags[tag]) || is_folder(e, tag) != (i < e->n_tags))
            continue;
        ts_buf_puts(b, before);
        put_text(b, e->tags[tag]);
        before = ",";
    }
    if (e->is_hidden)
        ts_buf_printf(b, "%s" HIDING, before);
    if (*before == ',' || e->is_hidden)
        ts_buf_putc(b, '"');
}

static void put_name(struct ts_buf *b, const char *name, ts_str text)
{
    ts_buf_printf(b, " %s=\"", name);
    put_text(b, text);
    ts_buf_putc(b, '"');
}

static void put_source(struct ts_buf *b, const struct ts_source_entry *e, size_t indent)
{
    ts_buf_fill(b, ' ', indent);
    ts_buf_puts(b, "<outline type=\"rss\"");
    if (e->nickname.len) {
        put_name(b, "text", e->nickname);
        put_name(b, "title", e->nickname);
    } else {
        put_attr(b, "text", e->url);
    }
    put_attr(b, "xmlUrl", e->url);
    put_attr(b, "htmlUrl", e->site_url);
    put_categories(b, e);
    ts_buf_puts(b, "/>\n");
}

/* Opens (or closes, innermost first) the folders around the entry; returns how far they indent. */
static size_t put_folders(struct ts_buf *b, const struct ts_source_entry *e, bool is_opening)
{
    size_t n = 0, indent = 4;

    for (size_t i = 0; i < e->n_tags; i++)
        n += is_folder(e, i);
    for (size_t i = 0; i < e->n_tags && is_opening; i++) {
        if (!is_folder(e, i))
            continue;
        ts_buf_fill(b, ' ', indent);
        ts_buf_puts(b, "<outline");
        put_name(b, "text", e->tags[i]);
        ts_buf_puts(b, ">\n");
        indent += 2;
    }
    for (size_t i = n; i > 0 && !is_opening; i--) {
        ts_buf_fill(b, ' ', 2 + 2 * i);
        ts_buf_puts(b, "</outline>\n");
    }
    return indent;
}

/* One text for the folders around an entry; empty for none. */
static ts_str folder_key(struct ts_arena *a, const struct ts_source_entry *e)
{
    ts_str key = { 0 };

    for (size_t i = 0; i < e->n_tags; i++)
        if (is_folder(e, i))
            key = ts_arena_printf(a, "%.*s\n%.*s", TS_FMT(key), TS_FMT(e->tags[i]));
    return key;
}

/* For each entry the next one in the same folder, 0 for none; `is_first` for the first of each. */
struct chain {
    size_t next;
    bool is_first;
};

static struct chain *chain_up(struct ts_arena *a, const struct ts_source_entry *entries, size_t n)
{
    struct chain *chains = TS_NEW_ARRAY(a, n, struct chain);
    struct ts_map last = { .arena = a };

    for (size_t i = 0; i < n; i++) {
        if (entries[i].kind != TS_ENTRY_ADDRESS)
            continue;
        ts_str key = folder_key(a, &entries[i]);
        int64_t *before = key.len ? ts_map_put_str(&last, key) : NULL;
        chains[i].is_first = !before || !*before;
        if (before && *before)
            chains[*before - 1].next = i;
        if (before)
            *before = (int64_t)i + 1;
    }
    return chains;
}

void ts_opml_write(struct ts_buf *out, ts_str title, const struct ts_source_entry *entries,
                   size_t n)
{
    struct ts_arena a = { 0 };
    struct chain *chains = chain_up(&a, entries, n);

    ts_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                     "  <head>\n    <title>");
    ts_text_escape(out, title);
    ts_buf_puts(out, "</title>\n  </head>\n  <body>\n");
    for (size_t i = 0; i < n; i++) {
        if (!chains[i].is_first)
            continue;
        size_t indent = put_folders(out, &entries[i], true);
        put_source(out, &entries[i], indent);
        for (size_t k = chains[i].next; k; k = chains[k].next)
            put_source(out, &entries[k], indent);
        put_folders(out, &entries[i], false);
    }
    ts_buf_puts(out, "  </body>\n</opml>\n");
    ts_arena_done(&a);
}
