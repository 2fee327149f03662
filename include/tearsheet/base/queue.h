/* queue.h - messages between two threads.
 *
 * A queue carries pointers; pushing gives the message away, popping takes it.  `wake_fd` becomes
 * readable when something was pushed to an empty queue, so that the receiver can wait in poll() for
 * it among other things.  Before it waits it drains with ts_queue_drain(), then pops until NULL:
 * what is pushed later than that wakes it. */
#ifndef TEARSHEET_BASE_QUEUE_H
#define TEARSHEET_BASE_QUEUE_H

#include "tearsheet/base/err.h"

struct ts_queue;

/* An empty queue, to be closed; TS_ERR_IO when there are no descriptors for its pipe. */
TS_CHECKED enum ts_rc ts_queue_open(struct ts_queue **out, struct ts_err *err);
/* Messages still inside are given to `drop` (may be NULL). */
void ts_queue_close(struct ts_queue *q, void (*drop)(void *message));

/* Takes `message`.  Any thread. */
void ts_queue_push(struct ts_queue *q, void *message);
/* The oldest message, or NULL.  Never waits. */
void *ts_queue_pop(struct ts_queue *q);
/* To wait on, and to empty before popping. */
int ts_queue_wake_fd(const struct ts_queue *q);
void ts_queue_drain(struct ts_queue *q);

#endif
