/* outbox_priv.h - replies on their way to their receiver.
 *
 * What a reply is to be prepared for (parsing, say) takes time: it waits here, and is done for a
 * few at a time.  A reply that is ready goes into the receiver's queue. */
#ifndef TEARSHEET_NET_OUTBOX_PRIV_H
#define TEARSHEET_NET_OUTBOX_PRIV_H

#include <stdatomic.h>

#include "tearsheet/base/queue.h"
#include "transfer_priv.h"

/* Replies that wait for their receiver: counted up by the engine, down by the receiver. */
struct ts_untaken {
    atomic_size_t n;
    atomic_size_t bytes;    /* of their arenas */
    atomic_bool is_awaited; /* there may be something that starts, or goes on, when one is taken */
};

struct ts_outbox {
    struct ts_transfer *first; /* that waits to be prepared, oldest first */
    struct ts_transfer **end;
    size_t n_waiting;
    struct ts_queue *replies;
    struct ts_untaken *untaken;
};

/* Both are borrowed. */
void ts_outbox_init(struct ts_outbox *box, struct ts_queue *replies, struct ts_untaken *untaken);
/* Takes a transfer whose reply is filled. */
void ts_outbox_put(struct ts_outbox *box, struct ts_transfer *t);
/* Prepares what waits, oldest first, for a few milliseconds. */
void ts_outbox_prepare_some(struct ts_outbox *box);
/* The oldest that waits, which is the caller's again; NULL if none does. */
struct ts_transfer *ts_outbox_take_back(struct ts_outbox *box);

/* True if none waits to be prepared, or to be taken by the receiver. */
bool ts_outbox_is_empty(const struct ts_outbox *box);
/* What all of them hold. */
size_t ts_outbox_bytes(const struct ts_outbox *box);

#endif
