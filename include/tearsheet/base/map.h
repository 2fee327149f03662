/* map.h - hash maps from 64-bit keys or text to 64-bit values, in an arena. */
#ifndef TEARSHEET_BASE_MAP_H
#define TEARSHEET_BASE_MAP_H

#include "tearsheet/base/arena.h"

struct ts_map_slot;

/* Open addressing, grows by doubling.  Keys are not removed.  Set `arena` and leave the rest zero.
 */
struct ts_map {
    struct ts_arena *arena;
    struct ts_map_slot *slots;
    size_t n; /* keys held */
    size_t cap;
};

/* The value of `key`, or NULL if it is not there. */
int64_t *ts_map_find(const struct ts_map *m, uint64_t key);
/* The value of `key`, made as 0 if it was not there.  Valid until the next put. */
int64_t *ts_map_put(struct ts_map *m, uint64_t key);

/* The same with text as key: the text is compared, not its hash alone, and copied into the arena
 * when it is new.  A map holds keys of one kind only. */
int64_t *ts_map_find_str(const struct ts_map *m, ts_str key);
int64_t *ts_map_put_str(struct ts_map *m, ts_str key);

#endif
