/* schema.c - bringing a library to the tables of today: a new one by making them (tables.c), an
 * older one from whatever version wrote it (migrations.c).
 *
 * A new library would have the same tables by way of all migrations.  But after most of them SQLite
 * parses the whole schema again, which took three times as long. */
#include <stdio.h>

#include "db_priv.h"
#include "stmt_priv.h"

enum { APPLICATION_ID = 0x54536865 };

static enum ts_rc read_number(struct ts_db *db, const char *pragma, int64_t *out,
                              struct ts_err *err)
{
    return ts_sql_int(db, pragma, NO_VALUES, 0, out, err);
}

bool ts_schema_is_current(struct ts_db *db)
{
    int64_t version = -1;

    return read_number(db, "PRAGMA user_version", &version, NULL) == TS_OK &&
           version == (int64_t)ts_n_migrations;
}

/* A file with tables of somebody else is left alone. */
static enum ts_rc check_is_ours(struct ts_db *db, struct ts_err *err)
{
    int64_t id = 0, n_tables = 0;

    enum ts_rc rc = read_number(db, "PRAGMA application_id", &id, err);
    if (rc == TS_OK)
        rc = read_number(db, "SELECT count(*) FROM sqlite_master", &n_tables, err);
    if (rc == TS_OK && id != APPLICATION_ID && (id != 0 || n_tables != 0))
        rc = ts_fail(err, TS_ERR_STORE, "%s is the database of another program, not a library",
                     db->path);
    return rc;
}

static enum ts_rc make_tables(struct ts_db *db, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_script(db, ts_tables_today, err);

    if (rc != TS_OK)
        ts_fail_in(err, "cannot make its tables");
    return rc;
}

static enum ts_rc migrate_from(struct ts_db *db, int64_t version, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (size_t i = (size_t)version; rc == TS_OK && i < ts_n_migrations; i++) {
        rc = ts_sql_script(db, ts_migrations[i], err);
        if (rc != TS_OK)
            ts_fail_in(err, "cannot bring it to version %zu", i + 1);
    }
    return rc;
}

static enum ts_rc sign(struct ts_db *db, struct ts_err *err)
{
    char sql[96];

    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %zu",
             APPLICATION_ID, ts_n_migrations);
    return ts_sql_script(db, sql, err);
}

static enum ts_rc migrate_locked(struct ts_db *db, struct ts_err *err)
{
    int64_t version = 0;

    enum ts_rc rc = check_is_ours(db, err);
    if (rc == TS_OK)
        rc = read_number(db, "PRAGMA user_version", &version, err);
    if (rc == TS_OK && (version < 0 || version > (int64_t)ts_n_migrations))
        return ts_fail(err, TS_ERR_STORE,
                       "library %s was written by a newer tearsheet (version %lld, this one knows "
                       "%zu)",
                       db->path, (long long)version, ts_n_migrations);
    if (rc != TS_OK || version == (int64_t)ts_n_migrations)
        return rc;
    rc = version == 0 ? make_tables(db, err) : migrate_from(db, version, err);
    return rc == TS_OK ? sign(db, err) : rc;
}

enum ts_rc ts_schema_migrate(struct ts_db *db, struct ts_err *err)
{
    if (ts_schema_is_current(db))
        return check_is_ours(db, err);
    enum ts_rc rc = ts_db_begin(db, err);
    return rc == TS_OK ? ts_db_end(db, migrate_locked(db, err), err) : rc;
}
