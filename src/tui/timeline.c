/* timeline.c - how a story went: its reports and how many an hour, what was corrected, which
 * headlines were changed, and under each report what its copies added and cut. */
#include <stdlib.h>

#include "digest_priv.h"
#include "sparkline_priv.h"
#include "tearsheet/base/date.h"

#include "ui_priv.h"

enum { SPARK_COLS = 60, SENTENCES_SHOWN = 4 };

/* Something that happened. */
struct moment {
    int64_t at;
    size_t number;                         /* in the order of finding: breaks ties */
    const struct ts_digest_report *report; /* came, and its copies with it; or NULL: */
    ts_str outlet, what;
};

struct moments {
    struct moment *v;
    size_t n, cap;
};

static struct moment *add_moment(struct text_builder *b, struct moments *all, int64_t at)
{
    struct moment *m = TS_PUSH(b->arena, all->v, all->n, all->cap);

    *m = (struct moment){ .at = at, .number = all->n };
    return m;
}

static int by_time(const void *p, const void *q)
{
    const struct moment *x = p, *y = q;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* The report that has an original among the reports is told of below that. */
static bool is_folded(const struct ts_digest_report *r)
{
    return r->is_compared;
}

/* A number that is given for the first time while another was known. */
static void add_turns(struct text_builder *b, struct moments *all, const struct ts_digest *d,
                      const struct ts_dispute *dispute)
{
    for (size_t i = 1; dispute->is_correction && i < dispute->n; i++) {
        const struct ts_figure *was = &dispute->figures[i - 1], *now = &dispute->figures[i];
        if (was->value == now->value)
            continue;
        struct moment *m = add_moment(b, all, d->reports[now->report].at);
        m->outlet = d->reports[now->report].site;
        m->what = ts_arena_printf(b->arena, "number corrected: %.*s, before %.*s",
                                  TS_FMT(now->text), TS_FMT(was->text));
    }
}

static void collect(struct text_builder *b, struct moments *all, const struct ts_digest *d)
{
    for (size_t i = 0; i < d->n_reports; i++)
        if (!is_folded(&d->reports[i]))
            add_moment(b, all, d->reports[i].at)->report = &d->reports[i];
    for (size_t i = 0; i < d->n_disputes; i++)
        add_turns(b, all, d, &d->disputes[i]);
    for (size_t i = 0; i < d->n_corrections; i++) {
        const struct ts_digest_report *r = &d->reports[d->corrections[i].report];
        struct moment *m = add_moment(b, all, r->at);
        m->outlet = r->site;
        m->what = ts_arena_printf(b->arena, "note: %.*s", TS_FMT(d->corrections[i].text));
    }
    for (size_t i = 0; i < d->n_headlines; i++) {
        const struct ts_headline_change *h = &d->headlines[i];
        struct moment *m = add_moment(b, all, h->at);
        m->outlet = d->reports[h->report].site;
        m->what = ts_arena_printf(b->arena, "new headline: %.*s; before: %.*s", TS_FMT(h->became),
                                  TS_FMT(h->was));
    }
    if (all->n > 0)
        qsort(all->v, all->n, sizeof *all->v, by_time);
}

static void add_item(struct text_builder *b, uint8_t level, ts_str text)
{
    text_add(b, TS_BLOCK_LIST_ITEM, text)->level = level;
}

/* The first few sentences, and how many more there are. */
static void add_sentences(struct text_builder *b, const char *sign, const ts_str *sentences,
                          size_t n)
{
    for (size_t i = 0; i < n && i < SENTENCES_SHOWN; i++)
        add_item(b, 3, ts_arena_printf(b->arena, "%s %.*s", sign, TS_FMT(sentences[i])));
    if (n > SENTENCES_SHOWN)
        add_item(b, 3, ts_arena_printf(b->arena, "%s %zu more", sign, n - SENTENCES_SHOWN));
}

static void add_copies(struct text_builder *b, const struct ts_digest *d, int64_t original_id)
{
    for (size_t i = 0; i < d->n_reports; i++) {
        const struct ts_digest_report *r = &d->reports[i];
        const struct ts_changes *c = &r->changes;
        if (!is_folded(r) || r->copy_of_id != original_id)
            continue;
        ts_str what = TS_STR("word for word");
        if (c->n_added + c->n_cut > 0)
            what = ts_arena_printf(b->arena, "added %zu, cut %zu of %zu sentences", c->n_added,
                                   c->n_cut, c->n_cut + c->n_kept);
        add_item(b, 2,
                 ts_arena_printf(b->arena, "%.*s, %.*s: a copy, %.*s",
                                 TS_FMT(ts_when_short(b->arena, r->at)), TS_FMT(r->site),
                                 TS_FMT(what)));
        add_sentences(b, "+", c->added, c->n_added);
        add_sentences(b, "-", c->cut, c->n_cut);
    }
}

static void add_spark(struct text_builder *b, const struct ts_digest *d, bool ascii)
{
    int64_t *times = TS_NEW_ARRAY(b->arena, d->n_reports, int64_t), hours;

    for (size_t i = 0; i < d->n_reports; i++)
        times[i] = d->reports[i].at;
    ts_str line = sparkline(b->arena, times, d->n_reports, SPARK_COLS, ascii, &hours);
    if (line.len == 0)
        return;
    text_add(b, TS_BLOCK_PRE, line);
    ts_str each = hours == 1 ? TS_STR("an hour")
                             : ts_arena_printf(b->arena, "in %lld hours", (long long)hours);
    text_add(b, TS_BLOCK_PARAGRAPH,
             ts_arena_printf(b->arena, "Reports %.*s, from %.*s to %.*s.", TS_FMT(each),
                             TS_FMT(ts_when_short(b->arena, times[0])),
                             TS_FMT(ts_when_short(b->arena, times[d->n_reports - 1]))));
}

static void fill(struct text_builder *b, const struct ts_digest *d, bool ascii)
{
    struct moments all = { 0 };

    text_add(b, TS_BLOCK_TITLE, ts_arena_str(b->arena, d->headline));
    add_spark(b, d, ascii);
    collect(b, &all, d);
    for (size_t i = 0; i < all.n; i++) {
        const struct moment *m = &all.v[i];
        ts_str outlet = m->report ? m->report->site : m->outlet;
        ts_str what = m->report ? m->report->title : m->what;
        add_item(b, 1,
                 ts_arena_printf(b->arena, "%.*s, %.*s: %.*s",
                                 TS_FMT(ts_when_short(b->arena, m->at)), TS_FMT(outlet),
                                 TS_FMT(what)));
        if (m->report)
            add_copies(b, d, m->report->id);
    }
    if (d->n_left_out > 0)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_printf(b->arena, "%zu later reports were not read.", d->n_left_out));
}

void ui_open_timeline(struct ts_ui *ui, const struct subject *subject)
{
    digest_open(ui, subject, fill, "Timeline");
}
