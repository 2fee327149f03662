/* heap.h - how many bytes of the heap a piece of work holds at most.
 *
 * Linking heap.c takes the place of malloc() for the whole program, libraries included.  It counts
 * only where glibc's own malloc can be called from there, and where no sanitizer stands in between;
 * elsewhere heap_counts() is false and the figures are 0. */
#ifndef TEARSHEET_TESTS_HEAP_H
#define TEARSHEET_TESTS_HEAP_H

#include <stdbool.h>
#include <stddef.h>

bool heap_counts(void);

/* Counts from here on, from 0, until heap_stop(). */
void heap_mark(void);
void heap_stop(void);

/* Bytes taken and not freed since the mark, and the most that they were. */
ptrdiff_t heap_held(void);
ptrdiff_t heap_peak(void);

#endif
