/* journal_priv.h - noting what a change was before, so that it can be taken back.
 *
 * A change opens a journal entry, notes the state of everything it will touch, changes what was
 * noted, and closes the entry with its description.  All within one transaction. */
#ifndef TEARSHEET_STORE_JOURNAL_PRIV_H
#define TEARSHEET_STORE_JOURNAL_PRIV_H

#include "stmt_priv.h"

/* journal_items.kind; the numbers are in the file. */
enum ts_note {
    TS_NOTE_TAG_REMOVED = 1, /* a: tag, was_text: folded name */
    TS_NOTE_TAG_FOLDED = 2,  /* a: tag, was_text */
    TS_NOTE_TAG_NAME = 3,    /* a: tag, was_text */
    TS_NOTE_TAG_LETTER = 4,  /* a: tag, was_text or NULL */
    TS_NOTE_TAG_COLOUR = 5,  /* a: tag, was_text */
    TS_NOTE_TAG_MUTED = 6,   /* a: tag, was */
    TS_NOTE_STORY_TAG = 7,   /* a: story, b: tag, was: 1 if it had it */
    TS_NOTE_ARTICLE_TAG = 8, /* a: article, b: tag, was: is_inherited, -1 if it did not have it */
    TS_NOTE_READ = 9,        /* a: article, was */
    TS_NOTE_STARRED = 10,    /* a: article, was */
    TS_NOTE_MOVED = 11,      /* a: article, was: story or 0 */
    TS_NOTE_CONSTRAINT = 12, /* a, b: articles, was: is_together, -1 if there was none */
    TS_NOTE_PURGED = 13,     /* a: article, was: is_hidden */
    TS_NOTE_BLOCK = 14,      /* a: article, b: hash of a block's text, was: kind and decider,
                                was_text: reason */
    TS_NOTE_SEARCH = 15, /* a: saved search, was_text: name, char 31, query; NULL: was not there */
    TS_NOTE_FILE = 16,   /* b: 0 or 1, was_text: a file's text before and after */
    TS_NOTE_TEXT = 17,   /* a: article, b: text_choice, was: completeness and words, was_text: its
                            blocks, packed; NULL: had none */
};

/* The stories of the articles that entry ?1 notes as purged. */
#define SQL_STORIES_OF_PURGED                                             \
    "SELECT DISTINCT story_id FROM articles WHERE story_id > 0 AND id IN" \
    " (SELECT a_id FROM journal_items WHERE journal_id = ?1 AND kind = 13)"

TS_CHECKED enum ts_rc ts_journal_open(struct ts_db *db, int64_t *out_id, struct ts_err *err);

/* Notes the rows (a_id, b_id, was, was_text) of `select`, whose values are `values`, as `kind`. */
TS_CHECKED enum ts_rc ts_journal_note(struct ts_db *db, int64_t journal_id, enum ts_note kind,
                                      const char *select, struct ts_values values,
                                      struct ts_err *err);
/* How many things were noted as `kind`. */
TS_CHECKED enum ts_rc ts_journal_count(struct ts_db *db, int64_t journal_id, enum ts_note kind,
                                       size_t *out, struct ts_err *err);

/* Frees the articles that were purged by the entries up to this one, and still are; in purge.c. */
TS_CHECKED enum ts_rc ts_purge_free(struct ts_db *db, int64_t journal_id, struct ts_err *err);

/* Describes the entry, or drops it when nothing was noted. */
TS_CHECKED enum ts_rc ts_journal_close(struct ts_db *db, int64_t journal_id, ts_str description,
                                       struct ts_err *err);

#endif
