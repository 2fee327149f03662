/* prompt.h - a line being typed: editing, history, completion. */
#ifndef TEARSHEET_TUI_PROMPT_H
#define TEARSHEET_TUI_PROMPT_H

#include "tearsheet/base/buf.h"
#include "tearsheet/tui/key.h"
#include "tearsheet/tui/surface.h"

enum { TS_PROMPT_MAX_BYTES = 2000, TS_PROMPT_HISTORY_MAX = 200 };

/* What can stand at the end of `text` (all of it up to the cursor): whole new texts, in `a`. */
typedef ts_str *ts_complete_fn(void *context, struct ts_arena *a, ts_str text, size_t *n);

/* Lines typed before, oldest first.  All-zero is empty. */
struct ts_history {
    ts_str lines[TS_PROMPT_HISTORY_MAX]; /* each allocated on its own */
    size_t n;
};

/* Adds a copy of `line`, unless it is empty or the newest one; the oldest makes room. */
void ts_history_put(struct ts_history *h, ts_str line);
/* Frees the lines; what is left is empty. */
void ts_history_done(struct ts_history *h);

/* All-zero is a prompt with nothing typed. */
struct ts_prompt {
    struct ts_buf text;
    size_t at; /* the cursor: a byte offset between clusters */

    struct ts_history *history; /* may be NULL */
    size_t history_at;          /* lines back from the newest; 0: the line being typed */
    struct ts_buf typed;        /* that line, while older ones are shown */

    ts_complete_fn *complete; /* may be NULL */
    void *context;
    struct ts_arena choices_arena;
    ts_str *choices; /* while completing */
    size_t n_choices;
    size_t choice; /* the one shown; n_choices: what was typed */
    ts_str rest;   /* behind the cursor when completing began */
};

enum ts_prompt_state { TS_PROMPT_EDITING, TS_PROMPT_DONE, TS_PROMPT_CANCELLED };

/* Empties the prompt for a new line that begins as `text`. */
void ts_prompt_start(struct ts_prompt *p, ts_str text, struct ts_history *history,
                     ts_complete_fn *complete, void *context);
/* Applies a key.  DONE puts the line into the history. */
enum ts_prompt_state ts_prompt_key(struct ts_prompt *p, struct ts_key key);
ts_str ts_prompt_text(const struct ts_prompt *p);
/* Draws label and text in one row, scrolled so that the cursor is seen, and puts the terminal's
 * cursor. */
void ts_prompt_draw(const struct ts_prompt *p, struct ts_surface *s, int row, ts_str label);
void ts_prompt_done(struct ts_prompt *p);

#endif
