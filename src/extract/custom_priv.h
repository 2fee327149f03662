/* custom_priv.h - elements that a page made up itself: <story-text>. */
#ifndef TEARSHEET_EXTRACT_CUSTOM_PRIV_H
#define TEARSHEET_EXTRACT_CUSTOM_PRIV_H

#include "dom_priv.h"

/* Tells which of the elements that are TS_TAG_CUSTOM stand like blocks; the others become
 * TS_TAG_OTHER, parts of a line. */
void ts_custom_settle(struct ts_dom *dom);

#endif
