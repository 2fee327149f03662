/* A list of other articles has the first sentence of each, which scores like a paragraph.  What
 * tells is what stands around it, time and again: a headline that is a link, and whose article that
 * is or of when.  They score low, the headlines of an article's page at times a little more. */
#include "teasers_priv.h"

enum {
    MIN_TEASERS = 3,
    MIN_HEADLINE_WORDS = 3,
    MAX_AHEAD = 4,      /* blocks from the headline to its first sentence */
    MAX_BYLINE_OFF = 3, /* blocks from there to the name or date */
    MAX_NAME_STEPS = 2, /* up to an element named after authors and dates */
};

static const float LINK_SHARE = 0.75F, TEASER_SHARE = 0.7F;
static const float DOUBTFUL = 0.7F;   /* a headline with less */
static const double MAX_SHARE = 0.75; /* of the kept text */

/* The kept blocks that have the same names. */
struct group {
    size_t n, n_teasers, bytes;
};

static bool is_headline(const struct ts_features *row)
{
    return row->v[TS_F_LINK_SHARE] > LINK_SHARE && row->v[TS_F_WORDS] >= MIN_HEADLINE_WORDS;
}

/* Not of the article, or doubtful in a page that is one and so no list of others by itself. */
static bool is_foreign(const struct ts_page *page, const struct ts_features *rows,
                       const struct ts_verdict *verdicts, size_t i)
{
    return !verdicts[i].is_kept ||
           (page->is_article && is_headline(&rows[i]) && verdicts[i].score < DOUBTFUL);
}

static bool is_below_headline(const struct ts_page *page, const struct ts_features *rows,
                              const struct ts_verdict *verdicts, size_t i)
{
    for (size_t steps = 1; steps <= MAX_AHEAD && steps <= i; steps++) {
        if (!is_foreign(page, rows, verdicts, i - steps))
            return false;
        if (is_headline(&rows[i - steps]))
            return true;
    }
    return false;
}

static bool is_beside_byline(const struct ts_page *page, const struct ts_features *rows,
                             const struct ts_verdict *verdicts, size_t i)
{
    size_t first = i > MAX_BYLINE_OFF ? i - MAX_BYLINE_OFF : 0;

    for (size_t k = first; k < page->pieces.n && k <= i + MAX_BYLINE_OFF; k++)
        if (!verdicts[k].is_kept && (rows[k].under[TS_UNDER_CUES + TS_CUE_META] <= MAX_NAME_STEPS ||
                                     rows[k].v[TS_F_BYLINE] > 0))
            return true;
    return false;
}

static bool is_teaser(const struct ts_page *page, const struct ts_features *rows,
                      const struct ts_verdict *verdicts, size_t i)
{
    bool goes_on = i + 1 < page->pieces.n && !is_foreign(page, rows, verdicts, i + 1);

    return !goes_on && is_below_headline(page, rows, verdicts, i) &&
           is_beside_byline(page, rows, verdicts, i);
}

/* Counts by number of likes; returns the bytes kept of all. */
static size_t gather(const struct ts_page *page, const struct ts_features *rows,
                     const struct ts_verdict *verdicts, struct group *groups)
{
    size_t bytes = 0;

    for (size_t i = 0; i < page->pieces.n; i++) {
        struct group *group = &groups[rows[i].likes];
        if (!verdicts[i].is_kept)
            continue;
        group->n++;
        group->n_teasers += is_teaser(page, rows, verdicts, i);
        group->bytes += page->pieces.list[i].text.len;
        bytes += page->pieces.list[i].text.len;
    }
    return bytes;
}

static bool is_list(const struct group *group, size_t kept_bytes)
{
    return group->n_teasers >= MIN_TEASERS &&
           (float)group->n_teasers >= TEASER_SHARE * (float)group->n &&
           (double)group->bytes <= MAX_SHARE * (double)kept_bytes;
}

void ts_strip_teasers(const struct ts_page *page, const struct ts_features *rows,
                      struct ts_verdict *verdicts)
{
    struct ts_arena scratch = { 0 };
    struct group *groups = TS_NEW_ARRAY(&scratch, page->pieces.n, struct group);
    size_t bytes = gather(page, rows, verdicts, groups);

    for (size_t i = 0; i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept || !is_list(&groups[rows[i].likes], bytes))
            continue;
        verdicts[i].is_kept = false;
        verdicts[i].kind = TS_BLOCK_RELATED;
        verdicts[i].reason = TS_STR("in a list of other articles");
    }
    ts_arena_done(&scratch);
}
