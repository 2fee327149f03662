/* fields_priv.h - which element of which vocabulary says what. */
#ifndef TEARSHEET_FEED_FIELDS_PRIV_H
#define TEARSHEET_FEED_FIELDS_PRIV_H

#include "tearsheet/base/map.h"
#include "xml_priv.h"

enum ts_vocabulary {
    TS_V_CORE, /* RSS of all versions, and Atom: their names do not collide */
    TS_V_ATOM, /* looked up as TS_V_CORE; tells that a text without a type is plain */
    TS_V_RDF,
    TS_V_DC, /* Dublin Core */
    TS_V_CONTENT,
    TS_V_MEDIA, /* Media RSS */
    TS_V_ITUNES,
    TS_V_SYNDICATION,
    TS_V_FEEDBURNER,
    TS_V_XHTML,
    TS_V_SITEMAP,
    TS_V_NEWS, /* the extension of sitemaps */
    TS_V_OTHER,
};

enum ts_field_kind {
    TS_FIELD_SKIP,    /* with all inside */
    TS_FIELD_THROUGH, /* what is inside counts as if it stood outside */
    TS_FIELD_ITEM,
    TS_FIELD_PERSON,      /* author with elements inside, or text */
    TS_FIELD_PERSON_NAME, /* inside a person */
    TS_FIELD_PERSON_MAIL,
    TS_FIELD_LINK, /* text, or an attribute href */
    TS_FIELD_ENCLOSURE,
    TS_FIELD_MEDIA, /* an enclosure that can hold titles and thumbnails */
    TS_FIELD_IMAGE, /* an enclosure that is an image */
    /* The ones below hold text. */
    TS_FIELD_TITLE,
    TS_FIELD_ID,
    TS_FIELD_GUID,
    TS_FIELD_SUMMARY,
    TS_FIELD_DESCRIPTION, /* a summary, or the content where a summary stands beside it */
    TS_FIELD_CONTENT,
    TS_FIELD_AUTHOR,
    TS_FIELD_PUBLISHED,
    TS_FIELD_UPDATED,
    TS_FIELD_LANG,
    TS_FIELD_OUTLET, /* in an item: the title of the feed */
    TS_FIELD_TTL,
    TS_FIELD_PERIOD,
    TS_FIELD_FREQUENCY,
};

/* Where a field counts. */
enum { TS_IN_FEED = 1, TS_IN_ITEM = 2, TS_IN_PERSON = 4 };

struct ts_field {
    enum ts_vocabulary vocabulary;
    const char *name; /* lower case */
    unsigned where;
    enum ts_field_kind kind;
    uint8_t rank; /* among the fields that say the same */
};

/* The fields by name.  All-zero but for `arena`s is not valid: ts_fields_init(). */
struct ts_fields {
    struct ts_map rows;         /* of (vocabulary, name, where) */
    struct ts_map vocabularies; /* of namespaces seen in this document */
};
void ts_fields_init(struct ts_fields *f, struct ts_arena *a);

/* By namespace; by prefix where the namespace is unknown or was not declared. */
enum ts_vocabulary ts_fields_vocabulary(struct ts_fields *f, const struct ts_xml_tag *tag);
/* NULL where the element says nothing. */
const struct ts_field *ts_fields_find(const struct ts_fields *f, enum ts_vocabulary vocabulary,
                                      ts_str name, unsigned where);

#endif
