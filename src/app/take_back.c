#include "tearsheet/app/take_back.h"

#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/file.h"

/* Puts the text of before in place of that of after. */
static enum ts_rc put_file(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                           ts_str before, ts_str after, struct ts_err *err)
{
    ts_str now = { 0 };

    if (ts_file_exists(profile->feeds_path)) {
        enum ts_rc rc = ts_file_read(a, profile->feeds_path, TS_FEEDS_MAX_BYTES, &now, err);
        if (rc != TS_OK)
            return rc;
    }
    if (!ts_str_eq(now, after))
        return ts_fail(err, TS_ERR_BUSY,
                       "%s was edited since; what was changed there is not taken back",
                       profile->feeds_path);
    enum ts_rc rc = ts_file_write(profile->feeds_path, before, err);
    return rc == TS_OK ? ts_feeds_sync(a, db, profile, NULL, err) : rc;
}

static enum ts_rc take_back(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                            ts_str *description, struct ts_err *err)
{
    ts_str before, after, what;
    bool is_file = false;

    enum ts_rc rc = ts_undo_peek_file(a, db, &before, &after, &is_file, err);
    if (rc == TS_OK)
        rc = ts_undo(a, db, &what, err);
    if (rc == TS_OK && is_file)
        rc = put_file(a, db, profile, before, after, err);
    if (rc == TS_OK && description)
        *description = what;
    return rc;
}

enum ts_rc ts_take_back(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                        ts_str *description, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, take_back(a, db, profile, description, err), err) : rc;
}
