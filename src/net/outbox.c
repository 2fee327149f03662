/* A list of transfers whose replies wait to be prepared; the queue behind it is the receiver's. */
#include "outbox_priv.h"

#include "tearsheet/base/date.h"

enum { PREPARE_MAX_MS = 2 }; /* and then the sockets are looked at */

void ts_outbox_init(struct ts_outbox *box, struct ts_queue *replies, struct ts_untaken *untaken)
{
    *box = (struct ts_outbox){ .end = &box->first, .replies = replies, .untaken = untaken };
}

/* The transfer is no more. */
static void deliver(struct ts_outbox *box, struct ts_transfer *t)
{
    struct ts_reply *reply = t->job.reply;

    ts_job_prepare(&t->job);
    ts_transfer_close(t);
    atomic_fetch_add(&box->untaken->n, 1);
    atomic_fetch_add(&box->untaken->bytes, reply->arena.used);
    ts_queue_push(box->replies, reply);
}

void ts_outbox_put(struct ts_outbox *box, struct ts_transfer *t)
{
    if (!ts_job_wants_prepare(&t->job)) {
        deliver(box, t);
        return;
    }
    t->next = NULL;
    *box->end = t;
    box->end = &t->next;
    box->n_waiting++;
}

struct ts_transfer *ts_outbox_take_back(struct ts_outbox *box)
{
    struct ts_transfer *t = box->first;

    if (!t)
        return NULL;
    box->first = t->next;
    if (!box->first)
        box->end = &box->first;
    box->n_waiting--;
    return t;
}

void ts_outbox_prepare_some(struct ts_outbox *box)
{
    const int64_t end_ms = ts_now_ms() + PREPARE_MAX_MS;
    struct ts_transfer *t;

    while (ts_now_ms() < end_ms && (t = ts_outbox_take_back(box)))
        deliver(box, t);
}

bool ts_outbox_is_empty(const struct ts_outbox *box)
{
    return box->n_waiting == 0 && atomic_load(&box->untaken->n) == 0;
}

size_t ts_outbox_bytes(const struct ts_outbox *box)
{
    size_t bytes = atomic_load(&box->untaken->bytes);

    for (const struct ts_transfer *t = box->first; t; t = t->next)
        bytes += t->job.body.len;
    return bytes;
}
