/* xml_feed_priv.h - a feed in XML while it is read: where its elements stand, and what they say. */
#ifndef TEARSHEET_FEED_XML_FEED_PRIV_H
#define TEARSHEET_FEED_XML_FEED_PRIV_H

#include "capture_priv.h"
#include "draft_priv.h"
#include "fields_priv.h"
#include "tearsheet/feed/parse.h"

enum place {
    OUTSIDE, /* no root of a feed was seen yet */
    IN_FEED,
    IN_ITEM,
    IN_PERSON,
    IN_SKIPPED,
};

struct frame {
    enum place place;
    bool is_item;           /* its end is the end of the item */
    ts_str name;            /* of the element */
    ts_str base;            /* of xml:base, or empty; its own, or that of a frame around it */
    struct ts_buf own_base; /* room for it, for all elements that are ever in this place */
};

struct builder {
    struct ts_draft *draft;
    struct ts_arena scratch; /* names: few */
    struct ts_fields fields;
    struct frame frames[TS_FEED_MAX_DEPTH + 1];
    size_t depth; /* frames[depth] is the innermost element, frames[0] the document */
    bool has_root, is_atom, is_stopped;
    char first[40];               /* name of the first element that is none of HTML */
    const struct ts_field *field; /* being captured, or NULL */
    size_t field_depth;
    bool is_permalink;
    struct ts_capture capture;
    struct ts_buf person_name, person_mail;
    int64_t period_s, frequency;
};

static inline struct frame *ts_xml_feed_top(struct builder *b)
{
    return &b->frames[b->depth];
}

/* Puts what was captured of `field`; `a` is for the time of the call. */
void ts_xml_feed_put_text(struct builder *b, const struct ts_field *field, ts_str text,
                          struct ts_arena *a);

/* Puts where an element with an attribute href leads: to the page, or to an enclosure. */
void ts_xml_feed_put_link(struct builder *b, const struct ts_xml_tag *tag, ts_str href);

/* Puts the picture or recording that an element names; `kind` is one of those with an enclosure. */
void ts_xml_feed_put_enclosure(struct builder *b, const struct ts_xml_tag *tag,
                               enum ts_field_kind kind);

#endif
