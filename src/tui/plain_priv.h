/* plain_priv.h - the reader as lines: what plain.c waits for and plain_view.c says. */
#ifndef TEARSHEET_TUI_PLAIN_PRIV_H
#define TEARSHEET_TUI_PLAIN_PRIV_H

#include "tearsheet/base/buf.h"
#include "tearsheet/tui/ui.h"

/* What was said last, to say it once. */
struct plain_view {
    const void *view;
    size_t top;
    size_t n;
    uint64_t text; /* a hash of it */
};

/* Puts the view on top into `out`; of a list that is as it was said, the selected row alone, and
 * nothing of a text that is. */
void plain_view(struct plain_view *shown, struct ts_ui *ui, struct ts_buf *out);
/* Obeys a line: a number, a key, a command, nothing for the next page, or the answer to what was
 * asked.  The choices of a menu that it opens go to `out`. */
void plain_line(struct ts_ui *ui, ts_str line, struct ts_buf *out);
/* What is being asked; empty for nothing. */
ts_str plain_question(const struct ts_ui *ui);
ts_str plain_message(const struct ts_ui *ui, bool *is_error);

#endif
