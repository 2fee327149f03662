/* listing_window.c - the part of a long list that is loaded.
 *
 * It lies around the cursor and moves with it, so that each load costs the same, however long the
 * list is and wherever in it one is.  While rows are marked it only grows: what is done to them
 * needs all of them at hand. */
#include "listing_priv.h"

#include "ui_priv.h"

enum {
    FIRST_LIMIT = 256,
    AROUND = 256,       /* rows loaded to either side of the cursor, and */
    SCREENS_AROUND = 4, /* so many screens more */
    NEAR_SCREENS = 2,   /* from so many screens before the end of what is loaded it moves on */
    SEEK_LIMIT = 4096,  /* rows loaded to be looked through, twice as many each time, */
    SEEK_MOST = 32768   /* but no more, for the memory they take */
};

void listing_restart(struct listing *l)
{
    l->from = 0;
    l->limit = FIRST_LIMIT;
}

static size_t end_of(const struct listing *l)
{
    return l->first + l->n;
}

/* What is loaded next lies around the row `at` of the whole list. */
static void aim(struct listing *l, size_t at)
{
    size_t around = AROUND + SCREENS_AROUND * l->list.rows;
    size_t from = at > around ? at - around : 0, to = at + around;

    if (l->n_marks > 0) {
        from = from < l->first ? from : l->first;
        to = to > end_of(l) ? to : end_of(l);
    }
    l->from = from;
    l->limit = to - from;
}

bool listing_is_wide(const struct listing *l)
{
    return l->limit >= SEEK_LIMIT;
}

void listing_follow(struct listing *l)
{
    size_t near = NEAR_SCREENS * l->list.rows + 2;
    bool is_near_end = end_of(l) < l->n_all && l->list.at + near >= l->n;
    bool is_near_start = l->first > 0 && l->list.at < near;
    bool is_needless = listing_is_wide(l) && l->n_marks == 0;

    if (!is_near_end && !is_near_start && !is_needless)
        return;
    aim(l, l->first + l->list.at);
    l->base.is_stale = true;
}

/* Loads the rows around the row `at` of the whole list, which is selected. */
static bool settle(struct listing *l, struct ts_ui *ui, size_t at)
{
    aim(l, at);
    if (!ui_load(ui, &l->base))
        return false;
    ts_list_go(&l->list, at > l->first ? at - l->first : 0);
    return true;
}

bool listing_go(struct listing *l, struct ts_ui *ui, size_t at)
{
    size_t n_all = l->n_all > end_of(l) ? l->n_all : end_of(l);

    if (n_all > 0 && at >= n_all)
        at = n_all - 1;
    if (at < l->first || (at >= end_of(l) && end_of(l) < n_all))
        return settle(l, ui, at);
    ts_list_go(&l->list, at > l->first ? at - l->first : 0);
    return true;
}

bool listing_load_rows(struct listing *l, struct ts_ui *ui, size_t first, size_t end)
{
    if (first >= l->first && (end <= end_of(l) || end_of(l) >= l->n_all))
        return true;
    l->from = first < l->first ? first : l->first;
    l->limit = (end > end_of(l) ? end : end_of(l)) - l->from;
    return ui_load(ui, &l->base);
}

/* The first loaded row that fits, from `at` on to the end or the beginning; l->n when none does. */
static size_t look(const struct listing *l, size_t at, int step, listing_fits *fits,
                   const void *what)
{
    for (; at < l->n; at += (size_t)(long)step) /* below 0 it is beyond the end, too */
        if (fits(l, at, what))
            return at;
    return l->n;
}

/* Loads the `limit` rows behind or before those that are loaded, and from the other end on when
 * there are no more. */
static bool turn_over(struct listing *l, struct ts_ui *ui, int step, size_t limit)
{
    size_t before = l->first > 0 ? l->first : l->n_all;

    l->from = before > limit ? before - limit : 0;
    l->limit = step < 0 ? before - l->from : limit;
    if (step > 0)
        l->from = end_of(l) < l->n_all ? end_of(l) : 0;
    return ui_load(ui, &l->base) && l->n > 0;
}

/* Once around the list, beginning behind or before what is loaded.  Each load of a search ranks all
 * that it found, so they become larger. */
static bool seek_around(struct listing *l, struct ts_ui *ui, int step, listing_fits *fits,
                        const void *what)
{
    size_t home = l->first + l->list.at, found = l->n, limit = SEEK_LIMIT;

    for (size_t n_seen = 0; n_seen < l->n_all && turn_over(l, ui, step, limit); n_seen += l->n) {
        found = look(l, step > 0 ? 0 : l->n - 1, step, fits, what);
        if (found < l->n)
            break;
        limit = limit < SEEK_MOST ? 2 * limit : SEEK_MOST;
    }
    bool is_found = found < l->n;
    return settle(l, ui, is_found ? l->first + found : home) && is_found;
}

bool listing_seek(struct listing *l, struct ts_ui *ui, int step, listing_fits *fits,
                  const void *what)
{
    size_t found = look(l, l->list.at + (size_t)(long)step, step, fits, what);

    if (found == l->n && l->n_marks > 0 && listing_load_rows(l, ui, 0, l->n_all))
        found = look(l, l->list.at + (size_t)(long)step, step, fits, what);
    if (found == l->n && l->n < l->n_all)
        return seek_around(l, ui, step, fits, what);
    if (found == l->n && l->n > 0) /* all are loaded: once around */
        found = look(l, step > 0 ? 0 : l->n - 1, step, fits, what);
    if (found < l->n)
        ts_list_go(&l->list, found);
    return found < l->n;
}
