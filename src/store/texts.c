/* texts.c - the text that is shown no more goes into the journal as it is packed, so that taking
 * the choice back needs no page to be cleaned. */
#include "tearsheet/store/texts.h"

#include "articles_priv.h"
#include "journal_priv.h"
#include "texts_priv.h"

#define COMPLETENESS_BITS "8" /* of journal_items.was; the number of words is above them */

static enum ts_rc note(struct ts_db *db, int64_t article_id, int64_t journal_id, struct ts_err *err)
{
    return ts_journal_note(db, journal_id, TS_NOTE_TEXT,
                           "SELECT a.id, a.text_choice, a.completeness | a.n_words"
                           " << " COMPLETENESS_BITS ", b.blocks FROM articles a"
                           " LEFT JOIN bodies b ON b.article_id = a.id WHERE a.id = ?",
                           VALUES(val_int(article_id)), err);
}

static enum ts_rc choose(struct ts_db *db, int64_t article_id, enum ts_text_choice choice,
                         struct ts_err *err)
{
    ts_str words = choice == TS_TEXT_FEED ? TS_STR("showed the feed's text of an article")
                                          : TS_STR("showed the page's text of an article");
    int64_t journal_id = 0;
    enum ts_rc rc = ts_journal_open(db, &journal_id, err);

    if (rc == TS_OK)
        rc = note(db, article_id, journal_id, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, "UPDATE articles SET text_choice = ? WHERE id = ?",
                        VALUES(val_int(choice), val_int(article_id)), err);
    if (rc == TS_OK && ts_sql_changes(db) == 0)
        return ts_no_article(article_id, err);
    return rc == TS_OK ? ts_journal_close(db, journal_id, words, err) : rc;
}

enum ts_rc ts_text_choose(struct ts_db *db, int64_t article_id, enum ts_text_choice choice,
                          struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, choose(db, article_id, choice, err), err) : rc;
}

/* ---- taking back ---- */

static enum ts_rc undo_one(struct ts_db *db, int64_t journal_id, int64_t article_id,
                           struct ts_err *err)
{
    static const char *const steps[] = {
        "UPDATE bodies SET blocks = j.was_text FROM (SELECT * FROM journal_items"
        " WHERE journal_id = ?1 AND kind = ?2 AND a_id = ?3 AND was_text IS NOT NULL) j"
        " WHERE article_id = j.a_id",
        "UPDATE articles SET text_choice = j.b_id,"
        " completeness = j.was & ((1 << " COMPLETENESS_BITS ") - 1),"
        " n_words = j.was >> " COMPLETENESS_BITS " FROM (SELECT * FROM journal_items"
        " WHERE journal_id = ?1 AND kind = ?2 AND a_id = ?3) j WHERE id = j.a_id",
    };

    enum ts_rc rc = ts_search_forget(db, article_id, err);
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(steps); i++)
        rc = ts_sql_run(db, steps[i],
                        VALUES(val_int(journal_id), val_int(TS_NOTE_TEXT), val_int(article_id)),
                        err);
    return rc == TS_OK ? ts_story_recount_of(db, article_id, err) : rc;
}

enum ts_rc ts_texts_undo(struct ts_db *db, int64_t journal_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t *ids = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(&a, db,
                                "SELECT j.a_id FROM journal_items j JOIN articles x ON x.id ="
                                " j.a_id WHERE j.journal_id = ? AND j.kind = ?",
                                VALUES(val_int(journal_id), val_int(TS_NOTE_TEXT)),
                                TS_LIST(ts_read_id, &ids, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = undo_one(db, journal_id, ids[i], err);
    ts_arena_done(&a);
    return rc;
}
