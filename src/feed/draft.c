/* draft.c - slots with ranks, so that neither the order of elements in a document nor the number of
 * vocabularies it mixes changes what an item says. */
#include "draft_priv.h"

#include <string.h>

#include "tearsheet/base/url.h"
#include "tearsheet/feed/parse.h"

#define MAX_ENCLOSURES 64          /* of one item */
#define MAX_ENCLOSURE_URL_LEN 8192 /* bytes; what is longer is left out */
#define MAX_ENCLOSURE_TYPE_LEN 127 /* bytes; what is longer is no type (RFC 6838, 4.2) */
#define MAX_AUTHORS_LEN 1024

struct ts_record *ts_draft_record(struct ts_draft *d)
{
    return d->is_in_item ? &d->item : &d->feed;
}

/* Asked before anything is put into the arena. */
static bool is_full(struct ts_draft *d)
{
    d->is_full |= d->a->used - d->used_before > TS_FEED_MAX_READ;
    return d->is_full;
}

void ts_draft_put(struct ts_draft *d, enum ts_slot slot, uint8_t rank, ts_str text)
{
    struct ts_record *r = ts_draft_record(d);

    text = ts_str_trim(text);
    if (!text.len || rank <= r->rank[slot] || is_full(d))
        return;
    r->rank[slot] = rank;
    r->text[slot] = ts_arena_str(d->a, text);
}

void ts_draft_put_when(struct ts_draft *d, enum ts_slot slot, uint8_t rank, ts_str text)
{
    struct ts_record *r = ts_draft_record(d);
    struct ts_when when = ts_when_parse(ts_str_trim(text));

    /* The very beginning of computers' time is what programs write that know no date. */
    if (when.precision == TS_WHEN_NONE || when.at == 0 || rank <= r->rank[slot])
        return;
    r->rank[slot] = rank;
    *(slot == TS_SLOT_PUBLISHED ? &r->published : &r->updated) = when;
}

ts_str ts_draft_resolve(struct ts_draft *d, ts_str base, ts_str reference)
{
    reference = ts_str_trim(reference);
    if (!reference.len || is_full(d))
        return (ts_str){ 0 };
    if (!base.len)
        base = d->url.len ? d->url : d->feed.text[TS_SLOT_LINK];
    return ts_url_resolve(d->a, base, reference);
}

/* An address that would run or be a document of its own is no link to one. */
static bool is_linkable(ts_str url)
{
    static const char *const schemes[] = { "javascript:", "vbscript:", "data:" };

    for (size_t i = 0; i < TS_COUNT(schemes); i++)
        if (ts_str_starts_nocase(url, schemes[i]))
            return false;
    return true;
}

void ts_draft_put_link(struct ts_draft *d, uint8_t rank, ts_str base, ts_str reference)
{
    if (rank <= ts_draft_record(d)->rank[TS_SLOT_LINK])
        return;
    ts_str url = ts_draft_resolve(d, base, reference);
    if (is_linkable(url))
        ts_draft_put(d, TS_SLOT_LINK, rank, url);
}

/* The name in "a@b.example (Ann Lee)", "Ann Lee (a@b.example)", "Ann Lee <a@b.example>". */
static ts_str person_name(ts_str person)
{
    static const char *const brackets[] = { "()", "<>" };

    person = ts_str_trim(person);
    for (size_t i = 0; i < TS_COUNT(brackets); i++) {
        size_t open = ts_str_find_char(person, brackets[i][0], 0);
        size_t close = open == TS_NPOS ? open : ts_str_find_char(person, brackets[i][1], open);
        if (close == TS_NPOS)
            continue;
        ts_str before = ts_str_trim(ts_str_sub(person, 0, open));
        ts_str inside = ts_str_trim(ts_str_sub(person, open + 1, close - open - 1));
        if (ts_str_has(before, "@") && inside.len)
            return inside;
        if (ts_str_has(inside, "@") && before.len)
            return before;
    }
    return person;
}

static bool has_author(ts_str authors, ts_str name)
{
    ts_str one;
    while (ts_str_split(&authors, ';', &one))
        if (ts_str_eq_nocase(ts_str_trim(one), name))
            return true;
    return false;
}

void ts_draft_put_author(struct ts_draft *d, uint8_t rank, ts_str person)
{
    struct ts_record *r = ts_draft_record(d);
    ts_str *authors = &r->text[TS_SLOT_AUTHOR];
    ts_str name = person_name(person);

    if (!name.len || rank < r->rank[TS_SLOT_AUTHOR])
        return;
    if (rank > r->rank[TS_SLOT_AUTHOR])
        ts_draft_put(d, TS_SLOT_AUTHOR, rank, name);
    else if (!has_author(*authors, name) && authors->len + name.len < MAX_AUTHORS_LEN)
        *authors = ts_arena_printf(d->a, "%.*s; %.*s", TS_FMT(*authors), TS_FMT(name));
}

void ts_draft_put_enclosure(struct ts_draft *d, ts_str url, ts_str type, ts_str n_bytes)
{
    struct ts_record *r = ts_draft_record(d);
    int64_t size;

    if (!url.len || url.len > MAX_ENCLOSURE_URL_LEN || !is_linkable(url) ||
        r->n_enclosures == MAX_ENCLOSURES)
        return;
    if (type.len > MAX_ENCLOSURE_TYPE_LEN)
        type.len = 0;
    for (size_t i = 0; i < r->n_enclosures; i++)
        if (ts_str_eq(r->enclosures[i].url, url))
            return;
    struct ts_enclosure *e = TS_PUSH(d->a, r->enclosures, r->n_enclosures, r->cap_enclosures);
    e->url = ts_arena_str(d->a, url);
    e->type = ts_arena_str(d->a, type);
    if (ts_str_to_int(n_bytes, &size) && size > 0)
        e->n_bytes = size;
}

void ts_draft_start_item(struct ts_draft *d)
{
    d->item = (struct ts_record){ 0 };
    d->is_in_item = true;
}

/* `first`, or `second` where that is empty. */
static ts_str either(ts_str first, ts_str second)
{
    return first.len ? first : second;
}

void ts_draft_put_outlet(struct ts_draft *d, ts_str name)
{
    if (d->feed.rank[TS_SLOT_TITLE] == 0 && name.len > 0) {
        d->feed.rank[TS_SLOT_TITLE] = 1;
        d->feed.text[TS_SLOT_TITLE] = ts_arena_str(d->a, name);
    }
}

/* True for an entry of a sitemap that is no news. */
static bool is_no_item(const struct ts_draft *d)
{
    return d->format == TS_FEED_SITEMAP &&
           (d->item.rank[TS_SLOT_TITLE] == 0 || d->item.rank[TS_SLOT_LINK] == 0);
}

void ts_draft_end_item(struct ts_draft *d)
{
    const struct ts_record *r = &d->item;
    ts_str description = r->text[TS_SLOT_DESCRIPTION];
    bool has_summary = r->text[TS_SLOT_SUMMARY].len > 0;
    struct ts_item item = {
        .id = r->text[TS_SLOT_ID],
        .link = r->text[TS_SLOT_LINK],
        .title = r->text[TS_SLOT_TITLE],
        .author = r->text[TS_SLOT_AUTHOR],
        .summary = either(r->text[TS_SLOT_SUMMARY], description),
        .content = either(r->text[TS_SLOT_CONTENT], has_summary ? description : (ts_str){ 0 }),
        .published = r->rank[TS_SLOT_PUBLISHED] ? r->published : r->updated,
        .updated = r->updated,
        .enclosures = r->enclosures,
        .n_enclosures = r->n_enclosures,
    };

    d->is_in_item = false;
    if (is_no_item(d))
        return;
    if (d->items.len / sizeof item >= TS_FEED_MAX_ITEMS)
        d->is_full = true;
    else
        ts_buf_put(&d->items, (ts_str){ (const char *)&item, sizeof item });
}

struct ts_feed ts_draft_take(struct ts_draft *d)
{
    size_t n = d->items.len / sizeof(struct ts_item);
    struct ts_item *items = TS_NEW_ARRAY(d->a, n, struct ts_item);

    if (n > 0)
        memcpy(items, d->items.ptr, n * sizeof *items);
    struct ts_feed feed = {
        .format = d->format,
        .title = d->feed.text[TS_SLOT_TITLE],
        .link = d->feed.text[TS_SLOT_LINK],
        .lang = d->feed.text[TS_SLOT_LANG],
        .ttl_s = d->ttl_s,
        .fault = d->fault,
        .is_cut = d->is_cut,
        .items = items,
        .n_items = n,
    };
    bool inherits = d->format == TS_FEED_ATOM || d->format == TS_FEED_JSON;

    for (size_t i = 0; i < feed.n_items && inherits; i++)
        if (!feed.items[i].author.len)
            feed.items[i].author = d->feed.text[TS_SLOT_AUTHOR];
    return feed;
}

void ts_draft_done(struct ts_draft *d)
{
    ts_buf_done(&d->items);
}
