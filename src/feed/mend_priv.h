/* mend_priv.h - makes well-formed XML of what feeds really send. */
#ifndef TEARSHEET_FEED_MEND_PRIV_H
#define TEARSHEET_FEED_MEND_PRIV_H

#include "xml_priv.h"

/* The element that is put around the whole document, so that junk around its root does no harm. */
#define TS_MEND_ROOT "tearsheet"

/* Takes the next part of the mended document; false ends the mending. */
typedef bool ts_mend_sink(void *ctx, ts_str part);

/* Gives `utf8` in parts to `sink`: prolog, DOCTYPE, comments and instructions removed, every start
 * tag with its end tag, attributes quoted, references and "<" that are none escaped, HTML's
 * entities as characters.  Nothing is nested deeper than `max_depth`: deeper tags are left out. */
void ts_mend(ts_str utf8, size_t max_depth, ts_mend_sink *sink, void *ctx,
             struct ts_xml_fault *fault);

#endif
