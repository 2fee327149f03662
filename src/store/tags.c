/* tags.c - the tags themselves: names, letters, colours. */
#include "tearsheet/store/tags.h"

#include <string.h>

#include "tearsheet/base/utf8.h"

#include "journal_priv.h"

enum { NAME_MAX_BYTES = 60 };

#define SQL_TAG                                                                    \
    "SELECT t.id, t.name, t.letter, t.colour, t.is_muted,"                         \
    " (SELECT count(*) FROM article_tags x JOIN articles a ON a.id = x.article_id" \
    "  WHERE x.tag_id = t.id AND a.is_hidden < 2) AS n_articles,"                  \
    " (SELECT count(*) FROM story_tags x JOIN stories s ON s.id = x.story_id"      \
    "  WHERE x.tag_id = t.id AND s.n_reports > 0),"                                \
    " (SELECT count(*) FROM article_tags x JOIN articles a ON a.id = x.article_id" \
    "  WHERE x.tag_id = t.id AND a.is_read = 0 AND a.is_hidden < 2) FROM tags t "

/* ---- reading ---- */

static void read_tag(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    ts_str letter = ts_col_bytes(st, 2);

    *(struct ts_tag *)to = (struct ts_tag){
        .id = ts_col_int(st, 0),
        .letter = letter.len ? letter.ptr[0] : '\0',
        .name = ts_col_text(st, 1, a),
        .colour = ts_col_text(st, 3, a),
        .is_muted = ts_col_int(st, 4) != 0,
        .n_articles = (size_t)ts_col_int(st, 5),
        .n_stories = (size_t)ts_col_int(st, 6),
        .n_unread = (size_t)ts_col_int(st, 7),
    };
}

static enum ts_rc list_tags(struct ts_arena *a, struct ts_db *db, const char *sql,
                            struct ts_values values, struct ts_tag **out, size_t *n,
                            struct ts_err *err)
{
    return ts_sql_list(a, db, sql, values, TS_LIST(read_tag, out, n), err);
}

enum ts_rc ts_tags_list(struct ts_arena *a, struct ts_db *db, struct ts_tag **out, size_t *n,
                        struct ts_err *err)
{
    return list_tags(a, db, SQL_TAG "ORDER BY t.folded", NO_VALUES, out, n, err);
}

enum ts_rc ts_tags_complete(struct ts_arena *a, struct ts_db *db, ts_str prefix,
                            struct ts_tag **out, size_t *n, struct ts_err *err)
{
    return list_tags(a, db,
                     SQL_TAG
                     "WHERE substr(t.folded, 1, length(?1)) = ?1"
                     " OR instr(t.folded, ' ' || ?1) > 0 ORDER BY n_articles DESC, t.folded",
                     VALUES(val_text(ts_utf8_fold(a, ts_str_trim(prefix)))), out, n, err);
}

static enum ts_rc no_tag(int64_t id, struct ts_err *err)
{
    return ts_fail(err, TS_ERR_NOTFOUND, "there is no tag %lld", (long long)id);
}

enum ts_rc ts_tag_get(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_tag *out,
                      struct ts_err *err)
{
    struct ts_tag *list = NULL;
    size_t n = 0;

    enum ts_rc rc = list_tags(a, db, SQL_TAG "WHERE t.id = ?", VALUES(val_int(id)), &list, &n, err);
    if (rc == TS_OK && n == 0)
        rc = no_tag(id, err);
    if (rc == TS_OK)
        *out = list[0];
    return rc;
}

static enum ts_rc find_folded(struct ts_db *db, ts_str folded, int64_t *out, struct ts_err *err)
{
    return ts_sql_int(db, "SELECT id FROM tags WHERE folded = ?", VALUES(val_text(folded)), 0, out,
                      err);
}

enum ts_rc ts_tag_find(struct ts_db *db, ts_str name, int64_t *out_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t id = 0;

    enum ts_rc rc = find_folded(db, ts_utf8_fold(&a, ts_str_trim(name)), &id, err);
    ts_arena_done(&a);
    if (rc == TS_OK && !id)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no tag \"%.*s\"", TS_FMT(name));
    if (rc == TS_OK)
        *out_id = id;
    return rc;
}

static enum ts_rc find_letter(struct ts_db *db, char letter, int64_t *out, struct ts_err *err)
{
    return ts_sql_int(db, "SELECT id FROM tags WHERE letter = ?",
                      VALUES(val_text((ts_str){ &letter, 1 })), 0, out, err);
}

enum ts_rc ts_tag_find_letter(struct ts_db *db, char letter, int64_t *out_id, struct ts_err *err)
{
    int64_t id = 0;

    enum ts_rc rc = find_letter(db, letter, &id, err);
    if (rc == TS_OK && !id)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "no tag has the letter %c", letter);
    if (rc == TS_OK)
        *out_id = id;
    return rc;
}

/* ---- making ---- */

static enum ts_rc check_name(ts_str name, struct ts_err *err)
{
    if (name.len == 0)
        return ts_fail(err, TS_ERR_ARG, "a tag needs a name");
    if (name.len > NAME_MAX_BYTES)
        return ts_fail(err, TS_ERR_ARG, "a tag's name has at most %d bytes", NAME_MAX_BYTES);
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < ' ' || name.ptr[i] == 0x7f || name.ptr[i] == ',')
            return ts_fail(err, TS_ERR_ARG, "a tag's name has no commas and no control characters");
    return TS_OK;
}

/* Every letter there is, those of the name first, small before capital. */
static void letters_for(struct ts_buf *out, ts_str folded)
{
    for (size_t i = 0; i < folded.len; i++)
        if (ts_is_alpha(folded.ptr[i]) || ts_is_digit(folded.ptr[i]))
            ts_buf_putc(out, folded.ptr[i]);
    for (size_t i = 0; i < folded.len; i++)
        if (ts_is_alpha(folded.ptr[i]))
            ts_buf_putc(out, (char)(folded.ptr[i] - 32));
    ts_buf_puts(out, "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

enum ts_rc ts_tag_free_letter(struct ts_db *db, ts_str name, char *out, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_buf letters = { 0 };
    int64_t taken_by = 1;
    size_t i = 0;
    enum ts_rc rc = TS_OK;

    letters_for(&letters, ts_utf8_fold(&a, name));
    while (rc == TS_OK && taken_by && i < letters.len)
        rc = find_letter(db, letters.ptr[i++], &taken_by, err);
    if (rc == TS_OK)
        *out = taken_by ? '\0' : letters.ptr[i - 1];
    ts_buf_done(&letters);
    ts_arena_done(&a);
    return rc;
}

static struct ts_value letter_value(const char *letter)
{
    return *letter ? val_text((ts_str){ letter, 1 }) : (struct ts_value){ 0 };
}

static enum ts_rc put_tag(struct ts_db *db, ts_str name, ts_str folded, int64_t *out,
                          struct ts_err *err)
{
    char letter = '\0';

    enum ts_rc rc = find_folded(db, folded, out, err);
    if (rc != TS_OK || *out)
        return rc;
    rc = ts_tag_free_letter(db, name, &letter, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, "INSERT INTO tags (name, folded, letter) VALUES (?, ?, ?)",
                        VALUES(val_text(name), val_text(folded), letter_value(&letter)), err);
    if (rc == TS_OK)
        *out = ts_sql_last_id(db);
    return rc;
}

enum ts_rc ts_tag_put(struct ts_db *db, ts_str name, int64_t *out_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t id = 0;
    ts_str trimmed = ts_str_trim(name);

    enum ts_rc rc = check_name(trimmed, err);
    if (rc == TS_OK)
        rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, put_tag(db, trimmed, ts_utf8_fold(&a, trimmed), &id, err), err);
    ts_arena_done(&a);
    if (rc == TS_OK)
        *out_id = id;
    return rc;
}

/* ---- changing ---- */

/* A column of a tag that can be set, and how the journal notes what it was. */
struct field {
    const char *name;
    enum ts_note note;
    const char *sql_was; /* a_id, b_id, was, was_text of tag ?1 */
    const char *sql_set; /* ?1 value, ?2 tag */
};

static const struct field field_folded = { "name", TS_NOTE_TAG_FOLDED,
                                           "SELECT id, 0, NULL, folded FROM tags WHERE id = ?1",
                                           "UPDATE tags SET folded = ?1 WHERE id = ?2" };
static const struct field field_name = { "name", TS_NOTE_TAG_NAME,
                                         "SELECT id, 0, NULL, name FROM tags WHERE id = ?1",
                                         "UPDATE tags SET name = ?1 WHERE id = ?2" };
static const struct field field_letter = { "letter", TS_NOTE_TAG_LETTER,
                                           "SELECT id, 0, NULL, letter FROM tags WHERE id = ?1",
                                           "UPDATE tags SET letter = ?1 WHERE id = ?2" };
static const struct field field_colour = { "colour", TS_NOTE_TAG_COLOUR,
                                           "SELECT id, 0, NULL, colour FROM tags WHERE id = ?1",
                                           "UPDATE tags SET colour = ?1 WHERE id = ?2" };
static const struct field field_muted = { "muting", TS_NOTE_TAG_MUTED,
                                          "SELECT id, 0, is_muted, NULL FROM tags WHERE id = ?1",
                                          "UPDATE tags SET is_muted = ?1 WHERE id = ?2" };

static enum ts_rc note_field(struct ts_db *db, int64_t journal_id, const struct field *field,
                             int64_t id, struct ts_err *err)
{
    return ts_journal_note(db, journal_id, field->note, field->sql_was, VALUES(val_int(id)), err);
}

static enum ts_rc set_field(struct ts_db *db, int64_t journal_id, const struct field *field,
                            int64_t id, struct ts_value value, struct ts_err *err)
{
    enum ts_rc rc = note_field(db, journal_id, field, id, err);

    return rc == TS_OK ? ts_sql_run(db, field->sql_set, VALUES(value, val_int(id)), err) : rc;
}

/* Sets one field, or with `second` two, as a change of its own. */
static enum ts_rc change_fields(struct ts_db *db, int64_t id, const struct field *first,
                                struct ts_value value, const struct field *second,
                                struct ts_value second_value, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_tag tag;
    int64_t journal_id = 0;

    enum ts_rc rc = ts_tag_get(&a, db, id, &tag, err);
    if (rc == TS_OK)
        rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = set_field(db, journal_id, first, id, value, err);
    if (rc == TS_OK && second)
        rc = set_field(db, journal_id, second, id, second_value, err);
    if (rc == TS_OK)
        rc = ts_journal_close(
            db, journal_id,
            ts_arena_printf(&a, "changed the %s of tag \"%.*s\"", first->name, TS_FMT(tag.name)),
            err);
    ts_arena_done(&a);
    return rc;
}

static enum ts_rc change_field(struct ts_db *db, int64_t id, const struct field *field,
                               struct ts_value value, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    return ts_db_end(db, change_fields(db, id, field, value, NULL, (struct ts_value){ 0 }, err),
                     err);
}

/* Fails when `taken_by` is a tag other than `id`. */
static enum ts_rc check_free(struct ts_db *db, int64_t taken_by, int64_t id, const char *what,
                             struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_tag tag;

    if (!taken_by || taken_by == id)
        return TS_OK;
    enum ts_rc rc = ts_tag_get(&a, db, taken_by, &tag, err);
    if (rc == TS_OK)
        rc =
            ts_fail(err, TS_ERR_ARG, "that %s is the tag \"%.*s\" already", what, TS_FMT(tag.name));
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_tag_put_letter(struct ts_db *db, int64_t id, char letter, struct ts_err *err)
{
    int64_t taken_by = 0;

    if (letter && !ts_is_alpha(letter) && !ts_is_digit(letter))
        return ts_fail(err, TS_ERR_ARG, "a tag's letter is one of a-z, A-Z and 0-9");
    enum ts_rc rc = letter ? find_letter(db, letter, &taken_by, err) : TS_OK;
    if (rc == TS_OK)
        rc = check_free(db, taken_by, id, "letter", err);
    return rc == TS_OK ? change_field(db, id, &field_letter, letter_value(&letter), err) : rc;
}

enum ts_rc ts_tag_put_colour(struct ts_db *db, int64_t id, ts_str colour, struct ts_err *err)
{
    return change_field(db, id, &field_colour, val_text(colour), err);
}

enum ts_rc ts_tag_put_muted(struct ts_db *db, int64_t id, bool is_muted, struct ts_err *err)
{
    return change_field(db, id, &field_muted, val_int(is_muted), err);
}

static enum ts_rc rename_tag(struct ts_db *db, int64_t id, ts_str name, ts_str folded,
                             struct ts_err *err)
{
    int64_t taken_by = 0;

    enum ts_rc rc = find_folded(db, folded, &taken_by, err);
    if (rc == TS_OK)
        rc = check_free(db, taken_by, id, "name", err);
    if (rc == TS_OK)
        rc = change_fields(db, id, &field_name, val_text(name), &field_folded, val_text(folded),
                           err);
    return rc;
}

enum ts_rc ts_tag_rename(struct ts_db *db, int64_t id, ts_str name, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    ts_str trimmed = ts_str_trim(name);

    enum ts_rc rc = check_name(trimmed, err);
    if (rc == TS_OK)
        rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, rename_tag(db, id, trimmed, ts_utf8_fold(&a, trimmed), err), err);
    ts_arena_done(&a);
    return rc;
}

/* ---- removing ---- */

static const struct field field_removed = { "", TS_NOTE_TAG_REMOVED,
                                            "SELECT id, 0, NULL, folded FROM tags WHERE id = ?1",
                                            "" };
static const struct field field_stories = {
    "", TS_NOTE_STORY_TAG, "SELECT story_id, tag_id, 1, NULL FROM story_tags WHERE tag_id = ?1", ""
};
static const struct field field_articles = {
    "", TS_NOTE_ARTICLE_TAG,
    "SELECT article_id, tag_id, is_inherited, NULL FROM article_tags WHERE tag_id = ?1", ""
};
static const struct field *const all_of_a_tag[] = { &field_removed, &field_name,  &field_letter,
                                                    &field_colour,  &field_muted, &field_stories,
                                                    &field_articles };

static enum ts_rc remove_tag(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_err *err)
{
    struct ts_tag tag;
    int64_t journal_id = 0;

    enum ts_rc rc = ts_tag_get(a, db, id, &tag, err);
    if (rc == TS_OK)
        rc = ts_journal_open(db, &journal_id, err);
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(all_of_a_tag); i++)
        rc = note_field(db, journal_id, all_of_a_tag[i], id, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, "DELETE FROM tags WHERE id = ?", VALUES(val_int(id)), err);
    if (rc == TS_OK)
        rc = ts_journal_close(
            db, journal_id, ts_arena_printf(a, "removed the tag \"%.*s\"", TS_FMT(tag.name)), err);
    return rc;
}

enum ts_rc ts_tag_remove(struct ts_db *db, int64_t id, struct ts_err *err)
{
    struct ts_arena a = { 0 };

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, remove_tag(&a, db, id, err), err);
    ts_arena_done(&a);
    return rc;
}
