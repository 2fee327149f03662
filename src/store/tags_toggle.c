/* tags_toggle.c - tags on articles and stories.
 *
 * A story's tag stands on the story and, marked as inherited, on each report that did not have it
 * by itself; taking it off the story takes it off those. */
#include "tearsheet/store/tags.h"

#include "journal_priv.h"
#include "tags_priv.h"

/* What can carry a tag.  In all statements ?1 is the tag and ?2 what carries it. */
struct carrier {
    const char *what;
    const char *sql_has;
    const char *sql_is_there;
    struct step {
        enum ts_note note;
        const char *sql_note; /* what it was before */
        const char *sql_change;
    } on[2], off[2];
};

static const struct carrier on_article = {
    .what = "article",
    .sql_has = "SELECT 1 FROM article_tags WHERE tag_id = ?1 AND article_id = ?2",
    .sql_is_there = "SELECT (SELECT 1 FROM tags WHERE id = ?1) AND"
                    " (SELECT 1 FROM articles WHERE id = ?2)",
    .on = { { TS_NOTE_ARTICLE_TAG, "SELECT ?2, ?1, -1, NULL",
              "INSERT INTO article_tags (tag_id, article_id, is_inherited) VALUES (?1, ?2, 0)" } },
    .off = { { TS_NOTE_ARTICLE_TAG,
               "SELECT article_id, tag_id, is_inherited, NULL FROM article_tags"
               " WHERE tag_id = ?1 AND article_id = ?2",
               "DELETE FROM article_tags WHERE tag_id = ?1 AND article_id = ?2" } },
};

static const struct carrier on_story = {
    .what = "story",
    .sql_has = "SELECT 1 FROM story_tags WHERE tag_id = ?1 AND story_id = ?2",
    .sql_is_there = "SELECT (SELECT 1 FROM tags WHERE id = ?1) AND"
                    " (SELECT 1 FROM stories WHERE id = ?2)",
    .on = { { TS_NOTE_STORY_TAG, "SELECT ?2, ?1, 0, NULL",
              "INSERT INTO story_tags (tag_id, story_id) VALUES (?1, ?2)" },
            { TS_NOTE_ARTICLE_TAG,
              "SELECT id, ?1, -1, NULL FROM articles WHERE story_id = ?2 AND NOT EXISTS"
              " (SELECT 1 FROM article_tags WHERE tag_id = ?1 AND article_id = id)",
              "INSERT OR IGNORE INTO article_tags (tag_id, article_id, is_inherited)"
              " SELECT ?1, id, 1 FROM articles WHERE story_id = ?2" } },
    .off = { { TS_NOTE_STORY_TAG, "SELECT ?2, ?1, 1, NULL",
               "DELETE FROM story_tags WHERE tag_id = ?1 AND story_id = ?2" },
             { TS_NOTE_ARTICLE_TAG,
               "SELECT article_id, tag_id, 1, NULL FROM article_tags WHERE tag_id = ?1"
               " AND is_inherited = 1 AND article_id IN"
               " (SELECT id FROM articles WHERE story_id = ?2)",
               "DELETE FROM article_tags WHERE tag_id = ?1 AND is_inherited = 1"
               " AND article_id IN (SELECT id FROM articles WHERE story_id = ?2)" } },
};

static enum ts_rc run_steps(struct ts_db *db, int64_t journal_id, const struct step steps[2],
                            struct ts_values values, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < 2 && steps[i].sql_note; i++) {
        rc = ts_journal_note(db, journal_id, steps[i].note, steps[i].sql_note, values, err);
        if (rc == TS_OK)
            rc = ts_sql_run(db, steps[i].sql_change, values, err);
    }
    return rc;
}

static enum ts_rc describe(struct ts_arena *a, struct ts_db *db, const struct carrier *carrier,
                           int64_t tag_id, bool is_on, ts_str *out, struct ts_err *err)
{
    struct ts_tag tag;

    enum ts_rc rc = ts_tag_get(a, db, tag_id, &tag, err);
    if (rc == TS_OK && is_on)
        *out = ts_arena_printf(a, "tagged %s %s \"%.*s\"", carrier == &on_article ? "an" : "a",
                               carrier->what, TS_FMT(tag.name));
    else if (rc == TS_OK)
        *out = ts_arena_printf(a, "took the tag \"%.*s\" off %s %s", TS_FMT(tag.name),
                               carrier == &on_article ? "an" : "a", carrier->what);
    return rc;
}

static enum ts_rc toggle(struct ts_arena *a, struct ts_db *db, const struct carrier *carrier,
                         int64_t tag_id, int64_t id, bool *is_on, struct ts_err *err)
{
    struct ts_values values = VALUES(val_int(tag_id), val_int(id));
    int64_t is_there = 0, has = 0, journal_id = 0;
    ts_str description;

    enum ts_rc rc = ts_sql_int(db, carrier->sql_is_there, values, 0, &is_there, err);
    if (rc == TS_OK && !is_there)
        return ts_fail(err, TS_ERR_NOTFOUND, "there is no tag %lld or no %s %lld",
                       (long long)tag_id, carrier->what, (long long)id);
    if (rc == TS_OK)
        rc = ts_sql_int(db, carrier->sql_has, values, 0, &has, err);
    if (rc == TS_OK)
        rc = describe(a, db, carrier, tag_id, !has, &description, err);
    if (rc == TS_OK)
        rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = run_steps(db, journal_id, has ? carrier->off : carrier->on, values, err);
    if (rc == TS_OK)
        rc = ts_journal_close(db, journal_id, description, err);
    *is_on = !has;
    return rc;
}

static enum ts_rc toggle_whole(struct ts_db *db, const struct carrier *carrier, int64_t tag_id,
                               int64_t id, bool *is_on, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    bool on = false;

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, toggle(&a, db, carrier, tag_id, id, &on, err), err);
    ts_arena_done(&a);
    if (rc == TS_OK && is_on)
        *is_on = on;
    return rc;
}

enum ts_rc ts_tag_toggle_article(struct ts_db *db, int64_t tag_id, int64_t article_id, bool *is_on,
                                 struct ts_err *err)
{
    return toggle_whole(db, &on_article, tag_id, article_id, is_on, err);
}

enum ts_rc ts_tag_toggle_story(struct ts_db *db, int64_t tag_id, int64_t story_id, bool *is_on,
                               struct ts_err *err)
{
    return toggle_whole(db, &on_story, tag_id, story_id, is_on, err);
}

/* ---- many at once ---- */

/* A tag that goes on many, or off them. */
struct many {
    struct ts_db *db;
    struct ts_arena *arena; /* of the call */
    int64_t tag_id;
    bool is_on; /* it goes on */
    struct ids {
        int64_t *v;
        size_t n;
    } articles, stories; /* those that change */
};

/* Those of `ids` that change: they are there, and have not what is wanted. */
static enum ts_rc pick(const struct many *m, const struct carrier *carrier, const int64_t *ids,
                       size_t n, struct ids *out, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    *out = (struct ids){ .v = TS_NEW_ARRAY(m->arena, n, int64_t) };
    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        struct ts_values values = VALUES(val_int(m->tag_id), val_int(ids[i]));
        int64_t is_there = 0, has = 0;
        rc = ts_sql_int(m->db, carrier->sql_is_there, values, 0, &is_there, err);
        if (rc == TS_OK)
            rc = ts_sql_int(m->db, carrier->sql_has, values, 0, &has, err);
        if (rc == TS_OK && is_there && (has != 0) != m->is_on)
            out->v[out->n++] = ids[i];
    }
    return rc;
}

static enum ts_rc run_all(const struct many *m, int64_t journal_id, const struct carrier *carrier,
                          const struct ids *ids, struct ts_err *err)
{
    const struct step *steps = m->is_on ? carrier->on : carrier->off;
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < ids->n; i++)
        rc = run_steps(m->db, journal_id, steps, VALUES(val_int(m->tag_id), val_int(ids->v[i])),
                       err);
    return rc;
}

/* Those that are to change: all without the tag, or if there are none all with it. */
static enum ts_rc pick_changing(struct many *m, const struct ts_picked *picked, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (int is_on = 1; rc == TS_OK && is_on >= 0; is_on--) {
        m->is_on = is_on;
        rc = pick(m, &on_article, picked->article_ids, picked->n_articles, &m->articles, err);
        if (rc == TS_OK)
            rc = pick(m, &on_story, picked->story_ids, picked->n_stories, &m->stories, err);
        if (m->articles.n + m->stories.n > 0)
            break;
    }
    return rc;
}

static enum ts_rc describe_many(const struct many *m, ts_str *out, struct ts_err *err)
{
    size_t n = m->articles.n + m->stories.n;
    const char *things = n == 1 ? "thing" : "things";
    struct ts_tag tag;

    enum ts_rc rc = ts_tag_get(m->arena, m->db, m->tag_id, &tag, err);
    if (rc == TS_OK && m->is_on)
        *out = ts_arena_printf(m->arena, "tagged %zu %s \"%.*s\"", n, things, TS_FMT(tag.name));
    else if (rc == TS_OK)
        *out = ts_arena_printf(m->arena, "took the tag \"%.*s\" off %zu %s", TS_FMT(tag.name), n,
                               things);
    return rc;
}

static enum ts_rc toggle_many(struct many *m, const struct ts_picked *picked, struct ts_err *err)
{
    int64_t journal_id = 0;
    ts_str description;

    enum ts_rc rc = pick_changing(m, picked, err);
    if (rc == TS_OK)
        rc = describe_many(m, &description, err);
    if (rc == TS_OK)
        rc = ts_journal_open(m->db, &journal_id, err);
    if (rc == TS_OK)
        rc = run_all(m, journal_id, &on_article, &m->articles, err);
    if (rc == TS_OK)
        rc = run_all(m, journal_id, &on_story, &m->stories, err);
    return rc == TS_OK ? ts_journal_close(m->db, journal_id, description, err) : rc;
}

enum ts_rc ts_tag_toggle_picked(struct ts_db *db, int64_t tag_id, const struct ts_picked *picked,
                                bool *is_on, size_t *n, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct many m = { .db = db, .arena = &a, .tag_id = tag_id };

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, toggle_many(&m, picked, err), err);
    ts_arena_done(&a);
    if (rc == TS_OK && is_on)
        *is_on = m.is_on;
    if (rc == TS_OK && n)
        *n = m.articles.n + m.stories.n;
    return rc;
}

enum ts_rc ts_story_tags_copy(struct ts_db *db, int64_t journal_id, int64_t from_id,
                              int64_t into_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t *tags = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(&a, db,
                                "SELECT tag_id FROM story_tags WHERE story_id = ?1 AND tag_id"
                                " NOT IN (SELECT tag_id FROM story_tags WHERE story_id = ?2)",
                                VALUES(val_int(from_id), val_int(into_id)),
                                TS_LIST(ts_read_id, &tags, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc =
            run_steps(db, journal_id, on_story.on, VALUES(val_int(tags[i]), val_int(into_id)), err);
    ts_arena_done(&a);
    return rc;
}
