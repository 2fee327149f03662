#include "tearsheet/tui/list.h"

/* `value` + `delta`, kept within 0 and `last`. */
static size_t step(size_t value, long delta, size_t last)
{
    if (delta < 0) {
        size_t down = (size_t)0 - (size_t)delta;
        return value > down ? value - down : 0;
    }
    return (size_t)delta > last - value ? last : value + (size_t)delta;
}

static size_t last_top(const struct ts_list *l)
{
    return l->n > l->rows ? l->n - l->rows : 0;
}

/* Moves the window no further than needed to have the cursor in it. */
static void follow(struct ts_list *l)
{
    if (l->at < l->top)
        l->top = l->at;
    else if (l->rows > 0 && l->at >= l->top + l->rows)
        l->top = l->at - l->rows + 1;
    if (l->top > last_top(l))
        l->top = last_top(l);
}

void ts_list_resize(struct ts_list *l, size_t n, size_t rows)
{
    l->n = n;
    l->rows = rows;
    ts_list_go(l, l->at);
}

void ts_list_go(struct ts_list *l, size_t at)
{
    l->at = l->n == 0 ? 0 : at < l->n ? at : l->n - 1;
    follow(l);
}

void ts_list_move(struct ts_list *l, long delta)
{
    if (l->n > 0)
        l->at = step(l->at, delta, l->n - 1);
    follow(l);
}

void ts_list_page(struct ts_list *l, long pages)
{
    long stride = l->rows > 2 ? (long)l->rows - 1 : 1;

    if (l->n == 0)
        return;
    l->top = step(l->top, pages * stride, last_top(l));
    ts_list_move(l, pages * stride);
}

void ts_list_scroll(struct ts_list *l, long delta)
{
    if (l->n == 0 || l->rows == 0)
        return;
    l->top = step(l->top, delta, last_top(l));
    if (l->at < l->top)
        l->at = l->top;
    if (l->at >= l->top + l->rows)
        l->at = l->top + l->rows - 1;
}
