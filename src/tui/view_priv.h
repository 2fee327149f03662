/* view_priv.h - a view: a struct and a table of functions.
 *
 * Views lie on a stack; the one on top has the keys, and going back uncovers the one below as it
 * was.  load() brings what a view shows from the library into its arena; draw() only reads. */
#ifndef TEARSHEET_TUI_VIEW_PRIV_H
#define TEARSHEET_TUI_VIEW_PRIV_H

#include "tearsheet/store/db.h"
#include "tearsheet/tui/command.h"
#include "tearsheet/tui/surface.h"

struct ts_ui;
struct ts_view;

/* A command as it was given. */
struct invocation {
    enum ts_command command;
    int count;  /* 0: none */
    ts_str arg; /* from the prompt; may be empty */
};

/* What a command is about: the selected row, or what a text is of.  Ids that do not apply are 0. */
struct subject {
    int64_t article_id;
    int64_t story_id;
    int64_t source_id;
    int64_t tag_id;
    int64_t search_id;
    ts_str title;
    ts_str url;
    ts_str folders; /* of a source, parted by commas */
    bool is_read;
    bool is_starred;
};

struct view_class {
    /* Fills the view from the library; on failure it stays as it was. */
    enum ts_rc (*load)(struct ts_view *v, struct ts_db *db, struct ts_err *err);
    /* Obeys the command; false when it means nothing to this view. */
    bool (*command)(struct ts_view *v, struct ts_ui *ui, const struct invocation *in);
    /* Takes note of its size (v->rows, v->cols). */
    void (*resize)(struct ts_view *v);
    void (*draw)(const struct ts_view *v, struct ts_surface *s);
    /* What is selected, all-zero for nothing. */
    struct subject (*subject)(const struct ts_view *v);
    /* The right end of the bar: "3 of 12"; may be NULL. */
    ts_str (*place)(const struct ts_view *v, struct ts_arena *a);
};

struct ts_view {
    const struct view_class *class;
    struct ts_view *below;
    const void *only;      /* of views that are open once at most: what they are known by */
    struct ts_arena own;   /* what lives as long as the view */
    struct ts_arena arena; /* what it shows; made anew by load() */
    struct ts_arena sized; /* what depends on its size, too; made anew by resize() */
    ts_str title;          /* of the bar; in the arena */
    ts_str hint;           /* keys worth knowing here, for the status line */
    int rows;
    int cols;
    int64_t story_id; /* of views that show a story, or a report of one */
    int64_t now_at;
    bool ascii;
    bool as_typed; /* right-to-left text is left to the terminal */
    bool has_pane; /* what is selected stands beside it on wide screens */
    bool is_stale; /* to be loaded before it is drawn */
};

/* `text` without anything that could harm the terminal, in one line. */
ts_str view_text(struct ts_arena *a, ts_str text);

#endif
