/* display_priv.h - what of an element is shown, and how. */
#ifndef TEARSHEET_EXTRACT_DISPLAY_PRIV_H
#define TEARSHEET_EXTRACT_DISPLAY_PRIV_H

#include "cues_priv.h"

enum ts_display {
    TS_DISPLAY_INLINE = 0,
    TS_DISPLAY_BLOCK,   /* starts and ends a block of text */
    TS_DISPLAY_SKIPPED, /* has no text to read: scripts, fields, drawings, players */
};

enum ts_display ts_display_of(enum ts_tag tag);

/* True if attributes or a class name (`cues` are those of the element) take it off the screen. */
bool ts_is_hidden(const struct ts_node *n, uint32_t cues);

/* True if `n` is a card that a browser shows while the pointer is over `link`: a <span> right
 * behind the link that starts with the same link and has more of them. */
bool ts_is_card_of(const struct ts_node *link, const struct ts_node *n);

#endif
