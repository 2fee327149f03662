/* db.h - the library: one SQLite file, its connections and transactions.
 *
 * A connection belongs to one thread at a time.  Any number of processes and connections may have
 * the same library open: writers take turns for the length of a transaction, readers never wait.
 * What was committed survives kill -9 and, but for the last moments, a power cut. */
#ifndef TEARSHEET_STORE_DB_H
#define TEARSHEET_STORE_DB_H

#include "tearsheet/base/arena.h"

struct ts_db;

enum ts_db_mode {
    TS_DB_READ,  /* the file must be there, and may be in a folder that cannot be written; every
                    write fails */
    TS_DB_WRITE, /* the file is made if it is not there (its folder must be) */
};

/* Once at the start, before there are threads and before the first library is opened.  It works
 * without: SQLite then counts the memory it takes, with a lock for each piece of it. */
void ts_db_set_up(void);

/* Opens the library at `path` and brings an older one up to date.  Errors name the path:
 *   TS_ERR_NOTFOUND  no such file (TS_DB_READ), or no such folder
 *   TS_ERR_IO        no permission, a folder where a file should be
 *   TS_ERR_STORE     not a library, damaged, or written by a newer tearsheet
 *   TS_ERR_BUSY      another process held it for longer than ten seconds */
TS_CHECKED enum ts_rc ts_db_open(struct ts_db **out, const char *path, enum ts_db_mode mode,
                                 struct ts_err *err);
/* An open transaction is rolled back.  The last connection to be closed brings what the log holds
 * into the file, which copies and syncs as much as was written. */
void ts_db_close(struct ts_db *db);
/* This connection will not do that: what was committed stays in the log, as safe as before, and the
 * next one does. */
void ts_db_leave_log(struct ts_db *db);

/* Several changes as one: all of them or none are in the library afterwards.  Every function of
 * this room that writes is a transaction of its own, or a part of the open one; begin and commit
 * may be nested, and the outermost counts; when such a part fails, the commit around it may fail
 * too.  Keep them short: other processes wait.  TS_ERR_BUSY when another process held the library
 * for longer than ten seconds. */
TS_CHECKED enum ts_rc ts_db_begin(struct ts_db *db, struct ts_err *err);
/* On failure the transaction is rolled back. */
TS_CHECKED enum ts_rc ts_db_commit(struct ts_db *db, struct ts_err *err);
/* Takes back what was written since the begin that it belongs to. */
void ts_db_rollback(struct ts_db *db);
/* One or the other: commits when `rc` is TS_OK, otherwise rolls back and returns `rc`. */
TS_CHECKED enum ts_rc ts_db_end(struct ts_db *db, enum ts_rc rc, struct ts_err *err);

/* The same, but inside an open transaction what is written becomes a part of it that is not taken
 * back alone, which saves copies of all pages that it changes.  When it fails, the commit of that
 * transaction fails, too, with its words. */
TS_CHECKED enum ts_rc ts_db_begin_part(struct ts_db *db, struct ts_err *err);
TS_CHECKED enum ts_rc ts_db_end_part(struct ts_db *db, enum ts_rc rc, struct ts_err *err);

/* Reads the whole file: TS_ERR_STORE with the first thing found wrong.  Takes seconds. */
TS_CHECKED enum ts_rc ts_db_check(struct ts_db *db, struct ts_err *err);

enum ts_pages {
    TS_PAGES_USUAL, /* as when opened: 6 MB, so that the indexes stay at hand */
    TS_PAGES_SOME,  /* 2 MB: more than a transaction of a few dozen articles writes */
    TS_PAGES_FEW, /* half a MB: for reading all over the library when memory is needed elsewhere */
};

/* How much of the library is held in memory from now on. */
TS_CHECKED enum ts_rc ts_db_hold_pages(struct ts_db *db, enum ts_pages pages, struct ts_err *err);
/* As much as usual again, after what gave `rc`; that, or what is in the way. */
TS_CHECKED enum ts_rc ts_db_hold_usual(struct ts_db *db, enum ts_rc rc, struct ts_err *err);

/* How long a writer waits for another process before TS_ERR_BUSY, instead of ten seconds. */
void ts_db_set_wait(struct ts_db *db, int wait_ms);

/* A number that differs from the last one when another connection, of this or another process, has
 * committed something since.  Cheap enough for every turn of a loop.  0 on failure. */
int64_t ts_db_data_version(struct ts_db *db);

/* Ends the query that is running, which then fails with TS_ERR_CANCELLED.  Any thread. */
void ts_db_interrupt(struct ts_db *db);

/* The path it was opened with, as long as it is open. */
const char *ts_db_path(const struct ts_db *db);

#endif
