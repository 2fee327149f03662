/* A report has some hundred hashes, and a comparison of two costs a call and, every other time, a
 * wrong guess.  So they are dealt into 256 heaps by their lowest byte, then by the next one, and so
 * on. */
#include "sort_priv.h"

#include <string.h>

enum { BYTES = 4, HEAPS = 256 };

/* Deals `from` to `to` by byte `byte`. */
static void deal(const uint64_t *from, uint64_t *to, size_t n, int byte)
{
    size_t start[HEAPS + 1] = { 0 };
    const int shift = byte * 8;

    for (size_t i = 0; i < n; i++)
        start[(from[i] >> shift & (HEAPS - 1)) + 1]++;
    for (int i = 1; i < HEAPS; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < n; i++)
        to[start[from[i] >> shift & (HEAPS - 1)]++] = from[i];
}

void sort_by_low(struct ts_arena *a, uint64_t *v, size_t n)
{
    uint64_t *room = ts_arena_alloc_raw(a, n * sizeof *room);

    for (int byte = 0; byte < BYTES; byte += 2) { /* there and back */
        deal(v, room, n, byte);
        deal(room, v, n, byte + 1);
    }
}
