#include "tearsheet/app/why.h"

#include "grouping_priv.h"
#include "tearsheet/story/why.h"

struct why_job {
    struct ts_arena *arena;
    struct ts_arena scratch;
    struct ts_db *db;
    struct ts_report report;
    struct ts_why *out;
};

static enum ts_rc get_report(struct why_job *job, int64_t id, struct ts_report *out,
                             struct ts_err *err)
{
    struct ts_stored stored;

    enum ts_rc rc = ts_article_get(&job->scratch, job->db, id, &stored, err);

    if (rc == TS_OK && stored.story_id != job->out->story_id)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "article %lld is not in story %lld", (long long)id,
                     (long long)job->out->story_id);
    if (rc == TS_OK)
        *out = grouping_report(&job->scratch, &stored);
    return rc;
}

/* Keeps the comparison with report `id` if the two are more alike than those before. */
static enum ts_rc compare(struct why_job *job, int64_t id, struct ts_err *err)
{
    struct ts_report other;

    enum ts_rc rc = get_report(job, id, &other, err);
    if (rc != TS_OK)
        return rc;
    struct ts_story_why *why = ts_story_why(job->arena, NULL, &job->report, &other);
    if (!job->out->why || why->score > job->out->why->score) {
        job->out->why = why;
        job->out->other_id = id;
    }
    return TS_OK;
}

static enum ts_rc compare_with(struct why_job *job, const struct ts_article_row *rows, size_t n,
                               struct ts_err *err)
{
    int64_t id = job->out->article_id;
    size_t last = rows[0].id == id ? n : 1; /* all of them, or the first alone */

    enum ts_rc rc = get_report(job, id, &job->report, err);
    for (size_t i = 0; rc == TS_OK && i < last; i++)
        if (rows[i].id != id)
            rc = compare(job, rows[i].id, err);
    return rc;
}

enum ts_rc ts_why_together(struct ts_arena *a, struct ts_db *db, int64_t story_id,
                           int64_t article_id, struct ts_why *out, struct ts_err *err)
{
    struct ts_article_query query = {
        .story_id = story_id, .order = TS_OLDEST, .limit = TS_WHY_REPORTS_MAX, .with_hidden = true
    };
    struct ts_why answer = { .story_id = story_id, .article_id = article_id };
    struct why_job job = { .arena = a, .db = db, .out = &answer };
    struct ts_article_row *rows = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_articles_list(&job.scratch, db, &query, &rows, &n, err);
    if (rc == TS_OK && n == 0)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no story %lld", (long long)story_id);
    if (rc == TS_OK && article_id == 0)
        answer.article_id = rows[0].id;
    if (rc == TS_OK)
        rc = compare_with(&job, rows, n, err);
    ts_arena_done(&job.scratch);
    if (rc == TS_OK)
        *out = answer;
    return rc;
}

static ts_str *copy_words(struct ts_arena *a, const ts_str *words, size_t n)
{
    ts_str *copy = TS_NEW_ARRAY(a, n, ts_str);

    for (size_t i = 0; i < n; i++)
        copy[i] = ts_arena_str(a, words[i]);
    return copy;
}

struct ts_why ts_why_copy(struct ts_arena *a, const struct ts_why *from)
{
    struct ts_why to = *from;

    if (!from->why)
        return to;
    to.why = TS_NEW(a, struct ts_story_why);
    *to.why = *from->why;
    to.why->names = copy_words(a, from->why->names, from->why->n_names);
    to.why->words = copy_words(a, from->why->words, from->why->n_words);
    to.why->numbers = copy_words(a, from->why->numbers, from->why->n_numbers);
    return to;
}
