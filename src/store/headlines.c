#include "tearsheet/store/headlines.h"

#include "articles_priv.h"

enum ts_rc ts_headline_keep(struct ts_db *db, int64_t article_id, ts_str changed_to, int64_t now_at,
                            struct ts_err *err)
{
    return ts_sql_run(db,
                      "INSERT OR IGNORE INTO headlines (article_id, until_at, title)"
                      " SELECT id, ?1, title FROM articles"
                      " WHERE id = ?2 AND title <> '' AND title <> ?3 AND ?3 <> ''",
                      VALUES(val_int(now_at), val_int(article_id), val_text(changed_to)), err);
}

static void read_headline(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_old_headline *)to =
        (struct ts_old_headline){ ts_col_int(st, 0), ts_col_int(st, 1), ts_col_text(st, 2, a) };
}

enum ts_rc ts_headlines_of_article(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                   struct ts_old_headline **out, size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db,
                       "SELECT article_id, until_at, title FROM headlines WHERE article_id = ?"
                       " ORDER BY until_at",
                       VALUES(val_int(article_id)), TS_LIST(read_headline, out, n), err);
}

enum ts_rc ts_headlines_of_story(struct ts_arena *a, struct ts_db *db, int64_t story_id,
                                 struct ts_old_headline **out, size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db,
                       "SELECT h.article_id, h.until_at, h.title FROM articles a"
                       " JOIN headlines h ON h.article_id = a.id WHERE a.story_id = ?"
                       " ORDER BY h.until_at, h.article_id",
                       VALUES(val_int(story_id)), TS_LIST(read_headline, out, n), err);
}
