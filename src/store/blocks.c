/* A block is known by its text: a number would not outlive the next cleaning of the page. */
#include "tearsheet/store/blocks.h"

#include "articles_priv.h"
#include "blocks_priv.h"
#include "journal_priv.h"
#include "tearsheet/base/utf8.h"

enum { TITLE_COLS = 40, KIND_BITS = 8 /* of journal_items.was; the decider is above them */ };

static int64_t key_of(ts_str text)
{
    return (int64_t)ts_str_hash(text);
}

static struct ts_block *find_stripped(const struct ts_article *article, ts_str text)
{
    for (size_t i = 0; i < article->n_blocks; i++)
        if (!article->blocks[i].is_kept && ts_str_eq(article->blocks[i].text, text))
            return &article->blocks[i];
    return NULL;
}

static enum ts_rc note(struct ts_db *db, int64_t journal_id, int64_t article_id,
                       const struct ts_block *block, struct ts_err *err)
{
    int64_t was = (int64_t)block->kind | (int64_t)block->decided_by << KIND_BITS;

    return ts_journal_note(db, journal_id, TS_NOTE_BLOCK, "SELECT ?, ?, ?, ?",
                           VALUES(val_int(article_id), val_int(key_of(block->text)), val_int(was),
                                  val_text(block->reason)),
                           err);
}

static enum ts_rc put_article(struct ts_db *db, int64_t id, struct ts_article *article,
                              struct ts_err *err)
{
    ts_article_count_words(article);
    return ts_article_put(db, id, article, NULL, NULL, err);
}

static enum ts_rc put_back(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                           const struct ts_block *as, struct ts_err *err)
{
    struct ts_stored stored;
    struct ts_block *block = NULL;
    int64_t journal_id = 0;

    enum ts_rc rc = ts_article_get(a, db, article_id, &stored, err);
    if (rc == TS_OK && !(block = find_stripped(&stored.article, as->text)))
        rc = ts_fail(err, TS_ERR_NOTFOUND, "nothing with this text was stripped of article %lld",
                     (long long)article_id);
    if (rc == TS_OK)
        rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = note(db, journal_id, article_id, block, err);
    if (rc != TS_OK)
        return rc;
    for (; block; block = find_stripped(&stored.article, as->text)) {
        *block = *as;
        block->is_kept = true;
        block->decided_by = TS_BY_READER;
    }
    rc = put_article(db, article_id, &stored.article, err);
    ts_str words = ts_arena_printf(a, "put \"%.*s\" back",
                                   TS_FMT(ts_utf8_ellipsis(a, as->text, TITLE_COLS, false)));
    return rc == TS_OK ? ts_journal_close(db, journal_id, words, err) : rc;
}

enum ts_rc ts_block_put_back(struct ts_db *db, int64_t article_id, const struct ts_block *as,
                             struct ts_err *err)
{
    struct ts_arena a = { 0 };
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc == TS_OK)
        rc = ts_db_end(db, put_back(&a, db, article_id, as, err), err);
    ts_arena_done(&a);
    return rc;
}

ts_str *ts_blocks_put_back(struct ts_arena *a, const struct ts_article *article, size_t *n)
{
    ts_str *texts = TS_NEW_ARRAY(a, article->n_blocks + 1, ts_str);

    *n = 0;
    for (size_t i = 0; i < article->n_blocks; i++)
        if (article->blocks[i].decided_by == TS_BY_READER)
            texts[(*n)++] = ts_arena_str(a, article->blocks[i].text);
    return texts;
}

/* ---- taking back ---- */

struct noted {
    int64_t article_id;
    int64_t key;
    int64_t was;
    ts_str reason;
};

static void read_noted(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct noted *)to = (struct noted){ ts_col_int(st, 0), ts_col_int(st, 1), ts_col_int(st, 2),
                                          ts_col_text(st, 3, a) };
}

static enum ts_rc undo_one(struct ts_arena *a, struct ts_db *db, const struct noted *noted,
                           struct ts_err *err)
{
    struct ts_stored stored;
    enum ts_rc rc = ts_article_get(a, db, noted->article_id, &stored, err);

    for (size_t i = 0; rc == TS_OK && i < stored.article.n_blocks; i++) {
        struct ts_block *block = &stored.article.blocks[i];
        if (block->decided_by != TS_BY_READER || key_of(block->text) != noted->key)
            continue;
        block->is_kept = false;
        block->kind = (enum ts_block_kind)(noted->was & ((1 << KIND_BITS) - 1));
        block->decided_by = (enum ts_decider)(noted->was >> KIND_BITS);
        block->reason = noted->reason;
        block->n_spans = 0;
    }
    return rc == TS_OK ? put_article(db, noted->article_id, &stored.article, err) : rc;
}

enum ts_rc ts_blocks_undo(struct ts_db *db, int64_t journal_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct noted *list = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(&a, db,
                                "SELECT j.a_id, j.b_id, j.was, j.was_text FROM journal_items j"
                                " JOIN articles x ON x.id = j.a_id"
                                " WHERE j.journal_id = ? AND j.kind = ?",
                                VALUES(val_int(journal_id), val_int(TS_NOTE_BLOCK)),
                                TS_LIST(read_noted, &list, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = undo_one(&a, db, &list[i], err);
    ts_arena_done(&a);
    return rc;
}
