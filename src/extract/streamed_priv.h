/* streamed_priv.h - parts of a page that came late, put where they belong. */
#ifndef TEARSHEET_EXTRACT_STREAMED_PRIV_H
#define TEARSHEET_EXTRACT_STREAMED_PRIV_H

#include "dom_priv.h"

#define TS_STREAMED_MAX_PARTS 1000 /* placed in a page; more stay hidden */
#define TS_STREAMED_MAX_DEPTH 500  /* of a place, counted with the parts around it */

/* Puts each part in its place, and numbers the nodes anew. */
void ts_streamed_place(struct ts_dom *dom);

#endif
