/* refuse_priv.h - what a server sent that is no feed, in words. */
#ifndef TEARSHEET_FEED_REFUSE_PRIV_H
#define TEARSHEET_FEED_REFUSE_PRIV_H

#include "tearsheet/base/arena.h"
#include "xml_priv.h"

/* Words the failure for the document `utf8`, whose first element that is none of HTML is `root`
 * (may be empty), and returns TS_ERR_PARSE. */
TS_CHECKED enum ts_rc ts_feed_refuse(ts_str utf8, ts_str root, struct ts_err *err);

#endif
