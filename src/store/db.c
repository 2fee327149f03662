/* db.c - opening the library, and its transactions.
 *
 * The file is in write-ahead-log mode: readers see the last commit and never wait, writers wait for
 * each other in SQLite's busy handler.  Transactions that write take the lock when they begin, so
 * none of them fails half-way because another came first.  A page of 16 KB wastes half as much on
 * articles of a few KB as the default of 4, and is faster. */
#include "tearsheet/store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tearsheet/base/url.h"

#include "db_priv.h"
#include "stmt_priv.h"

enum { WAIT_MS = 10000 };

static const struct {
    int code; /* result code of SQLite, an extended one or a primary one for all of its kind */
    enum ts_rc rc;
} rc_of_code[] = {
    { SQLITE_BUSY, TS_ERR_BUSY },
    { SQLITE_LOCKED, TS_ERR_BUSY },
    { SQLITE_INTERRUPT, TS_ERR_CANCELLED },
    { SQLITE_CANTOPEN, TS_ERR_IO },
    { SQLITE_PERM, TS_ERR_IO },
    { SQLITE_IOERR_WRITE, TS_ERR_FULL }, /* a quota, as a rule */
    { SQLITE_IOERR, TS_ERR_IO },
    { SQLITE_FULL, TS_ERR_FULL },
};

static enum ts_rc rc_of(const struct ts_db *db, int code)
{
    int extended = db->sql ? sqlite3_extended_errcode(db->sql) : code;

    for (size_t i = 0; i < TS_COUNT(rc_of_code); i++)
        if (rc_of_code[i].code == extended || rc_of_code[i].code == (code & 0xff))
            return rc_of_code[i].rc;
    return TS_ERR_STORE;
}

/* What a person can do about a damaged file; not when it is only the search index that is. */
static const char *advice_on(const struct ts_db *db, int code)
{
    int primary = code & 0xff;
    bool is_damaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;

    if (!is_damaged || (db->sql && sqlite3_extended_errcode(db->sql) == SQLITE_CORRUPT_VTAB))
        return "";
    return "; move it away, and the next fetch makes a new one from the feeds file, which stays";
}

enum ts_rc ts_db_fail(const struct ts_db *db, int code, struct ts_err *err)
{
    enum ts_rc rc = rc_of(db, code);

    if (rc == TS_ERR_FULL)
        return ts_fail(err, rc, "library %s: its disk is full, or takes nothing in", db->path);
    if (rc == TS_ERR_BUSY)
        return ts_fail(err, rc, "library %s is in use by another process", db->path);
    if (rc == TS_ERR_CANCELLED)
        return ts_fail(err, rc, "library %s: the query was stopped", db->path);
    return ts_fail(err, rc, "library %s: %s%s", db->path,
                   db->sql ? sqlite3_errmsg(db->sql) : sqlite3_errstr(code), advice_on(db, code));
}

static enum ts_rc cannot_open(const char *path, int why, struct ts_err *err)
{
    return ts_fail(err, why == ENOENT ? TS_ERR_NOTFOUND : TS_ERR_IO, "cannot open library %s: %s",
                   path, strerror(why));
}

/* Makes the file, for its owner alone.  A file that is there is never opened here: closing it would
 * drop the locks that other connections of this process have on it. */
static enum ts_rc make_file(const char *path, struct ts_err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return errno == EEXIST ? TS_OK : cannot_open(path, errno, err);
    close(fd);
    return TS_OK;
}

/* Asks the system first, whose answers say more than SQLite's "unable to open database file". */
static enum ts_rc probe_file(const char *path, enum ts_db_mode mode, struct ts_err *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return mode == TS_DB_WRITE && errno == ENOENT ? make_file(path, err)
                                                      : cannot_open(path, errno, err);
    if (S_ISDIR(st.st_mode))
        return cannot_open(path, EISDIR, err);
    if (access(path, mode == TS_DB_WRITE ? R_OK | W_OK : R_OK) != 0)
        return cannot_open(path, errno, err);
    return TS_OK;
}

/* The switch to the log needs the file for itself for a moment, and SQLite does not wait for that
 * when two processes make the library at the same time. */
static enum ts_rc set_up_file(struct ts_db *db, struct ts_err *err)
{
    enum { TRIES = 200, PAUSE_US = 10000 };
    enum ts_rc rc = ts_sql_script(db, "PRAGMA page_size = 16384", err);

    for (int i = 0; rc == TS_OK && i < TRIES; i++) {
        rc = ts_sql_script(db, "PRAGMA journal_mode = WAL", err);
        if (rc != TS_ERR_BUSY)
            break;
        usleep(PAUSE_US);
        rc = i + 1 < TRIES ? TS_OK : rc;
    }
    return rc;
}

static enum ts_rc set_up_connection(struct ts_db *db, struct ts_err *err)
{
    ts_db_set_wait(db, WAIT_MS);
    enum ts_rc rc = ts_search_install(db, err);
    if (rc == TS_OK)
        rc = ts_keys_install(db, err);
    if (rc == TS_OK)
        rc = ts_sql_script(db,
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA temp_store = MEMORY;"
                           "PRAGMA secure_delete = OFF;"
                           "PRAGMA synchronous = NORMAL;"
                           "PRAGMA journal_size_limit = 67108864",
                           err);
    return rc;
}

/* Once the file has its pages' size: SQLite counts the cache in pages of the size they have when it
 * is told, and a cache that was told of 4 KB takes four times as much when they get 16. */
static enum ts_rc set_up_cache(struct ts_db *db, struct ts_err *err)
{
    return ts_sql_script(db,
                         "PRAGMA cache_size = -6144;" /* KB */
                         "PRAGMA wal_autocheckpoint = 4096" /* pages: 64 MB */,
                         err);
}

/* Whether the file is to be read as one that nobody changes: a reader needs the log's index beside
 * it, and there it cannot be made.  What is still in a log must not be passed over, though. */
static bool is_fixed(struct ts_arena *a, ts_str path)
{
    size_t name_at = (size_t)(strrchr(path.ptr, '/') - path.ptr) + 1;
    const char *log = ts_arena_printf(a, "%.*s-wal", TS_FMT(path)).ptr;
    struct stat st;

    return access(ts_arena_cstr(a, ts_str_sub(path, 0, name_at)), W_OK) != 0 &&
           (stat(log, &st) != 0 || st.st_size == 0);
}

static int open_file(struct ts_db *db)
{
    struct ts_arena a = { 0 };
    char *path = db->mode == TS_DB_READ ? realpath(db->path, NULL) : NULL;
    const char *name = db->path;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

    if (path && is_fixed(&a, ts_str_of(path))) {
        ts_str address = ts_url_of_path(&a, ts_str_of(path));
        name = ts_arena_printf(&a, "%.*s?immutable=1", TS_FMT(address)).ptr;
        flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    }
    int code = sqlite3_open_v2(name, &db->sql, flags, NULL);
    free(path);
    ts_arena_done(&a);
    return code;
}

static enum ts_rc connect(struct ts_db *db, struct ts_err *err)
{
    int code = open_file(db);

    if (code != SQLITE_OK)
        return ts_db_fail(db, code, err);
    enum ts_rc rc = set_up_connection(db, err);
    if (rc == TS_OK && db->mode == TS_DB_WRITE)
        rc = set_up_file(db, err);
    if (rc == TS_OK && db->mode == TS_DB_WRITE)
        rc = set_up_cache(db, err);
    if (rc == TS_OK && db->mode == TS_DB_WRITE)
        rc = ts_schema_migrate(db, err);
    if (rc == TS_OK && db->mode == TS_DB_READ)
        rc = ts_sql_script(db, "PRAGMA query_only = ON", err);
    return rc;
}

/* A reader cannot bring an older library up to date, so it lets a writer do that first. */
static enum ts_rc update_for_reader(const char *path, struct ts_err *err)
{
    struct ts_db *writer = NULL;

    enum ts_rc rc = ts_db_open(&writer, path, TS_DB_WRITE, err);
    ts_db_close(writer);
    return rc;
}

void ts_db_set_up(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum ts_rc ts_db_open(struct ts_db **out, const char *path, enum ts_db_mode mode,
                      struct ts_err *err)
{
    enum ts_rc rc = probe_file(path, mode, err);
    if (rc != TS_OK)
        return rc;
    struct ts_db *db = calloc(1, sizeof *db);
    if (!db || !(db->path = strdup(path)))
        ts_panic("out of memory");
    db->mode = mode;
    rc = connect(db, err);
    if (rc == TS_OK && mode == TS_DB_READ && !ts_schema_is_current(db))
        rc = update_for_reader(path, err);
    if (rc != TS_OK) {
        ts_db_close(db);
        return rc;
    }
    *out = db;
    return TS_OK;
}

void ts_db_leave_log(struct ts_db *db)
{
    (void)sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

void ts_db_close(struct ts_db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < TS_STMTS_KEPT; i++)
        sqlite3_finalize(db->kept[i].sql);
    sqlite3_close_v2(db->sql);
    ts_packer_done(&db->packer);
    free(db->path);
    free(db);
}

/* Nested transactions are savepoints, named by their depth. */
static enum ts_rc run_at_depth(struct ts_db *db, const char *outermost, const char *nested,
                               struct ts_err *err)
{
    char sql[32];

    if (db->depth == 0)
        return ts_sql_run(db, outermost, NO_VALUES, err);
    snprintf(sql, sizeof sql, "%s level%d", nested, db->depth);
    return ts_sql_run(db, sql, NO_VALUES, err);
}

enum ts_rc ts_db_begin(struct ts_db *db, struct ts_err *err)
{
    enum ts_rc rc =
        run_at_depth(db, db->mode == TS_DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", "SAVEPOINT", err);
    if (rc == TS_OK)
        db->depth++;
    return rc;
}

static enum ts_rc tell_broken(const struct ts_db *db, struct ts_err *err)
{
    if (db->why.rc == TS_OK)
        return ts_fail(err, TS_ERR_STORE, "library %s: a part of the changes failed", db->path);
    if (err)
        *err = db->why;
    return db->why.rc;
}

enum ts_rc ts_db_commit(struct ts_db *db, struct ts_err *err)
{
    if (db->broken) {
        ts_db_rollback(db);
        return tell_broken(db, err);
    }
    db->depth--;
    enum ts_rc rc = run_at_depth(db, "COMMIT", "RELEASE", err);
    if (rc != TS_OK) {
        db->depth++;
        ts_db_rollback(db);
    }
    return rc;
}

void ts_db_rollback(struct ts_db *db)
{
    if (db->depth == 0)
        return;
    db->depth--;
    if (db->broken > db->depth)
        db->broken = 0;
    /* After a full disk or the like SQLite has rolled back already, and then there is nothing left
     * to take back: the results say no more than that. */
    enum ts_rc rc = run_at_depth(db, "ROLLBACK", "ROLLBACK TO", NULL);
    if (db->depth > 0)
        rc = run_at_depth(db, "", "RELEASE", NULL);
    (void)rc;
}

enum ts_rc ts_db_end(struct ts_db *db, enum ts_rc rc, struct ts_err *err)
{
    if (rc == TS_OK)
        return ts_db_commit(db, err);
    ts_db_rollback(db);
    return rc;
}

enum ts_rc ts_db_begin_part(struct ts_db *db, struct ts_err *err)
{
    if (db->depth == 0)
        return ts_db_begin(db, err);
    db->n_parts++;
    return TS_OK;
}

enum ts_rc ts_db_end_part(struct ts_db *db, enum ts_rc rc, struct ts_err *err)
{
    if (db->n_parts == 0)
        return ts_db_end(db, rc, err);
    db->n_parts--;
    if (rc != TS_OK && !db->broken) {
        db->broken = db->depth;
        db->why = err ? *err : (struct ts_err){ 0 };
    }
    return rc;
}

enum ts_rc ts_db_check(struct ts_db *db, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    ts_str found = { 0 };

    struct ts_stmt st = ts_stmt_start(db, "PRAGMA integrity_check(1)", NO_VALUES);
    if (ts_stmt_next(&st))
        found = ts_col_text(&st, 0, &a);
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc == TS_OK && !ts_str_is(found, "ok"))
        rc = ts_fail(err, TS_ERR_STORE, "library %s is damaged: %.*s", db->path, TS_FMT(found));
    ts_arena_done(&a);
    if (rc != TS_OK)
        return rc;
    struct ts_stmt keys = ts_stmt_start(db, "PRAGMA foreign_key_check", NO_VALUES);
    bool is_broken = ts_stmt_next(&keys);
    rc = ts_stmt_end(&keys, err);
    if (rc == TS_OK && is_broken)
        rc = ts_fail(err, TS_ERR_STORE, "library %s is damaged: a reference to nothing", db->path);
    return rc;
}

enum ts_rc ts_db_hold_pages(struct ts_db *db, enum ts_pages pages, struct ts_err *err)
{
    static const char *const scripts[] = {
        [TS_PAGES_USUAL] = "PRAGMA cache_size = -6144",
        [TS_PAGES_SOME] = "PRAGMA cache_size = -2048",
        [TS_PAGES_FEW] = "PRAGMA cache_size = -512; PRAGMA shrink_memory",
    };

    return ts_sql_script(db, scripts[pages], err);
}

enum ts_rc ts_db_hold_usual(struct ts_db *db, enum ts_rc rc, struct ts_err *err)
{
    enum ts_rc usual = ts_db_hold_pages(db, TS_PAGES_USUAL, rc == TS_OK ? err : NULL);

    return rc == TS_OK ? usual : rc;
}

void ts_db_set_wait(struct ts_db *db, int wait_ms)
{
    sqlite3_busy_timeout(db->sql, wait_ms);
}

int64_t ts_db_data_version(struct ts_db *db)
{
    int64_t version = 0;

    if (ts_sql_int(db, "PRAGMA data_version", NO_VALUES, 0, &version, NULL) != TS_OK)
        return 0;
    return version;
}

void ts_db_interrupt(struct ts_db *db)
{
    sqlite3_interrupt(db->sql);
}

const char *ts_db_path(const struct ts_db *db)
{
    return db->path;
}
