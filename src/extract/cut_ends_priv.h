/* cut_ends_priv.h - where the parts of a page end that are cut out of it. */
#ifndef TEARSHEET_EXTRACT_CUT_ENDS_PRIV_H
#define TEARSHEET_EXTRACT_CUT_ENDS_PRIV_H

#include "tearsheet/base/str.h"

/* All take and give offsets into the page, `s`. */

/* The end tag `</name` at or after `from`, or TS_NPOS. */
size_t ts_find_end_tag(ts_str s, const char *name, size_t from);

/* Behind the tag at `pos`, whatever is in it. */
size_t ts_skip_tag(ts_str s, size_t pos);

/* Where a script's text ends that begins at `from`: at its end tag, or past one that a
 * "<!-- <script>" before it hides; at the page's end if there is none. */
size_t ts_find_script_end(ts_str s, size_t from);

/* Behind the drawing whose start tag ends at `from`; drawings nest.  TS_NPOS if it is not closed.
 */
size_t ts_skip_svg(ts_str s, size_t from);

/* Behind the comment at `pos` ("<!--"). */
size_t ts_skip_comment(ts_str s, size_t pos);

#endif
