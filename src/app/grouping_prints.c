/* grouping_prints.c - fingerprints of a batch of reports, made by several threads.  Each keeps the
 * words it met for the next batch. */
#include "grouping_steps_priv.h"
#include "tearsheet/story/fingerprint.h"

enum { LEXICONS_MAX = 3 << 20 /* bytes, of all of them */ };

struct batch {
    struct ts_lexicon *lexicons;
    const struct ts_report *reports;
    struct grouping_prints *prints;
};

static void make_one(void *arg, size_t worker, size_t i)
{
    const struct batch *batch = arg;
    struct grouping_prints *prints = batch->prints;
    struct ts_arena *a = &prints->arenas[i];

    prints->fps[i] = ts_fingerprint_make_with(a, &batch->lexicons[worker], &batch->reports[i]);
    prints->packed[i] = ts_fingerprint_pack(a, prints->fps[i]);
}

void grouping_forget_words(struct grouping *g)
{
    for (size_t i = 0; i < TS_COUNT(g->lexicons); i++)
        ts_lexicon_done(&g->lexicons[i]);
}

/* Words are dropped once they are many, to be met anew. */
static void limit_words(struct grouping *g)
{
    size_t used = 0;

    for (size_t i = 0; i < TS_COUNT(g->lexicons); i++)
        used += g->lexicons[i].arena.used;
    if (used > LEXICONS_MAX)
        grouping_forget_words(g);
}

void grouping_prints_make(struct grouping *g, const struct ts_report *reports, size_t n,
                          struct grouping_prints *out)
{
    struct batch batch = { g->lexicons, reports, out };
    struct ts_ahead *ahead = ts_ahead_begin(n, make_one, &batch);

    for (size_t i = 0; i < n; i++)
        ts_ahead_take(ahead, i);
    ts_ahead_end(ahead);
    limit_words(g);
}

void grouping_prints_done(struct grouping_prints *p)
{
    for (size_t i = 0; i < TS_COUNT(p->arenas); i++)
        ts_arena_done(&p->arenas[i]);
}
