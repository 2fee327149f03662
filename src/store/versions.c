/* versions.c - a text is kept as it was packed; whether two say the same is judged by their words
 * alone, so that other quotation marks or capitals are no change. */
#include "tearsheet/store/versions.h"

#include "articles_priv.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/pack.h"

/* ---- comparing ---- */

/* Letters and digits; of what is not ASCII all but the general punctuation (U+2000 to U+206F). */
static bool is_word_at(ts_str text, size_t i, size_t *len)
{
    unsigned char c = (unsigned char)text.ptr[i];
    bool is_punctuation =
        c == 0xE2 && i + 2 < text.len &&
        ((unsigned char)text.ptr[i + 1] == 0x80 ||
         ((unsigned char)text.ptr[i + 1] == 0x81 && (unsigned char)text.ptr[i + 2] < 0xB0));

    *len = is_punctuation ? 3 : 1;
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0x80 && !is_punctuation);
}

/* Cuts the next word off a folded text; empty at its end. */
static ts_str next_word(ts_str *text)
{
    size_t start = 0, end, len;

    while (start < text->len && !is_word_at(*text, start, &len))
        start += len;
    for (end = start; end < text->len && is_word_at(*text, end, &len);)
        end++;
    ts_str word = ts_str_sub(*text, start, end - start);
    *text = ts_str_skip(*text, end);
    return word;
}

static bool has_same_words(struct ts_arena *a, ts_str one, ts_str other)
{
    ts_str x = ts_utf8_fold(a, one), y = ts_utf8_fold(a, other), word;

    do {
        word = next_word(&x);
        if (!ts_str_eq(word, next_word(&y)))
            return false;
    } while (word.len > 0);
    return true;
}

/* ---- keeping ---- */

static bool is_of_one_kind(enum ts_completeness was, enum ts_completeness is)
{
    if (was == TS_COMPLETE_FEED || is == TS_COMPLETE_FEED)
        return was == is;
    return was == TS_COMPLETE_FULL || was == is;
}

static enum ts_rc keep(struct ts_db *db, int64_t article_id, int64_t now_at, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db,
                               "INSERT OR REPLACE INTO versions (article_id, until_at, blocks)"
                               " SELECT article_id, ?, blocks FROM bodies WHERE article_id = ?",
                               VALUES(val_int(now_at), val_int(article_id)), err);

    return rc == TS_OK ? ts_sql_run(db,
                                    "DELETE FROM versions WHERE article_id = ?1 AND until_at <="
                                    " (SELECT until_at FROM versions WHERE article_id = ?1"
                                    " ORDER BY until_at DESC LIMIT 1 OFFSET ?2)",
                                    VALUES(val_int(article_id), val_int(TS_VERSIONS_MAX)), err)
                       : rc;
}

enum ts_rc ts_version_keep(struct ts_db *db, int64_t article_id, const struct ts_article *article,
                           int64_t now_at, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    enum ts_rc unpacked = TS_OK;
    bool is_changed = false;
    ts_str was;

    struct ts_stmt st = ts_stmt_start(db,
                                      "SELECT a.completeness, b.blocks FROM bodies b"
                                      " JOIN articles a ON a.id = b.article_id"
                                      " WHERE b.article_id = ?",
                                      VALUES(val_int(article_id)));
    if (ts_stmt_next(&st) &&
        is_of_one_kind((enum ts_completeness)ts_col_int(&st, 0), article->completeness)) {
        unpacked = ts_unpack_text(&a, ts_col_bytes(&st, 1), &was, err);
        is_changed = unpacked == TS_OK && was.len > 0 &&
                     !has_same_words(&a, was, ts_article_text(&a, article));
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    ts_arena_done(&a);
    if (rc == TS_OK)
        rc = unpacked;
    return rc == TS_OK && is_changed ? keep(db, article_id, now_at, err) : rc;
}

/* ---- reading ---- */

struct packed {
    int64_t until_at;
    ts_str bytes;
};

static void read_packed(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct packed *)to =
        (struct packed){ ts_col_int(st, 0), ts_arena_str(a, ts_col_bytes(st, 1)) };
}

enum ts_rc ts_versions_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                           struct ts_version **out, size_t *n, struct ts_err *err)
{
    struct packed *list = NULL;
    size_t n_list = 0;
    enum ts_rc rc =
        ts_sql_list(a, db,
                    "SELECT until_at, blocks FROM versions WHERE article_id = ?"
                    " ORDER BY until_at",
                    VALUES(val_int(article_id)), TS_LIST(read_packed, &list, &n_list), err);
    if (rc != TS_OK)
        return rc;
    struct ts_version *versions = TS_NEW_ARRAY(a, n_list + 1, struct ts_version);
    for (size_t i = 0; rc == TS_OK && i < n_list; i++) {
        versions[i].until_at = list[i].until_at;
        rc = ts_unpack_blocks(a, list[i].bytes, &versions[i].blocks, &versions[i].n_blocks, err);
    }
    if (rc == TS_OK) {
        *out = versions;
        *n = n_list;
    }
    return rc;
}
