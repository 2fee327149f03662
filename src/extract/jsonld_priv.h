/* jsonld_priv.h - what the JSON-LD of a page says about its article. */
#ifndef TEARSHEET_EXTRACT_JSONLD_PRIV_H
#define TEARSHEET_EXTRACT_JSONLD_PRIV_H

#include "tearsheet/base/json.h"

#define TS_LD_MAX_OBJECTS 1000 /* of one page; those behind are not looked at */
#define TS_LD_MAX_MEMBERS 1000 /* of one object; the same */
#define TS_LD_MAX_AUTHORS 16
#define TS_LD_MAX_CREDITS 200             /* values in a list of authors; the same */
#define TS_LD_MAX_BYTES ((size_t)4 << 20) /* of one script */

/* Texts are plain, on one line; dates and addresses as written.  Empty is not told. */
struct ts_ld {
    bool is_article; /* the fields are those of an article, not of a page in general */
    ts_str headline;
    ts_str *authors; /* persons if there are any, else organizations */
    size_t n_authors;
    bool are_persons; /* the authors */
    bool are_typed;   /* as Person, not only as a name */
    ts_str published;
    ts_str modified;
    ts_str lang;
    ts_str site; /* the publisher, else the web site */
    ts_str image;
    ts_str summary;
    ts_str url;
    ts_str body;   /* lines as written */
    ts_str markup; /* the body as HTML, where it is written so */
    size_t n_words;
    bool is_paid;
};

/* Reads the scripts together: objects refer to each other by @id.  Of several articles the one that
 * is about `page_url`, or is called like the page (`page_title`), counts.  Scripts that cannot be
 * read even when mended are left out. */
void ts_ld_read(struct ts_arena *a, const ts_str *texts, size_t n, ts_str page_url,
                ts_str page_title, struct ts_ld *out);

/* JSON out of what pages call so: comments, CDATA marks and a whole that is escaped as HTML undone;
 * raw newlines, unknown escapes and quotes inside strings mended; commas too many or missing;
 * several values made elements of one array; what was cut off closed.  The result is always an
 * array; it may still be no JSON. */
ts_str ts_ld_repair(struct ts_arena *a, ts_str text);

#endif
