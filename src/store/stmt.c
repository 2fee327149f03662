/* stmt.c - prepared statements, their values and rows.
 *
 * The connection keeps the statements prepared last, found by a hash of their text.  One that is in
 * use is prepared a second time for a nested use, so that functions may call each other freely. */
#include "stmt_priv.h"

#include <assert.h>
#include <string.h>

#include "db_priv.h"

/* Where the statement of this hash is, or else is to go.  Looks first where the first look for it
 * would have put it. */
static struct ts_stmt_slot *slot_for(struct ts_db *db, uint64_t hash)
{
    struct ts_stmt_slot *oldest = NULL;

    for (size_t i = 0; i < TS_STMTS_KEPT; i++) {
        struct ts_stmt_slot *slot = &db->kept[(hash % TS_STMTS_KEPT + i) % TS_STMTS_KEPT];
        if (slot->sql && slot->hash == hash)
            return slot->is_busy ? NULL : slot;
        if (!slot->is_busy && (!oldest || slot->used < oldest->used))
            oldest = slot;
    }
    return oldest;
}

static void prepare(struct ts_stmt *st, const char *sql)
{
    struct ts_db *db = st->db;
    uint64_t hash = ts_hash_text(ts_str_of(sql), 0);
    struct ts_stmt_slot *slot = slot_for(db, hash);

    if (slot && slot->sql && slot->hash == hash && strcmp(sqlite3_sql(slot->sql), sql) == 0) {
        st->sql = slot->sql;
    } else {
        st->code = sqlite3_prepare_v3(db->sql, sql, -1, slot ? SQLITE_PREPARE_PERSISTENT : 0,
                                      &st->sql, NULL);
        if (!slot || st->code != SQLITE_OK)
            return;
        sqlite3_finalize(slot->sql);
        *slot = (struct ts_stmt_slot){ .sql = st->sql, .hash = hash };
    }
    slot->is_busy = true;
    slot->used = ++db->tick;
    st->slot = slot;
}

static int bind(sqlite3_stmt *sql, int at, const struct ts_value *value)
{
    const char *bytes = value->bytes.ptr ? value->bytes.ptr : "";

    switch (value->kind) {
    case TS_VALUE_INT:
        return sqlite3_bind_int64(sql, at, value->number);
    case TS_VALUE_REAL:
        return sqlite3_bind_double(sql, at, value->real);
    case TS_VALUE_TEXT:
        return sqlite3_bind_text64(sql, at, bytes, value->bytes.len, SQLITE_STATIC, SQLITE_UTF8);
    case TS_VALUE_BLOB:
        return sqlite3_bind_blob64(sql, at, bytes, value->bytes.len, SQLITE_STATIC);
    case TS_VALUE_NULL:
        break;
    }
    return sqlite3_bind_null(sql, at);
}

struct ts_stmt ts_stmt_start(struct ts_db *db, const char *sql, struct ts_values values)
{
    struct ts_stmt st = { .db = db };

    prepare(&st, sql);
    for (size_t i = 0; i < values.n && st.code == SQLITE_OK; i++)
        st.code = bind(st.sql, (int)i + 1, &values.list[i]);
    return st;
}

bool ts_stmt_next(struct ts_stmt *st)
{
    if (st->code != SQLITE_OK || st->is_at_end)
        return false;
    int code = sqlite3_step(st->sql);
    if (code == SQLITE_ROW)
        return true;
    st->is_at_end = true;
    if (code != SQLITE_DONE)
        st->code = code;
    return false;
}

static void release(struct ts_stmt *st)
{
    if (!st->slot) {
        sqlite3_finalize(st->sql);
        return;
    }
    sqlite3_reset(st->sql);
    sqlite3_clear_bindings(st->sql);
    st->slot->is_busy = false;
}

enum ts_rc ts_stmt_end(struct ts_stmt *st, struct ts_err *err)
{
    /* The message is that of the connection's last call, so it is read before the release. */
    enum ts_rc rc = st->code == SQLITE_OK ? TS_OK : ts_db_fail(st->db, st->code, err);

    release(st);
    st->sql = NULL;
    return rc;
}

int64_t ts_col_int(struct ts_stmt *st, int column)
{
    return sqlite3_column_int64(st->sql, column);
}

double ts_col_real(struct ts_stmt *st, int column)
{
    return sqlite3_column_double(st->sql, column);
}

ts_str ts_col_bytes(struct ts_stmt *st, int column)
{
    const void *bytes = sqlite3_column_blob(st->sql, column);

    return (ts_str){ bytes, (size_t)sqlite3_column_bytes(st->sql, column) };
}

ts_str ts_col_text(struct ts_stmt *st, int column, struct ts_arena *a)
{
    return ts_arena_str(a, ts_col_bytes(st, column));
}

enum { HAS_ZONE = 4 }; /* beside the precision */

int64_t ts_when_kind(struct ts_when when)
{
    return when.precision | (when.has_zone ? HAS_ZONE : 0);
}

struct ts_when ts_col_when(struct ts_stmt *st, int column)
{
    int64_t kind = ts_col_int(st, column + 2);

    return (struct ts_when){
        .at = ts_col_int(st, column),
        .zone_min = (int16_t)ts_col_int(st, column + 1),
        .precision = (uint8_t)(kind & ~HAS_ZONE),
        .has_zone = (kind & HAS_ZONE) != 0,
    };
}

ts_str *ts_col_names(struct ts_stmt *st, int column, struct ts_arena *a, size_t *n)
{
    ts_str joined = ts_col_text(st, column, a);
    ts_str *names = NULL;
    size_t cap = 0;
    ts_str name;

    *n = 0;
    while (ts_str_split(&joined, TS_NAME_SEPARATOR, &name))
        if (name.len)
            *TS_PUSH(a, names, *n, cap) = name;
    return names;
}

enum ts_rc ts_sql_list(struct ts_arena *a, struct ts_db *db, const char *sql,
                       struct ts_values values, struct ts_list out, struct ts_err *err)
{
    void *first = NULL;
    size_t n = 0, cap = 0;

    struct ts_stmt st = ts_stmt_start(db, sql, values);
    while (ts_stmt_next(&st)) {
        first = ts_arena_grow(a, first, n, &cap, out.size);
        out.read(a, &st, ts_array_at(first, n++, out.size));
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc == TS_OK) {
        *out.first = first;
        *out.n = n;
    }
    return rc;
}

void ts_read_id(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    (void)a;
    *(int64_t *)to = ts_col_int(st, 0);
}

enum ts_rc ts_sql_run(struct ts_db *db, const char *sql, struct ts_values values,
                      struct ts_err *err)
{
    struct ts_stmt st = ts_stmt_start(db, sql, values);

    while (ts_stmt_next(&st))
        ; /* a pragma may answer with a row */
    return ts_stmt_end(&st, err);
}

enum ts_rc ts_sql_int(struct ts_db *db, const char *sql, struct ts_values values, int64_t none,
                      int64_t *out, struct ts_err *err)
{
    struct ts_stmt st = ts_stmt_start(db, sql, values);
    int64_t number = ts_stmt_next(&st) ? ts_col_int(&st, 0) : none;

    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc == TS_OK)
        *out = number;
    return rc;
}

enum ts_rc ts_sql_script(struct ts_db *db, const char *sql, struct ts_err *err)
{
    int code = sqlite3_exec(db->sql, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? TS_OK : ts_db_fail(db, code, err);
}

size_t ts_sql_changes(struct ts_db *db)
{
    return (size_t)sqlite3_changes(db->sql);
}

int64_t ts_sql_last_id(struct ts_db *db)
{
    return sqlite3_last_insert_rowid(db->sql);
}

void ts_where_value(struct ts_where *w, struct ts_value value)
{
    assert(w->n < TS_WHERE_MAX);
    w->values[w->n++] = value;
}

void ts_where_add(struct ts_where *w, const char *condition, struct ts_values values)
{
    ts_buf_printf(&w->sql, " AND (%s)", condition);
    for (size_t i = 0; i < values.n; i++)
        ts_where_value(w, values.list[i]);
}

void ts_where_done(struct ts_where *w)
{
    ts_buf_done(&w->sql);
}

struct ts_values ts_where_values(const struct ts_where *w)
{
    return (struct ts_values){ w->values, w->n };
}
