/* wordings_priv.h - by what words a text tells that it is a note, a byline, or the end of what is
 * free. */
#ifndef TEARSHEET_EXTRACT_WORDINGS_PRIV_H
#define TEARSHEET_EXTRACT_WORDINGS_PRIV_H

#include "tearsheet/base/err.h"
#include "tearsheet/base/str.h"

/* A phrase that tells an editor's note or a correction, at the start of `lower`. */
bool ts_starts_note(ts_str lower);

/* A word before a name in a byline ("by", "von", "par"), at the start of `lower`. */
bool ts_starts_byline(ts_str lower);

/* "Continue reading", or "[...]", at the end of `lower`: the rest of a text is elsewhere. */
bool ts_ends_cut(ts_str lower);

/* Wording of a paywall anywhere in `lower`. */
bool ts_has_barrier(ts_str lower);

#endif
