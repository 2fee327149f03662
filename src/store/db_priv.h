/* db_priv.h - what a connection holds. */
#ifndef TEARSHEET_STORE_DB_PRIV_H
#define TEARSHEET_STORE_DB_PRIV_H

#include <sqlite3.h>

#include "tearsheet/base/map.h"
#include "tearsheet/store/db.h"
#include "tearsheet/store/pack.h"

enum { TS_STMTS_KEPT = 96 };

struct ts_stmt_slot {
    sqlite3_stmt *sql;
    uint64_t hash;
    uint64_t used; /* tick of the last use: the oldest makes room */
    bool is_busy;
};

/* Stories whose rows are made right later. */
struct ts_late_counts {
    bool is_on;
    struct ts_arena arena;
    struct ts_map seen;
    int64_t *ids;
    size_t n, cap;
};

struct ts_db {
    sqlite3 *sql;
    char *path;
    enum ts_db_mode mode;
    int depth;         /* of nested transactions */
    int n_parts;       /* open inside of them */
    int broken;        /* the depth at which a part failed, or 0 */
    struct ts_err why; /* of that part, if it was worded */
    struct ts_late_counts late;
    struct ts_packer packer;
    uint64_t tick;
    struct ts_stmt_slot kept[TS_STMTS_KEPT];
};

/* Words the failure `code` of SQLite. */
enum ts_rc ts_db_fail(const struct ts_db *db, int code, struct ts_err *err);

/* The script that makes all tables of a new library; in tables.c. */
extern const char ts_tables_today[];
/* The scripts that bring a library to version 1, 2 and so on; in migrations.c. */
extern const char *const ts_migrations[];
extern const size_t ts_n_migrations;
/* Brings the schema up to date; in schema.c.  TS_ERR_STORE when it is newer than known. */
TS_CHECKED enum ts_rc ts_schema_migrate(struct ts_db *db, struct ts_err *err);
/* True when it is as this program knows it. */
bool ts_schema_is_current(struct ts_db *db);

/* Makes the functions known that the search index uses; in search_index.c. */
TS_CHECKED enum ts_rc ts_search_install(struct ts_db *db, struct ts_err *err);
/* And the one that migrations use; in keys.c. */
TS_CHECKED enum ts_rc ts_keys_install(struct ts_db *db, struct ts_err *err);

#endif
