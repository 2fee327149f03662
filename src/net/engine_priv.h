/* engine_priv.h - the transfers themselves, all on one thread; http.c gives it its orders.
 *
 * Everything but ts_engine_open() and ts_engine_transfer() is for that thread alone. */
#ifndef TEARSHEET_NET_ENGINE_PRIV_H
#define TEARSHEET_NET_ENGINE_PRIV_H

#include "outbox_priv.h"

/* The replies go to `replies`; that and `untaken` are borrowed.  TS_ERR_NET if libcurl cannot be
 * started. */
TS_CHECKED enum ts_rc ts_engine_open(struct ts_engine **out, const struct ts_http_options *options,
                                     struct ts_queue *replies, struct ts_untaken *untaken,
                                     struct ts_err *err);
/* With nothing under way. */
void ts_engine_close(struct ts_engine *e);

/* The request as a transfer for ts_engine_put().  Any thread. */
struct ts_transfer *ts_engine_transfer(struct ts_engine *e, const struct ts_http_request *request);
/* Queues the transfer.  What is wrong with it is told by its reply. */
void ts_engine_put(struct ts_engine *e, struct ts_transfer *t);
/* What waits of this kind and id goes as if it had been asked for with this priority. */
void ts_engine_raise(struct ts_engine *e, int kind, int64_t id, enum ts_http_priority priority);
/* Serves the sockets once, then waits until one of them, or `wake_fd`, has something. */
void ts_engine_turn(struct ts_engine *e, int wake_fd);
/* Ends all that is queued or running; their replies say TS_ERR_CANCELLED. */
void ts_engine_cancel_all(struct ts_engine *e);

#endif
