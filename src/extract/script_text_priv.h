/* script_text_priv.h - an article's text that is nowhere but in the strings of a script. */
#ifndef TEARSHEET_EXTRACT_SCRIPT_TEXT_PRIV_H
#define TEARSHEET_EXTRACT_SCRIPT_TEXT_PRIV_H

#include "tearsheet/base/arena.h"

#define TS_SCRIPT_MIN_TEXT 400                /* bytes; shorter texts are teasers */
#define TS_SCRIPT_MAX_BYTES ((size_t)4 << 20) /* of a page's scripts looked at */
#define TS_SCRIPT_MAX_LEVELS 4                /* strings of JSON inside strings of JSON */

/* The string in the scripts of `html` that reads most like an article, decoded, as written: HTML or
 * plain text.  Empty if there is none.  In `a`. */
ts_str ts_script_text(struct ts_arena *a, ts_str html);

#endif
