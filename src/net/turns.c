/* One list in order of priority and age, searched from its head for the first whose host has room.
 * A few thousand requests wait at most, so the search costs nothing beside a transfer. */
#include "turns_priv.h"

struct ts_turn_host {
    size_t n_running;
    int64_t held_until_ms;
};

void ts_turns_init(struct ts_turns *turns, size_t max_running, size_t max_per_host)
{
    *turns = (struct ts_turns){ .max_running = max_running, .max_per_host = max_per_host };
    turns->hosts.arena = &turns->arena;
}

void ts_turns_done(struct ts_turns *turns)
{
    ts_arena_done(&turns->arena);
    *turns = (struct ts_turns){ 0 };
}

static struct ts_turn_host *host_of(struct ts_turns *turns, ts_str key)
{
    int64_t *slot = ts_map_put_str(&turns->hosts, key);

    if (*slot == 0)
        *slot = (int64_t)(intptr_t)TS_NEW(&turns->arena, struct ts_turn_host);
    return (struct ts_turn_host *)(intptr_t)*slot;
}

static bool goes_before(const struct ts_turn *a, const struct ts_turn *b)
{
    return a->priority != b->priority ? a->priority > b->priority : a->number < b->number;
}

static void link_turn(struct ts_turns *turns, struct ts_turn *turn)
{
    struct ts_turn **at = &turns->first;

    while (*at && goes_before(*at, turn))
        at = &(*at)->next;
    turn->next = *at;
    *at = turn;
    turns->n_waiting++;
}

void ts_turns_put(struct ts_turns *turns, struct ts_turn *turn, ts_str host)
{
    turn->host = host_of(turns, host);
    if (turn->number == 0)
        turn->number = ++turns->last_number;
    link_turn(turns, turn);
}

/* Takes the turn at `at` out of the list. */
static struct ts_turn *unlink_turn(struct ts_turns *turns, struct ts_turn **at)
{
    struct ts_turn *turn = *at;

    *at = turn->next;
    turn->next = NULL;
    turns->n_waiting--;
    return turn;
}

void ts_turns_raise(struct ts_turns *turns, struct ts_turn *turn, int priority)
{
    struct ts_turn **at = &turns->first;

    while (*at && *at != turn)
        at = &(*at)->next;
    if (!*at || turn->priority >= priority)
        return;
    (void)unlink_turn(turns, at);
    turn->priority = priority;
    link_turn(turns, turn);
}

struct ts_turn *ts_turns_take(struct ts_turns *turns, int64_t now_ms)
{
    if (turns->n_running >= turns->max_running)
        return NULL;
    for (struct ts_turn **at = &turns->first; *at; at = &(*at)->next) {
        struct ts_turn_host *host = (*at)->host;
        if (host->n_running >= turns->max_per_host || host->held_until_ms > now_ms)
            continue;
        host->n_running++;
        turns->n_running++;
        return unlink_turn(turns, at);
    }
    return NULL;
}

void ts_turns_end(struct ts_turns *turns, struct ts_turn *turn)
{
    turn->host->n_running--;
    turns->n_running--;
}

void ts_turns_hold(struct ts_turns *turns, ts_str host, int64_t until_ms)
{
    struct ts_turn_host *h = host_of(turns, host);

    if (h->held_until_ms < until_ms)
        h->held_until_ms = until_ms;
}

int64_t ts_turns_held_until_ms(const struct ts_turn *turn)
{
    return turn->host->held_until_ms;
}

struct ts_turn *ts_turns_drop(struct ts_turns *turns, int64_t until_ms)
{
    for (struct ts_turn **at = &turns->first; *at; at = &(*at)->next)
        if ((*at)->host->held_until_ms > until_ms)
            return unlink_turn(turns, at);
    return NULL;
}

int64_t ts_turns_next_ms(const struct ts_turns *turns, int64_t now_ms)
{
    int64_t next = INT64_MAX;

    for (const struct ts_turn *t = turns->first; t; t = t->next)
        if (t->host->held_until_ms > now_ms && t->host->held_until_ms < next)
            next = t->host->held_until_ms;
    return next;
}
