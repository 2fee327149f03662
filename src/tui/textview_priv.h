/* textview_priv.h - what all texts have in common: rows to scroll through, and words to find. */
#ifndef TEARSHEET_TUI_TEXTVIEW_PRIV_H
#define TEARSHEET_TUI_TEXTVIEW_PRIV_H

#include "tearsheet/tui/layout.h"

#include "text_builder_priv.h"
#include "view_priv.h"

struct textview;

struct textview_class {
    /* Fills t->blocks, t->n_blocks, t->lang and title, all in `a`. */
    enum ts_rc (*load)(struct textview *t, struct ts_arena *a, struct ts_db *db,
                       struct ts_err *err);
    /* May be NULL: nothing is selected. */
    struct subject (*subject)(const struct textview *t);
    /* A command beyond those of all texts; may be NULL. */
    bool (*command)(struct textview *t, struct ts_ui *ui, const struct invocation *in);
};

/* A place in the text that stays when it is laid out anew. */
struct place {
    size_t block;
    size_t start; /* bytes into the block's flow */
};

struct textview {
    struct ts_view base;
    const struct textview_class *class;
    struct ts_block *blocks;
    size_t n_blocks;
    ts_str lang;
    const struct ts_passage *known; /* to be dimmed; with n_known 0 nothing is marked as new */
    size_t n_known;
    const size_t *news; /* blocks that say something new */
    size_t n_news;
    int max_cols; /* of a line of text */
    bool with_stripped;
    bool hyphenates;

    struct ts_layout layout; /* in base.sized */
    int cols;                /* laid out at */
    int left;                /* of the text in the view */
    size_t top;              /* first row shown */
    int shift;               /* columns that wide rows are scrolled by */

    ts_str words; /* being found; in base.own */
    struct ts_match *matches;
    size_t n_matches;
    size_t match;   /* the one the reader is at */
    size_t news_at; /* of news, the one gone to last, counted from 1; and the top then */
    size_t news_top;
};

void textview_init(struct textview *t, const struct textview_class *class, struct ts_ui *ui);
/* The text that a view is, or NULL. */
struct textview *textview_of(struct ts_view *v);
/* Finds words and goes to the first match at or behind the top; none: ends finding. */
void textview_find(struct textview *t, struct ts_ui *ui, ts_str words);
/* The commands that all texts know; `v` is one.  False: it is another's to obey. */
bool textview_command(struct ts_view *v, struct ts_ui *ui, const struct invocation *in);
/* Shows the text from row `top` on, or its end if that is too far. */
void textview_go(struct textview *t, size_t top);
void textview_scroll(struct textview *t, long rows);
/* Scrolls what is wider than the text by so many columns more, as far as there are any. */
void textview_shift(struct textview *t, int cols);
bool textview_is_at_end(const struct textview *t);
struct place textview_place(const struct textview *t);
void textview_go_place(struct textview *t, struct place place);
/* Lays the text out anew, and shows the place that was shown before. */
void textview_relayout(struct textview *t);

/* Goes to the next passage that says something new, and says which it is or that there is none. */
void textview_go_new(struct textview *t, struct ts_ui *ui);
/* True for the first row of a block that says something new. */
bool textview_is_new_row(const struct textview *t, const struct ts_row *row);

/* The number that a stripped block has whose first row on the screen is `row`, else 0. */
int textview_stripped_number(const struct textview *t, size_t row);
/* Asks for the stripped block of this number to be put back into the article; 0 is the first. */
bool textview_put_back(struct textview *t, struct ts_ui *ui, int64_t article_id, int number);

/* The text is what was put together, and is in English. */
void text_finish(struct textview *t, const struct text_builder *b, ts_str title);

/* A zeroed view of `size` bytes, which begins with a struct textview, about the story selected;
 * NULL, and a message, when that is in none. */
void *textview_of_story(struct ts_ui *ui, size_t size, const struct textview_class *class,
                        const struct subject *subject);

/* What is known of a story, its reports and its affair. */
enum ts_rc info_add_story(struct text_builder *b, struct ts_db *db, int64_t id, struct ts_err *err);

#endif
