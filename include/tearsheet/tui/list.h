/* list.h - cursor and scroll arithmetic of a list: numbers alone. */
#ifndef TEARSHEET_TUI_LIST_H
#define TEARSHEET_TUI_LIST_H

#include <stddef.h>

/* All-zero is the empty list.  The cursor is always on an element (0 when there is none), and in
 * the window [top, top + rows). */
struct ts_list {
    size_t n;
    size_t at;
    size_t top;
    size_t rows; /* of the window */
};

/* Changes what the list is made of or seen through, and brings cursor and window back in order. */
void ts_list_resize(struct ts_list *l, size_t n, size_t rows);
/* Moves the cursor by `delta` elements, stopping at both ends. */
void ts_list_move(struct ts_list *l, long delta);
void ts_list_go(struct ts_list *l, size_t at);
/* Moves cursor and window by `pages` windows less a row, so that one row stays in sight. */
void ts_list_page(struct ts_list *l, long pages);
/* Moves the window by `delta` rows; the cursor follows only as far as it must (a mouse wheel). */
void ts_list_scroll(struct ts_list *l, long delta);

#endif
