/* marked_rows.c - rows that are marked, so that commands are about all of them.
 *
 * Marks are kept by what the rows are of, and stay when a list is loaded again. */
#include "listing_priv.h"
#include "ui_priv.h"

bool listing_is_marked(const struct listing *l, size_t i)
{
    const int64_t *mark = ts_map_find(&l->marks, (uint64_t)l->class->id(l, i));
    return mark && *mark != 0;
}

static void put_mark(struct listing *l, size_t i, bool is_on)
{
    int64_t *mark;

    if (listing_is_marked(l, i) == is_on)
        return;
    mark = ts_map_put(&l->marks, (uint64_t)l->class->id(l, i));
    *mark = is_on;
    l->n_marks += is_on ? 1 : (size_t)-1;
}

void listing_unmark(struct listing *l)
{
    ts_arena_done(&l->marks_arena);
    l->marks = (struct ts_map){ .arena = &l->marks_arena };
    l->n_marks = 0;
}

static bool can_mark(const struct listing *l, size_t i)
{
    struct subject subject = l->class->subject(l, i);
    return subject.article_id != 0 || subject.story_id != 0;
}

/* Marks the rows from `first` to `last`, both included. */
static void mark_rows(struct listing *l, size_t first, size_t last)
{
    for (size_t i = first; i <= last && i < l->n; i++)
        put_mark(l, i, true);
}

/* The selected row, or as many as are wanted; one that is marked is not any more. */
static void mark_here(struct listing *l, struct ts_ui *ui, size_t count)
{
    size_t first = l->first + l->list.at;

    if (!listing_load_rows(l, ui, first, first + count + 1)) /* and the row that is selected then */
        return;
    size_t at = l->list.at;
    if (count == 1 && listing_is_marked(l, at))
        put_mark(l, at, false);
    else
        mark_rows(l, at, at + count - 1);
    ts_list_move(&l->list, (long)count - 1);
    l->marked_id = l->class->id(l, l->list.at);
    ts_list_move(&l->list, 1);
}

static void mark_range(struct listing *l)
{
    size_t from = l->list.at;

    for (size_t i = 0; i < l->n && l->n_marks > 0; i++)
        if (l->class->id(l, i) == l->marked_id)
            from = i;
    if (from < l->list.at)
        mark_rows(l, from, l->list.at);
    else
        mark_rows(l, l->list.at, from);
    l->marked_id = l->class->id(l, l->list.at);
}

static void mark_all(struct listing *l, struct ts_ui *ui)
{
    if (!listing_load_rows(l, ui, 0, l->n_all))
        return;
    mark_rows(l, 0, l->n - 1);
}

bool listing_mark(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    if (l->n == 0 || !can_mark(l, l->list.at))
        ui_say(ui, false, "stories and articles can be marked; there is none here");
    else if (in->command == TS_CMD_MARK_RANGE)
        mark_range(l);
    else if (ts_str_is(in->arg, "all"))
        mark_all(l, ui);
    else if (ts_str_is(in->arg, "none"))
        listing_unmark(l);
    else if (in->arg.len > 0 && in->count == 0)
        ui_say(ui, true, "mark takes \"all\" or \"none\", not \"%.*s\"", TS_FMT(in->arg));
    else
        mark_here(l, ui, in->count > 0 ? (size_t)in->count : 1);
    return true;
}

bool ui_has_marks(const struct ts_ui *ui)
{
    const struct listing *l = listing_of(ui->top);
    return l && l->n_marks > 0;
}

/* Adds what a row is of. */
static void pick(struct marked *out, int64_t *articles, int64_t *stories,
                 const struct subject *subject)
{
    if (subject->article_id != 0)
        articles[out->picked.n_articles++] = subject->article_id;
    else
        stories[out->picked.n_stories++] = subject->story_id;
    out->has_unread = out->has_unread || !subject->is_read;
    out->has_unstarred = out->has_unstarred || !subject->is_starred;
}

struct marked ui_marked(const struct ts_ui *ui, struct ts_arena *a)
{
    const struct listing *l = listing_of(ui->top);
    struct marked out = { 0 };

    if (!l)
        return out;
    int64_t *articles = TS_NEW_ARRAY(a, l->n, int64_t), *stories = TS_NEW_ARRAY(a, l->n, int64_t);
    for (size_t i = 0; i < l->n; i++) {
        struct subject subject = l->class->subject(l, i);
        if (listing_is_marked(l, i))
            pick(&out, articles, stories, &subject);
    }
    out.picked.article_ids = articles;
    out.picked.story_ids = stories;
    return out;
}
