#include "tearsheet/store/enclosures.h"

#include "stmt_priv.h"
#include "tearsheet/base/url.h"

/* By its type, or by how its address ends where the feed gives none. */
static bool is_picture(const struct ts_enclosure *file)
{
    static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif" };
    ts_str path = ts_url_parse(file->url).path;

    if (file->type.len > 0)
        return ts_str_starts_nocase(file->type, "image");
    for (size_t i = 0; i < TS_COUNT(endings); i++)
        if (ts_str_ends_nocase(path, endings[i]))
            return true;
    return false;
}

enum ts_rc ts_enclosures_put(struct ts_db *db, int64_t article_id, const struct ts_item *item,
                             struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, "DELETE FROM enclosures WHERE article_id = ?",
                               VALUES(val_int(article_id)), err);

    for (size_t i = 0; rc == TS_OK && i < item->n_enclosures; i++) {
        const struct ts_enclosure *file = &item->enclosures[i];
        if (is_picture(file))
            continue;
        rc = ts_sql_run(db,
                        "INSERT INTO enclosures (article_id, place, url, type, n_bytes)"
                        " VALUES (?, ?, ?, ?, ?)",
                        VALUES(val_int(article_id), val_int((int64_t)i), val_text(file->url),
                               val_text(file->type), val_int(file->n_bytes)),
                        err);
    }
    return rc;
}

static void read_enclosure(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_enclosure *)to = (struct ts_enclosure){
        .url = ts_col_text(st, 0, a),
        .type = ts_col_text(st, 1, a),
        .n_bytes = ts_col_int(st, 2),
    };
}

enum ts_rc ts_enclosures_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                             struct ts_enclosure **out, size_t *n, struct ts_err *err)
{
    return ts_sql_list(
        a, db, "SELECT url, type, n_bytes FROM enclosures WHERE article_id = ? ORDER BY place",
        VALUES(val_int(article_id)), TS_LIST(read_enclosure, out, n), err);
}

static bool is_same(const struct ts_enclosure *one, const struct ts_enclosure *other)
{
    return ts_str_eq(one->url, other->url) && ts_str_eq(one->type, other->type) &&
           one->n_bytes == other->n_bytes;
}

enum ts_rc ts_enclosures_differ(struct ts_db *db, int64_t article_id, bool has_any,
                                const struct ts_item *item, bool *out, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_enclosure *kept = NULL;
    size_t n_kept = 0, n = 0;
    bool is_other = false;
    enum ts_rc rc = TS_OK;

    if (has_any)
        rc = ts_enclosures_get(&a, db, article_id, &kept, &n_kept, err);

    for (size_t i = 0; rc == TS_OK && i < item->n_enclosures; i++) {
        if (is_picture(&item->enclosures[i]))
            continue;
        is_other = is_other || n >= n_kept || !is_same(&kept[n], &item->enclosures[i]);
        n++;
    }
    *out = is_other || n != n_kept;
    ts_arena_done(&a);
    return rc;
}
