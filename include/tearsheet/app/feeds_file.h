/* feeds_file.h - the feeds file of a profile and the library kept in step with it.
 *
 * The file is the truth: the program edits it a line at a time, and what is in it is subscribed to.
 * Edits of several processes at once follow each other; all of these may give TS_ERR_BUSY when one
 * of them does not end. */
#ifndef TEARSHEET_APP_FEEDS_FILE_H
#define TEARSHEET_APP_FEEDS_FILE_H

#include "tearsheet/app/profile.h"
#include "tearsheet/feed/sources_file.h"
#include "tearsheet/store/sources.h"

/* A longer file is not read (TS_ERR_LIMIT). */
enum { TS_FEEDS_MAX_BYTES = 16 << 20 };

/* Reads the file (a missing one is empty).  Everything is in `a`. */
TS_CHECKED enum ts_rc ts_feeds_read(struct ts_arena *a, const struct ts_profile *profile,
                                    struct ts_sources_file *out, struct ts_err *err);

/* Reads the file and makes the library's subscriptions those in it.  `faults` (may be NULL) gets
 * what is wrong with its lines. */
TS_CHECKED enum ts_rc ts_feeds_sync(struct ts_arena *a, struct ts_db *db,
                                    const struct ts_profile *profile,
                                    struct ts_sources_file *faults, struct ts_err *err);

/* Adds lines to the file, and syncs.  Addresses that are there already are passed over; `*n_added`
 * counts the others. */
TS_CHECKED enum ts_rc ts_feeds_add(struct ts_db *db, const struct ts_profile *profile,
                                   const struct ts_source_entry *entries, size_t n, size_t *n_added,
                                   struct ts_err *err);
/* Takes the line of `url` out, and syncs.  TS_ERR_NOTFOUND when there is none. */
TS_CHECKED enum ts_rc ts_feeds_remove(struct ts_db *db, const struct ts_profile *profile,
                                      ts_str url, struct ts_err *err);
/* Gives the source of `url` the reader's own name, empty for none, and syncs. */
TS_CHECKED enum ts_rc ts_feeds_rename(struct ts_db *db, const struct ts_profile *profile,
                                      ts_str url, ts_str nickname, struct ts_err *err);
/* Puts the source into these folders and no others; its options stay.  TS_ERR_ARG when one of them
 * cannot be a tag. */
TS_CHECKED enum ts_rc ts_feeds_retag(struct ts_db *db, const struct ts_profile *profile, ts_str url,
                                     const ts_str *folders, size_t n, struct ts_err *err);

#endif
