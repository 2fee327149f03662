/* Sizes are those that malloc() made of what was asked for (malloc_usable_size), so that they are
 * the same from run to run and close to what the process really holds. */
#include "heap.h"

#include <stdlib.h>

#include "sanitizer.h"

#if defined(__GLIBC__) && !HAS_SANITIZER

#include <malloc.h>
#include <stdatomic.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *place, size_t size);
void __libc_free(void *place);

static atomic_bool is_on;
static atomic_ptrdiff_t held, peak;

static void *taken(void *place)
{
    if (!atomic_load_explicit(&is_on, memory_order_relaxed))
        return place;
    ptrdiff_t size = (ptrdiff_t)malloc_usable_size(place);
    ptrdiff_t now = atomic_fetch_add(&held, size) + size;
    if (now > atomic_load(&peak))
        atomic_store(&peak, now);
    return place;
}

static size_t size_of(void *place)
{
    return atomic_load_explicit(&is_on, memory_order_relaxed) ? malloc_usable_size(place) : 0;
}

void *malloc(size_t size)
{
    return taken(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
    return taken(__libc_calloc(n, size));
}

void *realloc(void *place, size_t size)
{
    size_t before = size_of(place);
    void *moved = __libc_realloc(place, size);

    if (moved || size == 0)
        atomic_fetch_sub(&held, (ptrdiff_t)before);
    return taken(moved);
}

void free(void *place)
{
    atomic_fetch_sub(&held, (ptrdiff_t)size_of(place));
    __libc_free(place);
}

bool heap_counts(void)
{
    return true;
}

void heap_mark(void)
{
    atomic_store(&held, 0);
    atomic_store(&peak, 0);
    atomic_store(&is_on, true);
}

void heap_stop(void)
{
    atomic_store(&is_on, false);
}

ptrdiff_t heap_held(void)
{
    return atomic_load(&held);
}

ptrdiff_t heap_peak(void)
{
    return atomic_load(&peak);
}

#else

bool heap_counts(void)
{
    return false;
}

void heap_mark(void)
{
}

void heap_stop(void)
{
}

ptrdiff_t heap_held(void)
{
    return 0;
}

ptrdiff_t heap_peak(void)
{
    return 0;
}

#endif
