/* sections_priv.h - whether the parts of a text speak of different things. */
#ifndef TEARSHEET_STORY_SECTIONS_PRIV_H
#define TEARSHEET_STORY_SECTIONS_PRIV_H

#include "tokens_priv.h"

/* What begins a section. */
enum sections_by {
    SECTIONS_BY_NUMBER, /* a paragraph that begins with the next number */
    SECTIONS_BY_HEADING,
    SECTIONS_BY_PARAGRAPH, /* every paragraph is one */
};

/* True if a text has several sections and hardly a word that many of them share: those of one event
 * all have its names.  `body` are the tokens of `text`. */
bool has_sections_apart(ts_str text, const struct tokens *body, enum sections_by by);

#endif
