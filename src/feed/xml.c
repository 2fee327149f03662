/* xml.c - libxml2's push parser behind a document that is mended first.  The mended document has no
 * DOCTYPE, so there are no entities to expand and nothing outside to load, whatever the options
 * say; recovery and the refusal of the network are set all the same. */
#include "xml_priv.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#include "mend_priv.h"
#include "tearsheet/base/err.h"

#define MAX_ATTRS 64 /* of one element; more are not looked at */
#define XML_OPTIONS                                                                               \
    (XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | \
     XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC)

struct reader {
    const struct ts_xml_handler *handler;
    void *ctx;
    const bool *stop;
    xmlParserCtxtPtr parser;
};

static ts_str slice(const xmlChar *text)
{
    return ts_str_of((const char *)text);
}

/* libxml2 gives five pointers an attribute: name, prefix, namespace, start and end of the value. */
static struct ts_xml_attr attr_of(const xmlChar **five)
{
    return (struct ts_xml_attr){
        .name = slice(five[0]),
        .prefix = slice(five[1]),
        .ns = slice(five[2]),
        .value = { (const char *)five[3], (size_t)(five[4] - five[3]) },
    };
}

static bool is_wrapper(ts_str name, ts_str ns)
{
    return ns.len == 0 && ts_str_is(name, TS_MEND_ROOT);
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns,
                     int n_namespaces, const xmlChar **namespaces, int n_attrs, int n_defaulted,
                     const xmlChar **fives)
{
    struct reader *r = ctx;
    struct ts_xml_attr attrs[MAX_ATTRS];
    struct ts_xml_tag tag = { slice(ns), slice(prefix), slice(name), attrs, 0 };

    (void)n_namespaces;
    (void)namespaces;
    (void)n_defaulted;
    if (is_wrapper(tag.name, tag.ns) || *r->stop)
        return;
    for (int i = 0; i < n_attrs && tag.n_attrs < MAX_ATTRS; i++)
        attrs[tag.n_attrs++] = attr_of(fives + (size_t)5 * (size_t)i);
    r->handler->start(r->ctx, &tag);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns)
{
    struct reader *r = ctx;

    (void)prefix;
    if (!is_wrapper(slice(name), slice(ns)) && !*r->stop)
        r->handler->end(r->ctx);
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
    struct reader *r = ctx;

    if (!*r->stop)
        r->handler->text(r->ctx, (ts_str){ (const char *)text, (size_t)len });
}

static bool push(void *ctx, ts_str part)
{
    struct reader *r = ctx;

    /* What it finds wrong in spite of the mending is recovered; there is nothing to add to that. */
    (void)xmlParseChunk(r->parser, part.ptr, (int)part.len, 0);
    return !*r->stop;
}

void ts_xml_read(ts_str utf8, size_t max_depth, const struct ts_xml_handler *handler, void *ctx,
                 const bool *stop, struct ts_xml_fault *fault)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
    };
    struct reader r = { .handler = handler, .ctx = ctx, .stop = stop };

    r.parser = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    if (!r.parser)
        ts_panic("out of memory (an XML parser)");
    xmlCtxtUseOptions(r.parser, XML_OPTIONS);
    ts_mend(utf8, max_depth, push, &r, fault);
    xmlParseChunk(r.parser, NULL, 0, 1);
    xmlFreeParserCtxt(r.parser);
}

ts_str ts_xml_attr(const struct ts_xml_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->n_attrs; i++)
        if (!tag->attrs[i].prefix.len && ts_str_is_nocase(tag->attrs[i].name, name))
            return ts_str_trim(tag->attrs[i].value);
    return (ts_str){ 0 };
}

ts_str ts_xml_own_attr(const struct ts_xml_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->n_attrs; i++)
        if (ts_str_is(tag->attrs[i].prefix, "xml") && ts_str_is(tag->attrs[i].name, name))
            return ts_str_trim(tag->attrs[i].value);
    return (ts_str){ 0 };
}

/* A copy with a NUL at its end, as libxml2 wants names; false if it is too long for one. */
static bool name_of(ts_str name, char *out, size_t size)
{
    if (name.len == 0 || name.len >= size || memchr(name.ptr, 0, name.len))
        return false;
    memcpy(out, name.ptr, name.len);
    out[name.len] = 0;
    return true;
}

uint32_t ts_xml_entity(ts_str name)
{
    char text[32];

    if (ts_str_is(name, "apos"))
        return '\'';
    if (!name_of(name, text, sizeof text))
        return 0;
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)text);
    return entity ? entity->value : 0;
}

bool ts_xml_is_html_tag(ts_str name)
{
    /* libxml2 knows the elements of HTML 4. */
    static const char *const newer[] = {
        "article", "aside",   "audio", "bdi",  "details", "figcaption", "figure",
        "footer",  "header",  "main",  "mark", "nav",     "picture",    "section",
        "source",  "summary", "svg",   "time", "video",   "wbr",
    };
    char text[16];

    for (size_t i = 0; i < TS_COUNT(newer); i++)
        if (ts_str_is_nocase(name, newer[i]))
            return true;
    if (!name_of(name, text, sizeof text))
        return false;
    for (char *c = text; *c; c++)
        *c = ts_lower(*c);
    return htmlTagLookup((const xmlChar *)text) != NULL;
}
