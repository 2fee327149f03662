/* draft_priv.h - a feed in the making: what XML and JSON feeds have in common. */
#ifndef TEARSHEET_FEED_DRAFT_PRIV_H
#define TEARSHEET_FEED_DRAFT_PRIV_H

#include "tearsheet/base/buf.h"
#include "tearsheet/model/feed.h"

enum ts_slot {
    TS_SLOT_TITLE,
    TS_SLOT_LINK,
    TS_SLOT_ID,
    TS_SLOT_SUMMARY,
    TS_SLOT_DESCRIPTION, /* the summary if there is no other, else the content if there is no other
                          */
    TS_SLOT_CONTENT,
    TS_SLOT_AUTHOR,
    TS_SLOT_LANG,
    TS_SLOT_PUBLISHED,
    TS_SLOT_UPDATED,
    TS_N_SLOTS,
};

/* What is known of the feed, or of one item.  Several elements can fill a slot: the one of the
 * highest rank does, among equals the first. */
struct ts_record {
    ts_str text[TS_N_SLOTS];
    struct ts_when published, updated;
    uint8_t rank[TS_N_SLOTS]; /* of what fills the slot, 0 for nothing */
    struct ts_enclosure *enclosures;
    size_t n_enclosures, cap_enclosures;
};

/* Set `a`, `url` and `used_before`, and leave the rest zero.  End with ts_draft_done(). */
struct ts_draft {
    struct ts_arena *a;
    ts_str url;         /* of the feed, or empty */
    size_t used_before; /* bytes of the arena, not the draft's */
    enum ts_feed_format format;
    struct ts_record feed;
    struct ts_record item;
    bool is_in_item; /* that is what is being filled */
    bool is_full;    /* there is more than a limit allows; nothing more is put then */
    int64_t ttl_s;
    ts_str fault;
    bool is_cut;
    struct ts_buf items; /* struct ts_item, one behind the other */
};

/* The record that is being filled. */
struct ts_record *ts_draft_record(struct ts_draft *d);

/* Fills a slot with a copy of `text`, trimmed; nothing if that is empty or the rank is too low. */
void ts_draft_put(struct ts_draft *d, enum ts_slot slot, uint8_t rank, ts_str text);
/* The same for a date as written; what is no date is ignored. */
void ts_draft_put_when(struct ts_draft *d, enum ts_slot slot, uint8_t rank, ts_str text);
/* Resolved against `base` (xml:base; may be empty), the feed's address, or its link. */
void ts_draft_put_link(struct ts_draft *d, uint8_t rank, ts_str base, ts_str reference);
ts_str ts_draft_resolve(struct ts_draft *d, ts_str base, ts_str reference);
/* A person as written ("a@b.example (Ann Lee)"), plain text.  Equal ranks are joined. */
void ts_draft_put_author(struct ts_draft *d, uint8_t rank, ts_str person);
void ts_draft_put_enclosure(struct ts_draft *d, ts_str url, ts_str type, ts_str n_bytes);

/* What an item says of the feed it is in: the title, if it has none yet. */
void ts_draft_put_outlet(struct ts_draft *d, ts_str name);

void ts_draft_start_item(struct ts_draft *d);
void ts_draft_end_item(struct ts_draft *d);

/* The feed, in the arena; the draft can only be ended then. */
struct ts_feed ts_draft_take(struct ts_draft *d);
void ts_draft_done(struct ts_draft *d);

#endif
