/* xml_feed_values.c - what elements say, put into the draft. */
#include "xml_feed_priv.h"

#include "tearsheet/base/url.h"

/* ---- What a captured text says ---- */

static int64_t seconds_of_period(ts_str period)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } periods[] = { { "hourly", 3600 },
                    { "daily", 86400 },
                    { "weekly", 604800 },
                    { "monthly", 2592000 },
                    { "yearly", 31536000 } };
    for (size_t i = 0; i < TS_COUNT(periods); i++)
        if (ts_str_is_nocase(period, periods[i].name))
            return periods[i].seconds;
    return 0;
}

static int64_t positive(ts_str number, int64_t most)
{
    int64_t n;
    if (!ts_str_to_int(ts_str_trim(number), &n) || n < 0)
        return 0;
    return n < most ? n : most;
}

static void put_guid(struct builder *b, const struct ts_field *field, ts_str text)
{
    ts_draft_put(b->draft, TS_SLOT_ID, field->rank, text);
    if (b->is_permalink && ts_url_is_http(text))
        ts_draft_put_link(b->draft, 2, (ts_str){ 0 }, text);
}

static void put_number_field(struct builder *b, const struct ts_field *field, ts_str text)
{
    if (field->kind == TS_FIELD_TTL)
        b->draft->ttl_s = 60 * positive(text, 525600);
    else if (field->kind == TS_FIELD_PERIOD)
        b->period_s = seconds_of_period(ts_str_trim(text));
    else
        b->frequency = positive(text, 100000);
}

/* Fields that are a text of the draft, and how it is written there. */
static const struct text_field {
    enum ts_field_kind kind;
    enum ts_slot slot;
    ts_str (*form)(const struct ts_capture *c, struct ts_arena *a, ts_str text); /* NULL: as is */
} text_fields[] = {
    { TS_FIELD_TITLE, TS_SLOT_TITLE, ts_capture_line },
    { TS_FIELD_ID, TS_SLOT_ID, NULL },
    { TS_FIELD_SUMMARY, TS_SLOT_SUMMARY, ts_capture_html },
    { TS_FIELD_DESCRIPTION, TS_SLOT_DESCRIPTION, ts_capture_html },
    { TS_FIELD_CONTENT, TS_SLOT_CONTENT, ts_capture_html },
    { TS_FIELD_LANG, TS_SLOT_LANG, NULL },
};

static const struct text_field *find_text_field(enum ts_field_kind kind)
{
    for (size_t i = 0; i < TS_COUNT(text_fields); i++)
        if (text_fields[i].kind == kind)
            return &text_fields[i];
    return NULL;
}

static void keep_person(struct ts_buf *b, ts_str text)
{
    ts_buf_clear(b);
    ts_buf_put(b, text);
}

void ts_xml_feed_put_text(struct builder *b, const struct ts_field *field, ts_str text,
                          struct ts_arena *a)
{
    const struct text_field *plain = find_text_field(field->kind);
    struct ts_draft *d = b->draft;

    if (plain) {
        ts_draft_put(d, plain->slot, field->rank,
                     plain->form ? plain->form(&b->capture, a, text) : text);
        return;
    }
    switch (field->kind) {
    case TS_FIELD_LINK:
        ts_draft_put_link(d, field->rank, ts_xml_feed_top(b)->base, text);
        break;
    case TS_FIELD_GUID:
        put_guid(b, field, text);
        break;
    case TS_FIELD_AUTHOR:
        ts_draft_put_author(d, field->rank, ts_capture_line(&b->capture, a, text));
        break;
    case TS_FIELD_PERSON_NAME:
        keep_person(&b->person_name, ts_capture_line(&b->capture, a, text));
        break;
    case TS_FIELD_PERSON_MAIL:
        keep_person(&b->person_mail, ts_str_trim(text));
        break;
    case TS_FIELD_PUBLISHED:
        ts_draft_put_when(d, TS_SLOT_PUBLISHED, field->rank, text);
        break;
    case TS_FIELD_UPDATED:
        ts_draft_put_when(d, TS_SLOT_UPDATED, field->rank, text);
        break;
    case TS_FIELD_OUTLET:
        ts_draft_put_outlet(d, ts_capture_line(&b->capture, a, text));
        break;
    default:
        put_number_field(b, field, text);
    }
}

/* ---- Elements that speak through attributes ---- */

static bool is_feed_type(ts_str type)
{
    return ts_str_has_nocase(type, "rss") || ts_str_has_nocase(type, "atom") ||
           ts_str_has_nocase(type, "rdf");
}

/* A link to the page is best, one to something else better than none; in RSS, Atom's links stand
 * back behind its own. */
static uint8_t rank_of_alternate(const struct builder *b, ts_str type)
{
    if (is_feed_type(type))
        return 1;
    uint8_t rank = b->is_atom ? 6 : 4;
    return !type.len || ts_str_has_nocase(type, "html") ? rank : rank - 1;
}

void ts_xml_feed_put_link(struct builder *b, const struct ts_xml_tag *tag, ts_str href)
{
    ts_str rel = ts_xml_attr(tag, "rel"), type = ts_xml_attr(tag, "type");
    ts_str base = ts_xml_feed_top(b)->base;

    if (ts_str_starts(rel, "http://www.iana.org/assignments/relation/"))
        rel = ts_str_skip(rel, TS_STR("http://www.iana.org/assignments/relation/").len);
    if (!rel.len || ts_str_is_nocase(rel, "alternate"))
        ts_draft_put_link(b->draft, rank_of_alternate(b, type), base, href);
    else if (ts_str_is_nocase(rel, "enclosure"))
        ts_draft_put_enclosure(b->draft, ts_draft_resolve(b->draft, base, href), type,
                               ts_xml_attr(tag, "length"));
}

void ts_xml_feed_put_enclosure(struct builder *b, const struct ts_xml_tag *tag,
                               enum ts_field_kind kind)
{
    ts_str url = ts_xml_attr(tag, "url"), type = ts_xml_attr(tag, "type");
    ts_str size = ts_xml_attr(tag, kind == TS_FIELD_MEDIA ? "fileSize" : "length");

    if (!url.len)
        url = ts_xml_attr(tag, "href");
    if (!type.len)
        type = kind == TS_FIELD_IMAGE ? TS_STR("image") : ts_xml_attr(tag, "medium");
    ts_draft_put_enclosure(b->draft, ts_draft_resolve(b->draft, ts_xml_feed_top(b)->base, url),
                           type, size);
}
