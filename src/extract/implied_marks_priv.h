/* implied_marks_priv.h - what browsers write into a text without being told, or tell by raising it:
 * the quotation marks of <q>, brackets around the readings of <ruby> and the linked numbers of
 * notes, raised digits, and formulas; and what is left out: a sign that links to the heading it is
 * in, and the numbers of lines of code.
 *
 * A piece's text has none of them, so that it is judged by its own words; a reader sees them. */
#ifndef TEARSHEET_EXTRACT_IMPLIED_MARKS_PRIV_H
#define TEARSHEET_EXTRACT_IMPLIED_MARKS_PRIV_H

#include "blocks_priv.h"

struct ts_mark {
    size_t at;    /* bytes of the piece's text before it */
    size_t over;  /* bytes of the piece's text that it stands in place of, 0 for most */
    size_t order; /* among those of the same place */
    ts_str text;
    ptrdiff_t shift; /* bytes that the marks before it add, once settled */
    bool is_reading;
};

/* The marks of the piece that is being read. */
struct ts_marks {
    struct ts_mark *list;
    size_t n, cap;
};

/* Puts marks around bytes `start` to the end of `text`, the piece's so far; those of an inner
 * quotation come first.  Where the writer has put marks already none are added. */
void ts_marks_quote(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t start,
                    bool is_inner);

/* Puts the reading of a <ruby>, a <rt>, behind `at` bytes of text. */
void ts_marks_reading(struct ts_arena *a, struct ts_marks *m, size_t at, const struct ts_node *rt);

/* Sets a number apart that a <sup> has raised, bytes `start` to the end of `text`, the piece's so
 * far, if it stands right behind a word or a number: 10³, "so it is¹".  One that leads to a note
 * gets brackets, "[1]": ts_note_mark_put() raises it where its link is shown. */
void ts_marks_raised(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t start,
                     const struct ts_node *sup);

/* Puts a text, as a formula, behind `at` bytes of the piece's. */
void ts_marks_put(struct ts_arena *a, struct ts_marks *m, size_t at, ts_str text);

/* Leaves `len` bytes from `at` on out of what is shown. */
void ts_marks_leave_out(struct ts_arena *a, struct ts_marks *m, size_t at, size_t len);
/* Leaves out the sign behind a heading, bytes `start` to the end of `text`, that links to it: "¶".
 */
void ts_marks_self_link(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t start,
                        const struct ts_node *link);

/* The piece's text `whole` is cut at byte `len`: marks behind that take what is cut off before them
 * into their own text. */
void ts_marks_pull_back(struct ts_arena *a, struct ts_marks *m, ts_str whole, size_t len);

/* Ends a piece of `len` bytes: puts the marks in the order of their places.  Where most words have
 * a reading, as in texts for learners, readings would hide the text, and go. */
void ts_marks_settle(struct ts_marks *m, size_t len);

/* Puts one more mark in front of all the piece's text or behind it. */
void ts_piece_put_front(struct ts_arena *a, struct ts_piece *p, ts_str text);
void ts_piece_put_end(struct ts_arena *a, struct ts_piece *p, ts_str text);

/* The piece's text with its marks, in `a`; without any it is the piece's own. */
ts_str ts_piece_shown(struct ts_arena *a, const struct ts_piece *p);

/* The span of the piece's text where its text as shown has it. */
struct ts_span ts_piece_shown_span(const struct ts_piece *p, struct ts_span span);

#endif
