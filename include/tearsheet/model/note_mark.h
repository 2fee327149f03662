/* note_mark.h - the links between a text and its footnotes: they lead to another place of the page,
 * mostly of the text itself, and need no number among the links. */
#ifndef TEARSHEET_MODEL_NOTE_MARK_H
#define TEARSHEET_MODEL_NOTE_MARK_H

#include "tearsheet/base/buf.h"
#include "tearsheet/model/article.h"

enum ts_note_link {
    TS_NOTE_NONE,   /* a link like others, or no link */
    TS_NOTE_MARK,   /* the number of a note: "2" or "[2]" */
    TS_NOTE_RETURN, /* from a note back to its mark: an arrow, no word */
};

/* What the span of the block is. */
enum ts_note_link ts_note_link_of(const struct ts_block *block, const struct ts_span *span);

/* Writes the text of a mark raised, so that it is not taken for the number of a link: "²", and
 * "²,³" behind another one; as "(2)" in ASCII. */
void ts_note_mark_put(struct ts_buf *out, ts_str mark, bool ascii);

#endif
