/* browse.h - opening an address in a browser. */
#ifndef TEARSHEET_TUI_BROWSE_H
#define TEARSHEET_TUI_BROWSE_H

#include "tearsheet/base/arena.h"

/* The words of the command that opens `address`: `command` (of the configuration, may be empty),
 * else `browser` (the value of $BROWSER, may be empty), else xdg-open.  "%u" and "%s" in it stand
 * for the address, which comes last if neither is there.  Ends with NULL. */
char **ts_browse_words(struct ts_arena *a, ts_str command, ts_str browser, ts_str address);

/* Runs it and waits for it; no shell sees the address.  TS_ERR_ARG for an address that is none of
 * the web, TS_ERR_IO when the browser cannot be run or fails. */
TS_CHECKED enum ts_rc ts_browse(ts_str command, ts_str address, struct ts_err *err);

#endif
