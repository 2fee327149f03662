/* xml_feed.c - RSS, RDF, Atom and news sitemaps from the events of the document, without a tree:
 * memory is what the feed says, not how it says it.
 *
 * A stack of frames tells where an element stands.  An element that holds text is captured: what is
 * inside, with the markup that nobody escaped, is written back as HTML until its end. */
#include "xml_feed_priv.h"

#include "formats_priv.h"
#include "refuse_priv.h"
#include "tearsheet/base/url.h"
#include "text_priv.h"

/* ---- Capturing text ---- */

static bool holds_prose(enum ts_field_kind kind)
{
    return kind == TS_FIELD_TITLE || kind == TS_FIELD_SUMMARY || kind == TS_FIELD_DESCRIPTION ||
           kind == TS_FIELD_CONTENT || kind == TS_FIELD_AUTHOR || kind == TS_FIELD_PERSON_NAME;
}

static void start_capture(struct builder *b, const struct ts_field *field,
                          const struct ts_xml_tag *tag, enum ts_vocabulary vocabulary)
{
    bool is_atom = vocabulary == TS_V_ATOM || (vocabulary == TS_V_CORE && b->is_atom);
    bool is_xhtml = vocabulary == TS_V_XHTML;

    b->field = field;
    b->field_depth = b->depth;
    b->is_permalink = !ts_str_is_nocase(ts_xml_attr(tag, "isPermaLink"), "false");
    ts_capture_start(&b->capture, holds_prose(field->kind)
                                      ? ts_capture_kind_of(tag, is_atom, is_xhtml)
                                      : TS_TEXT_RAW);
}

static void end_capture(struct builder *b)
{
    const struct ts_field *field = b->field;
    struct ts_arena a = { 0 };

    b->field = NULL;
    ts_xml_feed_put_text(b, field, ts_capture_take(&b->capture, &a), &a);
    ts_buf_clear(&b->capture.text);
    ts_arena_done(&a);
}

/* ---- Where elements stand ---- */

static void start_item(struct builder *b, const struct ts_xml_tag *tag)
{
    ts_draft_start_item(b->draft);
    ts_xml_feed_top(b)->place = IN_ITEM;
    ts_xml_feed_top(b)->is_item = true;
    for (size_t i = 0; i < tag->n_attrs; i++) { /* rdf:about */
        if (!ts_str_is(tag->attrs[i].name, "about"))
            continue;
        ts_draft_put(b->draft, TS_SLOT_ID, 1, tag->attrs[i].value);
        if (ts_url_is_http(tag->attrs[i].value))
            ts_draft_put_link(b->draft, 1, (ts_str){ 0 }, tag->attrs[i].value);
    }
}

static void start_person(struct builder *b)
{
    ts_xml_feed_top(b)->place = IN_PERSON;
    ts_capture_start(&b->capture, TS_TEXT_RAW);
    ts_buf_clear(&b->person_name);
    ts_buf_clear(&b->person_mail);
}

static void end_person(struct builder *b, enum place around)
{
    struct ts_arena a = { 0 };
    ts_str name = ts_buf_str(&b->person_name);

    if (!name.len)
        name = ts_text_plain(&a, ts_buf_str(&b->capture.text));
    if (!name.len)
        name = ts_buf_str(&b->person_mail);
    if (around == IN_ITEM || around == IN_FEED)
        ts_draft_put_author(b->draft, 8, name);
    ts_buf_clear(&b->capture.text);
    ts_arena_done(&a);
}

static void start_field(struct builder *b, const struct ts_field *field,
                        const struct ts_xml_tag *tag, enum ts_vocabulary vocabulary)
{
    ts_str href;

    switch (field->kind) {
    case TS_FIELD_SKIP:
        break;
    case TS_FIELD_THROUGH:
        ts_xml_feed_top(b)->place = b->frames[b->depth - 1].place;
        break;
    case TS_FIELD_ITEM:
        start_item(b, tag);
        break;
    case TS_FIELD_PERSON:
        start_person(b);
        break;
    case TS_FIELD_MEDIA:
        ts_xml_feed_top(b)->place = IN_ITEM;
        ts_xml_feed_put_enclosure(b, tag, field->kind);
        break;
    case TS_FIELD_ENCLOSURE:
    case TS_FIELD_IMAGE:
        ts_xml_feed_put_enclosure(b, tag, field->kind);
        break;
    case TS_FIELD_LINK:
        href = ts_xml_attr(tag, "href");
        if (href.len)
            ts_xml_feed_put_link(b, tag, href);
        else
            start_capture(b, field, tag, vocabulary);
        break;
    case TS_FIELD_CONTENT:
        ts_draft_put_link(b->draft, 1, ts_xml_feed_top(b)->base, ts_xml_attr(tag, "src"));
        start_capture(b, field, tag, vocabulary);
        break;
    default:
        start_capture(b, field, tag, vocabulary);
    }
}

static const struct {
    const char *name;
    enum ts_feed_format format;
} roots[] = {
    { "rss", TS_FEED_RSS },   { "channel", TS_FEED_RSS },    { "rdf", TS_FEED_RDF },
    { "feed", TS_FEED_ATOM }, { "urlset", TS_FEED_SITEMAP },
};

/* An element outside of any feed: perhaps its root. */
static void start_root(struct builder *b, const struct ts_xml_tag *tag)
{
    for (size_t i = 0; i < TS_COUNT(roots); i++) {
        if (!ts_str_is_nocase(tag->name, roots[i].name))
            continue;
        b->has_root = true;
        b->is_atom = roots[i].format == TS_FEED_ATOM;
        b->draft->format = roots[i].format;
        ts_xml_feed_top(b)->place = IN_FEED;
        ts_draft_put(b->draft, TS_SLOT_LANG, 1, ts_xml_own_attr(tag, "lang"));
        return;
    }
    b->is_stopped |= ts_str_is_nocase(tag->name, "html"); /* a page, however it goes on */
    if (!b->first[0] && !ts_xml_is_html_tag(tag->name)) {
        struct ts_buf name = { .ceiling = sizeof b->first - 1 };
        ts_buf_put(&name, tag->name);
        for (size_t i = 0; i < name.len; i++)
            b->first[i] = name.ptr[i];
        ts_buf_done(&name);
    }
}

static unsigned where_of(enum place place)
{
    return place == IN_FEED     ? TS_IN_FEED
           : place == IN_ITEM   ? TS_IN_ITEM
           : place == IN_PERSON ? TS_IN_PERSON
                                : 0;
}

/* What `own`, the frame's xml:base, comes to inside of `around`. */
static void set_base(struct frame *f, ts_str around, ts_str own)
{
    struct ts_arena a = { 0 };
    ts_str base = own.len <= TS_FEED_MAX_BASE ? ts_url_resolve(&a, around, own) : (ts_str){ 0 };

    if (base.len > 0 && base.len <= TS_FEED_MAX_BASE) {
        ts_buf_clear(&f->own_base);
        ts_buf_put(&f->own_base, base);
        f->base = ts_buf_str(&f->own_base);
    }
    ts_arena_done(&a);
}

static void push_frame(struct builder *b, const struct ts_xml_tag *tag)
{
    const struct frame *around = ts_xml_feed_top(b);
    ts_str base = ts_xml_own_attr(tag, "base");
    struct frame *f = &b->frames[++b->depth];

    *f = (struct frame){
        .place = IN_SKIPPED, .name = tag->name, .base = around->base, .own_base = f->own_base
    };
    if (base.len)
        set_base(f, around->base.len ? around->base : b->draft->url, base);
}

static void on_start(void *ctx, const struct ts_xml_tag *tag)
{
    struct builder *b = ctx;
    enum place around = ts_xml_feed_top(b)->place;

    push_frame(b, tag);
    if (b->field) {
        ts_capture_tag(&b->capture, tag, ts_xml_feed_top(b)->base);
    } else if (around == OUTSIDE) {
        ts_xml_feed_top(b)->place = b->has_root ? IN_SKIPPED : OUTSIDE;
        if (!b->has_root)
            start_root(b, tag);
    } else if (around != IN_SKIPPED) {
        enum ts_vocabulary v = ts_fields_vocabulary(&b->fields, tag);
        if (v == TS_V_CORE && b->draft->format == TS_FEED_SITEMAP)
            v = TS_V_SITEMAP; /* without its namespace */
        const struct ts_field *field = ts_fields_find(&b->fields, v, tag->name, where_of(around));
        if (field)
            start_field(b, field, tag, v);
    }
}

static void on_end(void *ctx)
{
    struct builder *b = ctx;
    struct frame *f = ts_xml_feed_top(b);

    if (b->field && b->depth == b->field_depth)
        end_capture(b);
    else if (b->field)
        ts_capture_tag_end(&b->capture, f->name);
    else if (f->place == IN_PERSON)
        end_person(b, b->frames[b->depth - 1].place);
    else if (f->is_item)
        ts_draft_end_item(b->draft);
    b->depth--;
    b->is_stopped |= b->draft->is_full;
}

static void on_text(void *ctx, ts_str text)
{
    struct builder *b = ctx;

    if (b->field || ts_xml_feed_top(b)->place == IN_PERSON)
        ts_capture_text(&b->capture, text);
}

/* ---- The whole ---- */

static bool found_something(const struct ts_draft *d)
{
    return d->items.len > 0 || d->feed.rank[TS_SLOT_TITLE] || d->feed.rank[TS_SLOT_LINK];
}

/* Addresses alone, of all pages that a site ever had, are no news. */
static enum ts_rc judge_sitemap(struct ts_draft *d, struct ts_err *err)
{
    if (!d->items.len)
        return ts_fail(err, TS_ERR_PARSE,
                       "not a feed: a sitemap without news, that is without titles and dates");
    ts_draft_put_link(d, 1, (ts_str){ 0 }, TS_STR("/"));
    return TS_OK;
}

static enum ts_rc judge(struct builder *b, ts_str utf8, const struct ts_xml_fault *fault,
                        struct ts_err *err)
{
    if (!b->has_root)
        return ts_feed_refuse(utf8, ts_str_of(b->first), err);
    if (fault->line && !found_something(b->draft))
        return ts_fail(err, TS_ERR_PARSE,
                       "malformed feed, nothing could be recovered: line %zu: %s", fault->line,
                       fault->what);
    if (fault->line)
        b->draft->fault = ts_arena_printf(b->draft->a, "line %zu: %s", fault->line, fault->what);
    b->draft->is_cut = fault->is_cut;
    if (b->draft->format == TS_FEED_SITEMAP)
        return judge_sitemap(b->draft, err);
    if (!b->draft->ttl_s && b->period_s)
        b->draft->ttl_s = b->period_s / (b->frequency > 0 ? b->frequency : 1);
    return TS_OK;
}

enum ts_rc ts_feed_read_xml(struct ts_draft *d, ts_str utf8, struct ts_err *err)
{
    static const struct ts_xml_handler handler = { on_start, on_end, on_text };
    struct ts_arena home = { 0 };
    struct builder *b = TS_NEW(&home, struct builder);
    struct ts_xml_fault fault;

    b->draft = d;
    b->capture.text.ceiling = TS_FEED_MAX_TEXT;
    ts_fields_init(&b->fields, &b->scratch);
    ts_xml_read(utf8, TS_FEED_MAX_DEPTH, &handler, b, &b->is_stopped, &fault);
    enum ts_rc rc = judge(b, utf8, &fault, err);
    for (size_t i = 0; i < TS_COUNT(b->frames); i++)
        ts_buf_done(&b->frames[i].own_base);
    ts_buf_done(&b->capture.text);
    ts_buf_done(&b->person_name);
    ts_buf_done(&b->person_mail);
    ts_arena_done(&b->scratch);
    ts_arena_done(&home);
    return rc;
}
