/* body_room_priv.h - the room for bodies that nobody has taken yet.
 *
 * When it is full, transfers leave their bytes with the server until there is room again, so that a
 * slow receiver bounds memory. */
#ifndef TEARSHEET_NET_BODY_ROOM_PRIV_H
#define TEARSHEET_NET_BODY_ROOM_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ts_transfer;

/* For the bodies of all transfers and of replies that were not taken yet. */
struct ts_body_room {
    size_t used, max; /* bytes */
};

bool ts_body_room_is_full(const struct ts_body_room *room);
/* Lets the paused ones among the running transfers go on when there is room, and rest when there is
 * none.  If no reply is ready, none will ever be taken to make room: then one goes on all the same.
 */
void ts_body_room_share(const struct ts_body_room *room, struct ts_transfer *const *running,
                        size_t n_running, bool is_any_ready, int64_t now_ms);

#endif
