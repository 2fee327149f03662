/* stmt_priv.h - how the sources of this room speak SQL.
 *
 * A statement is a value that remembers its first failure, so that a query reads
 *
 *     struct ts_stmt st = ts_stmt_start(db, SQL, VALUES(val_int(id)));
 *     while (ts_stmt_next(&st))
 *         ... ts_col_int(&st, 0) ...
 *     return ts_stmt_end(&st, err);
 *
 * Prepared statements are kept by the connection for the next use. */
#ifndef TEARSHEET_STORE_STMT_PRIV_H
#define TEARSHEET_STORE_STMT_PRIV_H

#include <sqlite3.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/store/db.h"

enum ts_value_kind { TS_VALUE_NULL, TS_VALUE_INT, TS_VALUE_REAL, TS_VALUE_TEXT, TS_VALUE_BLOB };

/* Something to bind; text and bytes are borrowed until the statement has ended. */
struct ts_value {
    enum ts_value_kind kind;
    int64_t number;
    double real;
    ts_str bytes;
};

static inline struct ts_value val_int(int64_t number)
{
    return (struct ts_value){ .kind = TS_VALUE_INT, .number = number };
}
static inline struct ts_value val_real(double real)
{
    return (struct ts_value){ .kind = TS_VALUE_REAL, .real = real };
}
static inline struct ts_value val_text(ts_str text)
{
    return (struct ts_value){ .kind = TS_VALUE_TEXT, .bytes = text };
}
static inline struct ts_value val_blob(ts_str bytes)
{
    return (struct ts_value){ .kind = TS_VALUE_BLOB, .bytes = bytes };
}

struct ts_values {
    const struct ts_value *list;
    size_t n;
};
#define VALUES(...)                                                         \
    ((struct ts_values){ (const struct ts_value[]){ __VA_ARGS__ },          \
                         sizeof((const struct ts_value[]){ __VA_ARGS__ }) / \
                             sizeof(struct ts_value) })
#define NO_VALUES ((struct ts_values){ NULL, 0 })

struct ts_stmt {
    struct ts_db *db;
    sqlite3_stmt *sql;
    int code;                  /* of SQLite: the first failure, or SQLITE_OK */
    bool is_at_end;            /* no more rows */
    struct ts_stmt_slot *slot; /* of the connection's cache that it belongs to, or NULL */
};

struct ts_stmt ts_stmt_start(struct ts_db *db, const char *sql, struct ts_values values);
/* The next row; false at the end and after a failure. */
bool ts_stmt_next(struct ts_stmt *st);
/* Ends it and reports the first failure. */
TS_CHECKED enum ts_rc ts_stmt_end(struct ts_stmt *st, struct ts_err *err);

int64_t ts_col_int(struct ts_stmt *st, int column);
double ts_col_real(struct ts_stmt *st, int column);
/* Valid until the next row. */
ts_str ts_col_bytes(struct ts_stmt *st, int column);
ts_str ts_col_text(struct ts_stmt *st, int column, struct ts_arena *a);
/* A point in time in three columns: seconds, zone, and what ts_when_kind() gave. */
struct ts_when ts_col_when(struct ts_stmt *st, int column);
int64_t ts_when_kind(struct ts_when when);
/* Names joined by TS_NAME_SEPARATOR, apart again. */
ts_str *ts_col_names(struct ts_stmt *st, int column, struct ts_arena *a, size_t *n);
#define TS_NAME_SEPARATOR '\x1f'

/* Where rows are read to: `read` makes an element of `size` bytes, all-zero before, of a row; the
 * address of the first becomes `*first`, and their number `*n`. */
struct ts_list {
    void (*read)(struct ts_arena *a, struct ts_stmt *st, void *to);
    size_t size;
    void **first;
    size_t *n;
};
#define TS_LIST(read, first, n) \
    ((struct ts_list){ (read), sizeof **(first), (void **)(first), (n) })

/* Reads all rows into an array, kept in `a`. */
TS_CHECKED enum ts_rc ts_sql_list(struct ts_arena *a, struct ts_db *db, const char *sql,
                                  struct ts_values values, struct ts_list out, struct ts_err *err);

/* For lists of ids: the first column. */
void ts_read_id(struct ts_arena *a, struct ts_stmt *st, void *to);

/* A statement without rows to read. */
TS_CHECKED enum ts_rc ts_sql_run(struct ts_db *db, const char *sql, struct ts_values values,
                                 struct ts_err *err);
/* The number in the first row, or `none` when there is no row. */
TS_CHECKED enum ts_rc ts_sql_int(struct ts_db *db, const char *sql, struct ts_values values,
                                 int64_t none, int64_t *out, struct ts_err *err);
/* Several statements without values. */
TS_CHECKED enum ts_rc ts_sql_script(struct ts_db *db, const char *sql, struct ts_err *err);

/* Rows that the last statement changed, and the id of the last row inserted. */
size_t ts_sql_changes(struct ts_db *db);
int64_t ts_sql_last_id(struct ts_db *db);

/* Conditions of a query as they come together: " AND (...)" for each.  Whoever adds what a person
 * typed sees to it that TS_WHERE_MAX is not reached. */
enum { TS_WHERE_MAX = 64 };
struct ts_where {
    struct ts_buf sql;
    struct ts_value values[TS_WHERE_MAX];
    size_t n;
};
void ts_where_add(struct ts_where *w, const char *condition, struct ts_values values);
/* One more value, for a place in the statement behind the conditions. */
void ts_where_value(struct ts_where *w, struct ts_value value);
void ts_where_done(struct ts_where *w);
struct ts_values ts_where_values(const struct ts_where *w);

#endif
