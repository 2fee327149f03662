/* xml_priv.h - the events of an XML document, mended; the door to libxml2. */
#ifndef TEARSHEET_FEED_XML_PRIV_H
#define TEARSHEET_FEED_XML_PRIV_H

#include "tearsheet/base/str.h"

struct ts_xml_attr {
    ts_str ns; /* address of the namespace, empty for none */
    ts_str prefix;
    ts_str name;
    ts_str value;
};

struct ts_xml_tag {
    ts_str ns;
    ts_str prefix;
    ts_str name; /* without prefix */
    const struct ts_xml_attr *attrs;
    size_t n_attrs;
};

/* What happens in the document, in its order.  Slices are valid during the call. */
struct ts_xml_handler {
    void (*start)(void *ctx, const struct ts_xml_tag *tag);
    void (*end)(void *ctx);
    void (*text)(void *ctx, ts_str text);
};

/* The first thing that was wrong with the document. */
struct ts_xml_fault {
    size_t line;      /* from 1; 0 when nothing was wrong */
    const char *what; /* "a tag is not closed" */
    bool is_cut;      /* an item or entry was open where the document ends */
};

/* Tells `handler` of `utf8` from its start until its end or until `*stop` is set (by the handler).
 * Every start has its end; no element is nested deeper than `max_depth`. Never fails: what is
 * broken is mended and noted in `*fault`, what is declared in a DOCTYPE is ignored. */
void ts_xml_read(ts_str utf8, size_t max_depth, const struct ts_xml_handler *handler, void *ctx,
                 const bool *stop, struct ts_xml_fault *fault);

/* The attribute `name` in no namespace, or empty. */
ts_str ts_xml_attr(const struct ts_xml_tag *tag, const char *name);
/* xml:base, xml:lang. */
ts_str ts_xml_own_attr(const struct ts_xml_tag *tag, const char *name);

/* The character of an HTML or XML entity, or 0. */
uint32_t ts_xml_entity(ts_str name);
bool ts_xml_is_html_tag(ts_str name);

#endif
