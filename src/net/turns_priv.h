/* turns_priv.h - whose turn it is: a queue by priority and age, with a limit on what runs at once,
 * in all and to one host, and pauses that hosts asked for.  Knows nothing of transfers. */
#ifndef TEARSHEET_NET_TURNS_PRIV_H
#define TEARSHEET_NET_TURNS_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/map.h"

struct ts_turn_host;

/* A place in the queue, part of what waits in it. */
struct ts_turn {
    int priority;              /* higher goes first; set by the owner */
    uint64_t number;           /* lower goes first; given at the first put, and kept */
    struct ts_turn_host *host; /* while it waits or runs */
    struct ts_turn *next;
};

struct ts_turns {
    size_t max_running;
    size_t max_per_host;
    size_t n_running;
    size_t n_waiting;
    struct ts_turn *first; /* waiting, in order */
    uint64_t last_number;
    struct ts_arena arena; /* hosts, as long as the queue */
    struct ts_map hosts;   /* key to struct ts_turn_host * */
};

void ts_turns_init(struct ts_turns *turns, size_t max_running, size_t max_per_host);
void ts_turns_done(struct ts_turns *turns);

/* Queues `turn`; `host` is the text that hosts are told apart by. */
void ts_turns_put(struct ts_turns *turns, struct ts_turn *turn, ts_str host);
/* Lets what waits go as if it had been put with this priority, if that is higher. */
void ts_turns_raise(struct ts_turns *turns, struct ts_turn *turn, int priority);
/* The first that may run now, counted as running from here on; or NULL. */
struct ts_turn *ts_turns_take(struct ts_turns *turns, int64_t now_ms);
/* What was taken runs no more. */
void ts_turns_end(struct ts_turns *turns, struct ts_turn *turn);

/* Takes nothing for `host` before `until_ms`; only ever makes a pause longer. */
void ts_turns_hold(struct ts_turns *turns, ts_str host, int64_t until_ms);
/* Till when the host of `turn` is held; may have passed. */
int64_t ts_turns_held_until_ms(const struct ts_turn *turn);
/* Removes the first that waits for a host held beyond `until_ms`, with INT64_MIN the first of all;
 * or NULL. */
struct ts_turn *ts_turns_drop(struct ts_turns *turns, int64_t until_ms);
/* When the next hold ends that something waits for, after `now_ms`; INT64_MAX if none does. */
int64_t ts_turns_next_ms(const struct ts_turns *turns, int64_t now_ms);

#endif
