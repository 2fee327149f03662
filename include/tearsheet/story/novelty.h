/* novelty.h - what is new in a report against those published before it. */
#ifndef TEARSHEET_STORY_NOVELTY_H
#define TEARSHEET_STORY_NOVELTY_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/story.h"

struct ts_sentence {
    ts_str text;   /* a slice of the report's text, trimmed */
    bool is_known; /* an earlier report said it */
};

/* The sentences of a text in their order, in `a`; their number in `*n`.  Paragraphs part sentences;
 * abbreviations, initials and decimal points do not. */
struct ts_sentence *ts_sentences(struct ts_arena *a, ts_str text, size_t *n);

struct ts_known;

/* What reports of one story have said so far: nothing. */
struct ts_known *ts_known_new(struct ts_arena *a);
/* The same, sooner at work for using what `other`, which must live as long, found out of words. */
struct ts_known *ts_known_new_beside(struct ts_arena *a, struct ts_known *other);

/* The sentences of `report` in `a`, each marked known if the reports added before said it, in its
 * language or in another one. */
struct ts_sentence *ts_known_mark(struct ts_arena *a, struct ts_known *known,
                                  const struct ts_report *report, size_t *n);

/* Adds what `report` says.  Call in the order of publication.  `report` is not kept. */
void ts_known_add(struct ts_known *known, const struct ts_report *report);

/* The sentences of one report. */
struct ts_told {
    struct ts_sentence *sentences;
    size_t n;
};

/* Marks the sentences of all `n` reports, each against the reports of its story (of `placements`)
 * that were published before it; those without a date count as published in the order given.
 * Results are in `a`. */
void ts_novelty_all(struct ts_arena *a, const struct ts_report *reports,
                    const struct ts_placement *placements, size_t n, struct ts_told *out);

#endif
