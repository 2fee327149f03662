/* program.h - running other programs while the terminal is theirs. */
#ifndef TEARSHEET_TUI_PROGRAM_H
#define TEARSHEET_TUI_PROGRAM_H

#include "tearsheet/base/arena.h"

/* Runs a program and waits for it; its signals are those a program expects, whatever ours are.
 * `words` ends with NULL; `input` is what it reads, or NULL for the terminal.  `*status` is its
 * exit status, 128 and the signal if one ended it.  TS_ERR_IO when it cannot be run. */
TS_CHECKED enum ts_rc ts_program_run(char **words, const ts_str *input, int *status,
                                     struct ts_err *err);

/* The words of the command that edits `path`: those of $VISUAL, else of $EDITOR, else vi. */
char **ts_program_editor(struct ts_arena *a, const char *visual, const char *editor,
                         const char *path);

#endif
