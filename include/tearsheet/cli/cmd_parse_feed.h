/* cmd_parse_feed.h - `tearsheet parse-feed --format json FILE`. */
#ifndef TEARSHEET_CLI_CMD_PARSE_FEED_H
#define TEARSHEET_CLI_CMD_PARSE_FEED_H

#include <stdio.h>

#include "tearsheet/base/arena.h"

/* Reads the feed in the file `path` ("-": standard input) and writes one JSON object and a newline
 * to `out`: title, link, and items in the feed's order, each with title, link, id, published (ISO
 * 8601), author, summary, content; null for what is not known.  Nothing is written on failure:
 * TS_ERR_NOTFOUND and TS_ERR_IO for the file, TS_ERR_PARSE and TS_ERR_LIMIT of ts_feed_parse(). */
TS_CHECKED enum ts_rc ts_cmd_parse_feed(struct ts_arena *a, const char *path, FILE *out,
                                        struct ts_err *err);

#endif
