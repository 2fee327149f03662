/* A transfer pauses by itself when it finds no room (transfer_watch.c); here it is seen to. */
#include "body_room_priv.h"

#include "transfer_priv.h"

bool ts_body_room_is_full(const struct ts_body_room *room)
{
    return room->used >= room->max;
}

/* The one that has come furthest, until it ends. */
static void let_one_through(struct ts_transfer *const *running, size_t n_running)
{
    struct ts_transfer *best = NULL;

    for (size_t i = 0; i < n_running; i++) {
        struct ts_transfer *t = running[i];
        if (t->is_let_through)
            return;
        if (t->is_paused && (!best || t->job.body.len > best->job.body.len))
            best = t;
    }
    if (best)
        best->is_let_through = true;
}

void ts_body_room_share(const struct ts_body_room *room, struct ts_transfer *const *running,
                        size_t n_running, bool is_any_ready, int64_t now_ms)
{
    const bool is_full = ts_body_room_is_full(room);

    if (is_full && !is_any_ready)
        let_one_through(running, n_running);
    for (size_t i = 0; i < n_running; i++) {
        struct ts_transfer *t = running[i];
        if (t->is_paused && (!is_full || t->is_let_through))
            ts_transfer_resume(t, now_ms);
        else if (t->is_paused)
            ts_transfer_rest(t, now_ms);
    }
}
