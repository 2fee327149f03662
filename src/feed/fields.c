/* fields.c - the tables, and maps over them: a feed of 100,000 items asks a million times. */
#include "fields_priv.h"

#define MAX_NAME 24 /* bytes of the longest name in the table */

static const struct ts_field fields[] = {
    { TS_V_CORE, "channel", TS_IN_FEED, TS_FIELD_THROUGH, 0 },
    { TS_V_CORE, "items", TS_IN_FEED, TS_FIELD_THROUGH, 0 },
    { TS_V_CORE, "item", TS_IN_FEED, TS_FIELD_ITEM, 0 },
    { TS_V_CORE, "entry", TS_IN_FEED, TS_FIELD_ITEM, 0 },

    { TS_V_CORE, "title", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_TITLE, 9 },
    { TS_V_DC, "title", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_TITLE, 7 },
    { TS_V_ITUNES, "title", TS_IN_ITEM, TS_FIELD_TITLE, 5 },
    { TS_V_MEDIA, "title", TS_IN_ITEM, TS_FIELD_TITLE, 3 },

    { TS_V_FEEDBURNER, "origlink", TS_IN_ITEM, TS_FIELD_LINK, 9 },
    { TS_V_CORE, "link", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_LINK, 7 },
    { TS_V_CORE, "url", TS_IN_ITEM, TS_FIELD_LINK, 1 },

    { TS_V_CORE, "guid", TS_IN_ITEM, TS_FIELD_GUID, 9 },
    { TS_V_CORE, "id", TS_IN_ITEM, TS_FIELD_ID, 9 },
    { TS_V_DC, "identifier", TS_IN_ITEM, TS_FIELD_ID, 5 },

    { TS_V_CONTENT, "encoded", TS_IN_ITEM, TS_FIELD_CONTENT, 9 },
    { TS_V_CORE, "content", TS_IN_ITEM, TS_FIELD_CONTENT, 8 },
    { TS_V_CORE, "fulltext", TS_IN_ITEM, TS_FIELD_CONTENT, 7 },
    { TS_V_CORE, "fullitem", TS_IN_ITEM, TS_FIELD_CONTENT, 7 },
    { TS_V_XHTML, "body", TS_IN_ITEM, TS_FIELD_CONTENT, 6 },
    { TS_V_XHTML, "div", TS_IN_ITEM, TS_FIELD_CONTENT, 5 },

    { TS_V_CORE, "description", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 9 },
    { TS_V_CORE, "summary", TS_IN_ITEM, TS_FIELD_SUMMARY, 8 },
    { TS_V_CORE, "abstract", TS_IN_ITEM, TS_FIELD_SUMMARY, 7 },
    { TS_V_DC, "description", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 6 },
    { TS_V_DC, "abstract", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 5 },
    { TS_V_MEDIA, "description", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 4 },
    { TS_V_ITUNES, "summary", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 3 },
    { TS_V_CORE, "subtitle", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 2 },
    { TS_V_ITUNES, "subtitle", TS_IN_ITEM, TS_FIELD_DESCRIPTION, 1 },

    { TS_V_CORE, "pubdate", TS_IN_ITEM, TS_FIELD_PUBLISHED, 9 },
    { TS_V_CORE, "published", TS_IN_ITEM, TS_FIELD_PUBLISHED, 9 },
    { TS_V_CORE, "issued", TS_IN_ITEM, TS_FIELD_PUBLISHED, 8 },
    { TS_V_DC, "issued", TS_IN_ITEM, TS_FIELD_PUBLISHED, 7 },
    { TS_V_DC, "date", TS_IN_ITEM, TS_FIELD_PUBLISHED, 6 },
    { TS_V_CORE, "date", TS_IN_ITEM, TS_FIELD_PUBLISHED, 5 },
    { TS_V_DC, "created", TS_IN_ITEM, TS_FIELD_PUBLISHED, 4 },
    { TS_V_CORE, "created", TS_IN_ITEM, TS_FIELD_PUBLISHED, 3 },
    { TS_V_DC, "available", TS_IN_ITEM, TS_FIELD_PUBLISHED, 2 },
    { TS_V_CORE, "updated", TS_IN_ITEM, TS_FIELD_UPDATED, 9 },
    { TS_V_CORE, "modified", TS_IN_ITEM, TS_FIELD_UPDATED, 8 },
    { TS_V_DC, "modified", TS_IN_ITEM, TS_FIELD_UPDATED, 7 },
    { TS_V_CORE, "lastbuilddate", TS_IN_ITEM, TS_FIELD_UPDATED, 1 },

    { TS_V_CORE, "author", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_PERSON, 8 },
    { TS_V_CORE, "name", TS_IN_PERSON, TS_FIELD_PERSON_NAME, 0 },
    { TS_V_CORE, "email", TS_IN_PERSON, TS_FIELD_PERSON_MAIL, 0 },
    { TS_V_DC, "creator", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_AUTHOR, 9 },
    { TS_V_DC, "author", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_AUTHOR, 7 },
    { TS_V_CORE, "creator", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_AUTHOR, 6 },
    { TS_V_ITUNES, "author", TS_IN_FEED | TS_IN_ITEM, TS_FIELD_AUTHOR, 5 },

    { TS_V_CORE, "enclosure", TS_IN_ITEM, TS_FIELD_ENCLOSURE, 0 },
    { TS_V_MEDIA, "group", TS_IN_ITEM, TS_FIELD_THROUGH, 0 },
    { TS_V_MEDIA, "content", TS_IN_ITEM, TS_FIELD_MEDIA, 0 },
    { TS_V_MEDIA, "thumbnail", TS_IN_ITEM, TS_FIELD_IMAGE, 0 },
    { TS_V_ITUNES, "image", TS_IN_ITEM, TS_FIELD_IMAGE, 0 },

    { TS_V_CORE, "language", TS_IN_FEED, TS_FIELD_LANG, 9 },
    { TS_V_DC, "language", TS_IN_FEED, TS_FIELD_LANG, 8 },
    { TS_V_CORE, "ttl", TS_IN_FEED, TS_FIELD_TTL, 0 },
    { TS_V_SYNDICATION, "updateperiod", TS_IN_FEED, TS_FIELD_PERIOD, 0 },
    { TS_V_SYNDICATION, "updatefrequency", TS_IN_FEED, TS_FIELD_FREQUENCY, 0 },

    { TS_V_SITEMAP, "url", TS_IN_FEED, TS_FIELD_ITEM, 0 },
    { TS_V_SITEMAP, "loc", TS_IN_ITEM, TS_FIELD_LINK, 9 },
    { TS_V_SITEMAP, "lastmod", TS_IN_ITEM, TS_FIELD_UPDATED, 5 },
    { TS_V_NEWS, "news", TS_IN_ITEM, TS_FIELD_THROUGH, 0 },
    { TS_V_NEWS, "publication", TS_IN_ITEM, TS_FIELD_THROUGH, 0 },
    { TS_V_NEWS, "name", TS_IN_ITEM, TS_FIELD_OUTLET, 0 },
    { TS_V_NEWS, "title", TS_IN_ITEM, TS_FIELD_TITLE, 9 },
    { TS_V_NEWS, "publication_date", TS_IN_ITEM, TS_FIELD_PUBLISHED, 9 },
};

/* Lower case, without "http://", "www." and what ends it; a "*" stands for any rest. */
static const struct {
    const char *address;
    enum ts_vocabulary vocabulary;
} namespaces[] = {
    { "", TS_V_CORE },
    { "purl.org/rss/1.0", TS_V_CORE },
    { "purl.org/net/rss1.1", TS_V_CORE },
    { "my.netscape.com/*", TS_V_CORE },
    { "channel.netscape.com/*", TS_V_CORE },
    { "backend.userland.com/*", TS_V_CORE },
    { "blogs.law.harvard.edu/*", TS_V_CORE },
    { "cyber.law.harvard.edu/*", TS_V_CORE },
    { "w3.org/2005/atom", TS_V_ATOM },
    { "purl.org/atom/*", TS_V_ATOM },
    { "w3.org/1999/02/22-rdf-syntax-ns", TS_V_RDF },
    { "purl.org/dc/*", TS_V_DC },
    { "purl.org/metadata/dublin_core", TS_V_DC },
    { "purl.org/rss/1.0/modules/dc", TS_V_DC },
    { "purl.org/rss/1.0/modules/content", TS_V_CONTENT },
    { "search.yahoo.com/mrss", TS_V_MEDIA },
    { "video.search.yahoo.com/mrss", TS_V_MEDIA },
    { "itunes.com/dtds/podcast-1.0.dtd", TS_V_ITUNES },
    { "purl.org/rss/1.0/modules/syndication", TS_V_SYNDICATION },
    { "rssnamespace.org/feedburner/ext/1.0", TS_V_FEEDBURNER },
    { "w3.org/1999/xhtml", TS_V_XHTML },
    { "sitemaps.org/schemas/sitemap/*", TS_V_SITEMAP },
    { "google.com/schemas/sitemap/*", TS_V_SITEMAP },
    { "google.com/schemas/sitemap-news/*", TS_V_NEWS },
};

static const struct {
    const char *prefix;
    enum ts_vocabulary vocabulary;
} prefixes[] = {
    { "", TS_V_CORE },
    { "rss", TS_V_CORE },
    { "atom", TS_V_ATOM },
    { "atom10", TS_V_ATOM },
    { "a10", TS_V_ATOM },
    { "rdf", TS_V_RDF },
    { "dc", TS_V_DC },
    { "dcterms", TS_V_DC },
    { "content", TS_V_CONTENT },
    { "media", TS_V_MEDIA },
    { "itunes", TS_V_ITUNES },
    { "sy", TS_V_SYNDICATION },
    { "feedburner", TS_V_FEEDBURNER },
    { "xhtml", TS_V_XHTML },
    { "news", TS_V_NEWS },
};

static uint64_t key_of(enum ts_vocabulary vocabulary, ts_str lower_name, unsigned where)
{
    return ts_hash_bytes(lower_name.ptr, lower_name.len, (uint64_t)vocabulary * 8 + where);
}

void ts_fields_init(struct ts_fields *f, struct ts_arena *a)
{
    *f = (struct ts_fields){ .rows = { .arena = a }, .vocabularies = { .arena = a } };
    for (size_t i = 0; i < TS_COUNT(fields); i++)
        for (unsigned where = TS_IN_FEED; where <= TS_IN_PERSON; where <<= 1)
            if (fields[i].where & where)
                *ts_map_put(&f->rows, key_of(fields[i].vocabulary, ts_str_of(fields[i].name),
                                             where)) = (int64_t)i + 1;
}

const struct ts_field *ts_fields_find(const struct ts_fields *f, enum ts_vocabulary vocabulary,
                                      ts_str name, unsigned where)
{
    char lower[MAX_NAME];

    if (name.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = ts_lower(name.ptr[i]);
    if (vocabulary == TS_V_ATOM)
        vocabulary = TS_V_CORE;
    const int64_t *row =
        ts_map_find(&f->rows, key_of(vocabulary, (ts_str){ lower, name.len }, where));
    return row ? &fields[*row - 1] : NULL;
}

static bool is_namespace(ts_str ns, const char *address)
{
    static const char *const fronts[] = { "http://", "https://", "www." };
    ts_str want = ts_str_of(address);

    for (size_t i = 0; i < TS_COUNT(fronts); i++)
        if (ts_str_starts_nocase(ns, fronts[i]))
            ns = ts_str_skip(ns, ts_str_of(fronts[i]).len);
    if (ts_str_ends(want, "*"))
        return ts_str_eq_nocase(ts_str_sub(ns, 0, want.len - 1), ts_str_sub(want, 0, want.len - 1));
    while (ts_str_ends(ns, "/") || ts_str_ends(ns, "#"))
        ns.len--;
    return ts_str_eq_nocase(ns, want);
}

static enum ts_vocabulary vocabulary_of(ts_str ns, ts_str prefix)
{
    ns = ts_str_trim(ns);
    for (size_t i = 0; i < TS_COUNT(namespaces) && (ns.len || !prefix.len); i++)
        if (is_namespace(ns, namespaces[i].address))
            return namespaces[i].vocabulary;
    for (size_t i = 0; i < TS_COUNT(prefixes); i++)
        if (ts_str_is_nocase(prefix, prefixes[i].prefix))
            return prefixes[i].vocabulary;
    return TS_V_OTHER;
}

enum ts_vocabulary ts_fields_vocabulary(struct ts_fields *f, const struct ts_xml_tag *tag)
{
    uint64_t key = ts_hash_bytes(tag->prefix.ptr, tag->prefix.len, ts_str_hash(tag->ns));
    int64_t *known = ts_map_put(&f->vocabularies, key);

    if (!*known)
        *known = 1 + (int64_t)vocabulary_of(tag->ns, tag->prefix);
    return (enum ts_vocabulary)(*known - 1);
}
