/* Names of <meta> are a table, in the order in which they are believed. */
#include "scan_priv.h"

/* Names of <meta> in lower case; of one field the first that has a value counts. */
static const struct {
    const char *name;
    enum ts_field field;
} metas[] = {
    { "og:type", TS_FIELD_TYPE },
    { "og:title", TS_FIELD_TITLE },
    { "twitter:title", TS_FIELD_TWITTER },
    { "parsely-title", TS_FIELD_NAMED },
    { "sailthru.title", TS_FIELD_NAMED },
    { "dc.title", TS_FIELD_NAMED },
    { "dcterms.title", TS_FIELD_NAMED },
    { "citation_title", TS_FIELD_NAMED },
    { "headline", TS_FIELD_NAMED },
    { "hdl", TS_FIELD_NAMED },
    { "title", TS_FIELD_NAMED },
    { "og:site_name", TS_FIELD_SITE },
    { "twitter:app:name:iphone", TS_FIELD_SITE },
    { "application-name", TS_FIELD_SITE },
    { "apple-mobile-web-app-title", TS_FIELD_SITE },
    { "dc.publisher", TS_FIELD_SITE },
    { "dcterms.publisher", TS_FIELD_SITE },
    { "citation_journal_title", TS_FIELD_SITE },
    { "author", TS_FIELD_AUTHOR },
    { "byl", TS_FIELD_AUTHOR },
    { "article:author", TS_FIELD_AUTHOR },
    { "article:author_name", TS_FIELD_AUTHOR },
    { "og:article:author", TS_FIELD_AUTHOR },
    { "parsely-author", TS_FIELD_AUTHOR },
    { "sailthru.author", TS_FIELD_AUTHOR },
    { "citation_author", TS_FIELD_AUTHOR },
    { "dc.creator", TS_FIELD_AUTHOR },
    { "dc.contributor", TS_FIELD_AUTHOR },
    { "dcterms.creator", TS_FIELD_AUTHOR },
    { "dcsext.author", TS_FIELD_AUTHOR },
    { "article.author", TS_FIELD_AUTHOR },
    { "authors", TS_FIELD_AUTHOR },
    { "article:published_time", TS_FIELD_PUBLISHED },
    { "og:article:published_time", TS_FIELD_PUBLISHED },
    { "og:published_time", TS_FIELD_PUBLISHED },
    { "datepublished", TS_FIELD_PUBLISHED },
    { "parsely-pub-date", TS_FIELD_PUBLISHED },
    { "sailthru.date", TS_FIELD_PUBLISHED },
    { "cxenseparse:recs:publishtime", TS_FIELD_PUBLISHED },
    { "cxenseparse:publishtime", TS_FIELD_PUBLISHED },
    { "article.published", TS_FIELD_PUBLISHED },
    { "article:published", TS_FIELD_PUBLISHED },
    { "article:post_date", TS_FIELD_PUBLISHED },
    { "article_date_original", TS_FIELD_PUBLISHED },
    { "original-publication-date", TS_FIELD_PUBLISHED },
    { "originalpublicationdate", TS_FIELD_PUBLISHED },
    { "publish-date", TS_FIELD_PUBLISHED },
    { "publish_date", TS_FIELD_PUBLISHED },
    { "publishdate", TS_FIELD_PUBLISHED },
    { "published-date", TS_FIELD_PUBLISHED },
    { "published_date", TS_FIELD_PUBLISHED },
    { "published_at", TS_FIELD_PUBLISHED },
    { "published_time", TS_FIELD_PUBLISHED },
    { "publication_date", TS_FIELD_PUBLISHED },
    { "publication-date", TS_FIELD_PUBLISHED },
    { "pubdate", TS_FIELD_PUBLISHED },
    { "pub_date", TS_FIELD_PUBLISHED },
    { "pdate", TS_FIELD_PUBLISHED },
    { "ptime", TS_FIELD_PUBLISHED },
    { "displaydate", TS_FIELD_PUBLISHED },
    { "timestamp", TS_FIELD_PUBLISHED },
    { "release_date", TS_FIELD_PUBLISHED },
    { "bt:pubdate", TS_FIELD_PUBLISHED },
    { "rnews:datepublished", TS_FIELD_PUBLISHED },
    { "dc.date.issued", TS_FIELD_PUBLISHED },
    { "dcterms.issued", TS_FIELD_PUBLISHED },
    { "dc.date.created", TS_FIELD_PUBLISHED },
    { "dcterms.created", TS_FIELD_PUBLISHED },
    { "dcterms.date", TS_FIELD_PUBLISHED },
    { "dcterms.available", TS_FIELD_PUBLISHED },
    { "dc.date", TS_FIELD_PUBLISHED },
    { "dcsext.articlefirstpublished", TS_FIELD_PUBLISHED },
    { "citation_publication_date", TS_FIELD_PUBLISHED },
    { "citation_online_date", TS_FIELD_PUBLISHED },
    { "citation_date", TS_FIELD_PUBLISHED },
    { "datecreated", TS_FIELD_PUBLISHED },
    { "date.created", TS_FIELD_PUBLISHED },
    { "created_time", TS_FIELD_PUBLISHED },
    { "og:pubdate", TS_FIELD_PUBLISHED },
    { "vr:published_time", TS_FIELD_PUBLISHED },
    { "published", TS_FIELD_PUBLISHED },
    { "article:modified_time", TS_FIELD_MODIFIED },
    { "og:updated_time", TS_FIELD_MODIFIED },
    { "og:article:modified_time", TS_FIELD_MODIFIED },
    { "datemodified", TS_FIELD_MODIFIED },
    { "article:modified", TS_FIELD_MODIFIED },
    { "article.updated", TS_FIELD_MODIFIED },
    { "dc.date.modified", TS_FIELD_MODIFIED },
    { "dcterms.modified", TS_FIELD_MODIFIED },
    { "lastmod", TS_FIELD_MODIFIED },
    { "last-modified", TS_FIELD_MODIFIED },
    { "last_updated_date", TS_FIELD_MODIFIED },
    { "modified_time", TS_FIELD_MODIFIED },
    { "revised", TS_FIELD_MODIFIED },
    { "updated", TS_FIELD_MODIFIED },
    { "date", TS_FIELD_DAY },
    { "article_date", TS_FIELD_DAY },
    { "article:date", TS_FIELD_DAY },
    { "dc.date.x-metadatalastmodified", TS_FIELD_DAY },
    { "content-language", TS_FIELD_LANG },
    { "inlanguage", TS_FIELD_LANG },
    { "language", TS_FIELD_LANG },
    { "dc.language", TS_FIELD_LANG },
    { "dcterms.language", TS_FIELD_LANG },
    { "og:locale", TS_FIELD_LANG },
    { "og:image:secure_url", TS_FIELD_IMAGE },
    { "og:image", TS_FIELD_IMAGE },
    { "og:image:url", TS_FIELD_IMAGE },
    { "twitter:image", TS_FIELD_IMAGE },
    { "twitter:image:src", TS_FIELD_IMAGE },
    { "parsely-image-url", TS_FIELD_IMAGE },
    { "sailthru.image.full", TS_FIELD_IMAGE },
    { "og:description", TS_FIELD_SUMMARY },
    { "description", TS_FIELD_SUMMARY },
    { "twitter:description", TS_FIELD_SUMMARY },
    { "sailthru.description", TS_FIELD_SUMMARY },
    { "dc.description", TS_FIELD_SUMMARY },
    { "dcterms.abstract", TS_FIELD_SUMMARY },
    { "og:url", TS_FIELD_URL },
    { "parsely-link", TS_FIELD_URL },
    { "article:content_tier", TS_FIELD_TIER },
    { "isaccessibleforfree", TS_FIELD_TIER },
};

static size_t rank_of(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(metas); i++) {
        if (ts_str_is_nocase(name, metas[i].name))
            return i + 1;
    }
    return 0;
}

static bool is_name_better(size_t rank, size_t held)
{
    return rank != 0 && (held == 0 || rank <= held);
}

/* "twitter:label1" says what "twitter:data1" is. */
static void take_label(struct ts_scan *out, ts_str name, ts_str value)
{
    static const char *const labels[] = { "twitter:label1", "twitter:label2" };
    static const char *const values[] = { "twitter:data1", "twitter:data2" };

    for (size_t i = 0; i < TS_SCAN_LABELS; i++) {
        if (ts_str_is_nocase(name, labels[i]))
            out->labels[i] = value;
        if (ts_str_is_nocase(name, values[i]))
            out->label_values[i] = value;
    }
}

/* "x-published-date" and the like, where none of the usual names is there. */
static void take_unusual_day(struct ts_scan *out, ts_str name, ts_str value)
{
    bool is_day = ts_str_has_nocase(name, "publi") &&
                  (ts_str_has_nocase(name, "date") || ts_str_has_nocase(name, "time"));

    if (is_day && out->unusual_day.len == 0)
        out->unusual_day = value;
}

static void take_meta_as(struct ts_scan *out, ts_str name, ts_str value)
{
    size_t rank = rank_of(ts_str_trim(name));

    if (rank == 0) {
        take_label(out, ts_str_trim(name), value);
        take_unusual_day(out, name, value);
        return;
    }
    enum ts_field field = metas[rank - 1].field;
    if (!is_name_better(rank, out->ranks[field]))
        return;
    if (field == TS_FIELD_AUTHOR) {
        if (rank != out->ranks[field])
            out->n_authors = 0;
        if (out->n_authors < TS_SCAN_MAX_AUTHORS)
            out->authors[out->n_authors++] = value;
    }
    if (rank != out->ranks[field]) /* of one name the first value counts */
        out->fields[field] = value;
    out->ranks[field] = (uint16_t)rank;
}

void ts_scan_meta(struct ts_scan *out, const struct ts_node *n)
{
    static const enum ts_attr_name attrs[] = { TS_ATTR_PROPERTY, TS_ATTR_NAME, TS_ATTR_ITEMPROP,
                                               TS_ATTR_HTTP_EQUIV };
    ts_str value = ts_str_trim(ts_node_attr(n, TS_ATTR_CONTENT));

    if (value.len == 0)
        return;
    for (size_t i = 0; i < TS_COUNT(attrs); i++) {
        ts_str name = ts_node_attr(n, attrs[i]);
        if (name.len > 0)
            take_meta_as(out, name, value);
    }
}
