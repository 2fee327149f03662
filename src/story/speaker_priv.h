/* speaker_priv.h - whom a sentence says to speak. */
#ifndef TEARSHEET_STORY_SPEAKER_PRIV_H
#define TEARSHEET_STORY_SPEAKER_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

/* Where a zone stands beside a quotation. */
enum zone {
    ZONE_BEHIND, /* the rest of its sentence */
    ZONE_BEFORE, /* the beginning of it */
    ZONE_LOOSE,  /* the sentence behind it */
};

struct speakers;

/* The names of `text`, and who speaks in it; all of it in `a`. */
struct speakers *speakers_new(struct ts_arena *a, ts_str text, ts_str lang);

/* Who is said to speak in `zone`, a slice of the text; empty if nobody is.  A pronoun stands for
 * the speaker heard last, or else for the last name before byte `place`. */
ts_str speaker_find(struct speakers *s, ts_str zone, enum zone where, size_t place);

/* Takes note of a speaker that was found. */
void speakers_heard(struct speakers *s, ts_str speaker);

/* Does the word, in any case of letters, say that somebody speaks? */
bool speaker_says(ts_str word);

#endif
