/* pre_text_priv.h - the text of a <pre>. */
#ifndef TEARSHEET_EXTRACT_PRE_TEXT_PRIV_H
#define TEARSHEET_EXTRACT_PRE_TEXT_PRIV_H

#include "implied_marks_priv.h"
#include "tearsheet/base/buf.h"

/* Read into `raw`, into which the result points.  Numbers of lines are part of the text, and
 * `marks` (in `a`) leave them out of what is shown. */
ts_str ts_pre_text(struct ts_arena *a, const struct ts_node *pre, struct ts_buf *raw,
                   struct ts_marks *marks);

#endif
