/* script_runs_priv.h - an article that a script holds as a list of its paragraphs.
 *
 * Editors and their servers write a list of objects, each of which has a paragraph under the same
 * name ("text", "content"); or the paragraphs are such lists, where a word in italics is an object
 * of its own.  Only brackets outside of strings are looked at for that, so any script will do.  An
 * object may say what its paragraph is, a heading or an item of a list, before it gives the text.
 */
#ifndef TEARSHEET_EXTRACT_SCRIPT_RUNS_PRIV_H
#define TEARSHEET_EXTRACT_SCRIPT_RUNS_PRIV_H

#include "tearsheet/base/buf.h"

#define TS_SCRIPT_RUN_NAMES 7

struct ts_script_element;

/* Strings under one name, from a list that is not yet at its end. */
struct ts_script_run {
    struct ts_buf text; /* with marks where its strings part; empty before the first one */
    int depth;          /* of brackets, at the first string */
    int last, lowest;   /* at the last string, and the least since then */
    int n_closed;       /* lists that held the first string, closed since then */
    bool has_parts;     /* its strings are parts of paragraphs */
    const char *end;    /* of the element that the last string is in, or NULL */
};

/* A script that is read from its beginning to its end. */
struct ts_script_runs {
    struct ts_script_run list[TS_SCRIPT_RUN_NAMES];
    int depth;
    const struct ts_script_element *element; /* that objects from `element_depth` on are, or NULL */
    int element_depth;
    bool is_begun; /* a string of the element was added */
};

/* Reads what stands between two strings. */
void ts_script_runs_skip(struct ts_script_runs *runs, ts_str between);

/* Reads a string that may say what the object it is in is: "type":"heading". */
void ts_script_runs_look(struct ts_script_runs *runs, ts_str key, ts_str text);

/* The run for strings under `key`, or NULL if paragraphs go by other names. */
struct ts_script_run *ts_script_runs_of(struct ts_script_runs *runs, ts_str key);

/* True if a string here is of another list than what `run` has: then it is to be ended. */
bool ts_script_run_is_over(const struct ts_script_runs *runs, const struct ts_script_run *run);

/* Adds a string, decoded. */
void ts_script_run_add(struct ts_script_runs *runs, struct ts_script_run *run, ts_str text);

/* The text as HTML, in `a`, or empty.  `*run` is as new. */
ts_str ts_script_run_end(struct ts_arena *a, struct ts_script_run *run);

#endif
