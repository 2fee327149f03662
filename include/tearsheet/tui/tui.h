/* tui.h - the reader on a terminal. */
#ifndef TEARSHEET_TUI_TUI_H
#define TEARSHEET_TUI_TUI_H

#include "tearsheet/app/profile.h"

/* Opens the reader and returns when it is quit.  Starts and stops the worker itself.  TS_ERR_IO
 * when there is no terminal, or the errors of ts_worker_open() and ts_db_open(); the terminal is
 * then as it was. */
TS_CHECKED enum ts_rc ts_tui_run(const struct ts_profile *profile, struct ts_err *err);

/* The same without a screen, in lines: reads them from standard input (numbers of rows and links,
 * keys, commands) and writes what changed to standard output.  At the end of the input it waits for
 * a refresh that runs, and returns. */
TS_CHECKED enum ts_rc ts_tui_run_plain(const struct ts_profile *profile, struct ts_err *err);

#endif
