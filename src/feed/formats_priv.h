/* formats_priv.h - the two ways a feed is written down. */
#ifndef TEARSHEET_FEED_FORMATS_PRIV_H
#define TEARSHEET_FEED_FORMATS_PRIV_H

#include "draft_priv.h"

/* Fill the draft from a document in UTF-8; TS_ERR_PARSE if it is no feed.  A draft that is full has
 * been filled only up to the limit. */
TS_CHECKED enum ts_rc ts_feed_read_xml(struct ts_draft *d, ts_str utf8, struct ts_err *err);
TS_CHECKED enum ts_rc ts_feed_read_json(struct ts_draft *d, ts_str utf8, struct ts_err *err);

#endif
