/* listing_priv.h - what all lists have in common: rows, a cursor, unread and selected ones. */
#ifndef TEARSHEET_TUI_LISTING_PRIV_H
#define TEARSHEET_TUI_LISTING_PRIV_H

#include "tearsheet/base/map.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/tui/list.h"

#include "view_priv.h"

struct listing;

struct listing_class {
    /* Fills l->rows, l->n, l->n_all and title from the library, all in `a`.  Long lists load at
     * most l->limit rows, unless that is 0, without the l->from rows before them. */
    enum ts_rc (*load)(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err);
    int64_t (*id)(const struct listing *l, size_t i);
    bool (*is_unread)(const struct listing *l, size_t i);
    struct subject (*subject)(const struct listing *l, size_t i);
    /* Draws row `i` into a surface of one row; the two columns at the left are taken. */
    void (*draw_row)(const struct listing *l, size_t i, struct ts_surface *s);
    /* Opens row `i`. */
    void (*open)(struct listing *l, struct ts_ui *ui, size_t i);
    /* A command beyond those of all lists; may be NULL. */
    bool (*command)(struct listing *l, struct ts_ui *ui, const struct invocation *in);
    /* The unread articles of the whole list, in `a`; NULL: it is none of articles. */
    enum ts_rc (*unread)(const struct listing *l, struct ts_arena *a, struct ts_db *db,
                         int64_t **ids, size_t *n, struct ts_err *err);
    /* What to do when there is nothing to show: lines, the first one says what is the case; ends
     * with NULL. */
    const char *const *(*empty)(const struct listing *l);
};

struct listing {
    struct ts_view base;
    const struct listing_class *class;
    void *rows;
    size_t n;            /* rows loaded */
    size_t first;        /* rows before them */
    size_t n_all;        /* rows there are */
    size_t from;         /* rows to load: without so many before them, */
    size_t limit;        /* and at most so many; 0 for all */
    struct ts_list list; /* of the rows loaded */
    struct ts_arena marks_arena;
    struct ts_map marks; /* ids of rows, 1 for those that are marked */
    size_t n_marks;
    int64_t marked_id; /* the row marked last: a range begins there */
    int shift;         /* columns that the selected headline is scrolled by */
    int age_cols;      /* of the widest age, for lists that show ages */
};

/* Fills in what every list has; `l` is all-zero but for what its kind has. */
void listing_init(struct listing *l, const struct listing_class *class, struct ts_ui *ui);
/* The list that a view is, or NULL. */
struct listing *listing_of(struct ts_view *v);
/* Loads the beginning of the list the next time. */
void listing_restart(struct listing *l);
/* Whether far more rows are loaded, or to be, than the screen has, to look them through or because
 * marked ones lie far apart: they should have only what they need for that. */
bool listing_is_wide(const struct listing *l);
/* Has other rows loaded when the cursor comes near the end of those that are, or too many are. */
void listing_follow(struct listing *l);
/* Goes to row `at` of the whole list, or to its last.  False: it could not be loaded. */
bool listing_go(struct listing *l, struct ts_ui *ui, size_t at);
/* Loads more, if rows from `first` up to `end` of the whole list are not all there. */
bool listing_load_rows(struct listing *l, struct ts_ui *ui, size_t first, size_t end);
/* Goes to the next (`step` 1) or previous (-1) row of the whole list that fits, from the other end
 * on if need be.  False: there is none; the selected row counts as the last. */
typedef bool listing_fits(const struct listing *l, size_t i, const void *what);
bool listing_seek(struct listing *l, struct ts_ui *ui, int step, listing_fits *fits,
                  const void *what);
/* Moves to the next (`step` 1) or previous (-1) unread row; false if there is none. */
bool listing_go_unread(struct listing *l, struct ts_ui *ui, int step);
/* Scrolls by rows; what is selected stays so as long as it is seen. */
void listing_scroll(struct listing *l, long rows);
/* The commands that mark rows. */
bool listing_mark(struct listing *l, struct ts_ui *ui, const struct invocation *in);
void listing_unmark(struct listing *l);
bool listing_is_marked(const struct listing *l, size_t i);
void listing_go_id(struct listing *l, int64_t id);

/* The ids of all articles that `query` has, in `a`. */
enum ts_rc listing_ids(struct ts_arena *a, struct ts_db *db, struct ts_article_query query,
                       int64_t **ids, size_t *n, struct ts_err *err);

/* Parts of rows that several lists have.  They draw from the right end `end` leftwards, and return
 * the new end. */
int row_put_age(const struct listing *l, struct ts_surface *s, int end, ts_str age);
int row_put_right(struct ts_surface *s, int end, int width, ts_str text, enum ts_role role);
/* Headline and tags of row `i` between `col` and `end`. */
void row_put_headline(const struct listing *l, size_t i, struct ts_surface *s, int col, int end,
                      ts_str title, bool is_unread, const ts_str *tags, size_t n_tags);

#endif
