/* cmd_group.h - `tearsheet group [--novelty] --format json`. */
#ifndef TEARSHEET_CLI_CMD_GROUP_H
#define TEARSHEET_CLI_CMD_GROUP_H

#include <stdio.h>

#include "tearsheet/base/arena.h"

/* Reads a JSON object a line from `in`: id, url, title, text, published, site, lang (all but id may
 * be missing).  Writes an object a line to `out`, in the order read: id, story (the id of the
 * story's earliest report), saga (that of its earliest story, or null), copy_of (an id, or null)
 * and, `with_novelty`, sentences (text, known).  Empty lines are skipped.  TS_ERR_PARSE names the
 * line that is no object or has no id or the id of another line; then nothing is written. TS_ERR_IO
 * when reading or writing fails. */
TS_CHECKED enum ts_rc ts_cmd_group(struct ts_arena *a, FILE *in, FILE *out, bool with_novelty,
                                   struct ts_err *err);

#endif
