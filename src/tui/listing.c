/* listing.c - lists of anything.  What was selected stays selected when a list is loaded again. */
#include "listing_priv.h"

#include <string.h>

#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"

#include "ui_priv.h"

enum { SHIFT_STEP = 8 };

/* The rows that are wanted; the beginning, when the list has become shorter than that. */
static enum ts_rc load_rows(struct listing *l, struct ts_arena *a, struct ts_db *db,
                            struct ts_err *err)
{
    enum ts_rc rc = l->class->load(l, a, db, err);

    if (rc == TS_OK && l->n == 0 && l->from > 0) {
        listing_restart(l);
        rc = l->class->load(l, a, db, err);
    }
    l->first = l->from;
    return rc;
}

/* Rows have come or gone at the beginning: what is on the screen stays there. */
static void shift_list(struct ts_list *list, size_t was_first, size_t first)
{
    size_t shift = was_first > first ? was_first - first : first - was_first;

    if (was_first >= first) {
        list->at += shift;
        list->top += shift;
    } else {
        list->at -= list->at < shift ? list->at : shift;
        list->top -= list->top < shift ? list->top : shift;
    }
}

static enum ts_rc load(struct ts_view *v, struct ts_db *db, struct ts_err *err)
{
    struct listing *l = (struct listing *)v, before = *l;
    struct ts_arena fresh = { 0 };
    int64_t id = l->n > 0 ? l->class->id(l, l->list.at) : 0;

    enum ts_rc rc = load_rows(l, &fresh, db, err);
    if (rc != TS_OK) {
        *l = before;
        ts_arena_done(&fresh);
        return rc;
    }
    ts_arena_done(&v->arena);
    v->arena = fresh;
    shift_list(&l->list, before.first, l->first);
    ts_list_resize(&l->list, l->n, l->list.rows);
    if (id != 0)
        listing_go_id(l, id);
    return TS_OK;
}

void listing_go_id(struct listing *l, int64_t id)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->class->id(l, i) == id) {
            ts_list_go(&l->list, i);
            return;
        }
    }
}

static void resize(struct ts_view *v)
{
    struct listing *l = (struct listing *)v;
    ts_list_resize(&l->list, l->n, (size_t)(v->rows > 0 ? v->rows : 0));
    listing_follow(l);
}

static bool fits_unread(const struct listing *l, size_t i, const void *what)
{
    (void)what;
    return l->class->is_unread(l, i);
}

bool listing_go_unread(struct listing *l, struct ts_ui *ui, int step)
{
    return l->n > 0 && listing_seek(l, ui, step, fits_unread, NULL);
}

void listing_scroll(struct listing *l, long rows)
{
    ts_list_scroll(&l->list, rows);
    listing_follow(l);
}

/* ---- commands; one that gives false leaves it to the reader ---- */

typedef bool command_fn(struct listing *l, struct ts_ui *ui, const struct invocation *in);

static long count_of(const struct invocation *in)
{
    return in->count > 0 ? in->count : 1;
}

/* By rows, of which more may be asked for than are loaded. */
static bool move_down(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    listing_go(l, ui, l->first + l->list.at + (size_t)count_of(in));
    return true;
}

static bool move_up(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    size_t at = l->first + l->list.at, up = (size_t)count_of(in);

    listing_go(l, ui, at > up ? at - up : 0);
    return true;
}

static bool turn_page(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    (void)ui;
    ts_list_page(&l->list, in->command == TS_CMD_PAGE_DOWN ? count_of(in) : -count_of(in));
    return true;
}

static bool go_first(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    listing_go(l, ui, in->count > 0 ? (size_t)in->count - 1 : 0);
    return true;
}

static bool go_last(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    (void)in;
    listing_go(l, ui, SIZE_MAX);
    return true;
}

static bool go_unread(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    if (!listing_go_unread(l, ui, in->command == TS_CMD_PREV_UNREAD ? -1 : 1))
        ui_say(ui, false, "nothing unread here");
    return true;
}

/* Space: a page on, and from the end the next unread one. */
static bool go_next(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    if (l->list.at + 1 >= l->n)
        return go_unread(l, ui, in);
    ts_list_page(&l->list, 1);
    return true;
}

/* For a headline that is too long for its column. */
static bool scroll_headline(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    int cols = l->n > 0 ? ts_utf8_cols(l->class->subject(l, l->list.at).title) : 0;
    long steps = in->command == TS_CMD_RIGHT ? count_of(in) : -count_of(in);
    long shift = l->shift + steps * SHIFT_STEP;
    long most = cols > SHIFT_STEP ? cols - SHIFT_STEP : 0;

    (void)ui;
    l->shift = (int)(shift < 0 ? 0 : shift > most ? most : shift);
    return true;
}

static bool mark(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    listing_mark(l, ui, in);
    return true;
}

static bool unmark(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    (void)ui, (void)in;
    if (l->n_marks == 0)
        return false;
    listing_unmark(l);
    return true;
}

static bool open_row(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    (void)in;
    if (l->n > 0)
        l->class->open(l, ui, l->list.at);
    return true;
}

static command_fn *const commands[TS_CMD_COUNT] = {
    [TS_CMD_DOWN] = move_down,        [TS_CMD_UP] = move_up,
    [TS_CMD_PAGE_DOWN] = turn_page,   [TS_CMD_PAGE_UP] = turn_page,
    [TS_CMD_FIRST] = go_first,        [TS_CMD_LAST] = go_last,
    [TS_CMD_NEXT] = go_next,          [TS_CMD_NEXT_UNREAD] = go_unread,
    [TS_CMD_PREV_UNREAD] = go_unread, [TS_CMD_LEFT] = scroll_headline,
    [TS_CMD_RIGHT] = scroll_headline, [TS_CMD_MARK] = mark,
    [TS_CMD_MARK_RANGE] = mark,       [TS_CMD_CANCEL] = unmark,
    [TS_CMD_OPEN] = open_row,
};

static bool command(struct ts_view *v, struct ts_ui *ui, const struct invocation *in)
{
    struct listing *l = (struct listing *)v;

    if (l->class->command && l->class->command(l, ui, in))
        return true;
    if (in->command != TS_CMD_LEFT && in->command != TS_CMD_RIGHT)
        l->shift = 0;
    if (!commands[in->command] || !commands[in->command](l, ui, in))
        return false;
    listing_follow(l);
    return true;
}

/* ---- drawing ---- */

static void draw_empty(const struct listing *l, struct ts_surface *s)
{
    const char *const *lines = l->class->empty(l);
    struct ts_arena a = { 0 };
    int row = s->rows > 6 ? 1 : 0;

    for (; *lines; lines++) {
        size_t n = 0;
        ts_str text = ts_str_of(*lines);
        struct ts_line *wrapped = ts_wrap(&a, text, s->cols - 4, TS_STR("en"), &n);
        for (size_t i = 0; i < n; i++)
            ts_surface_put(s, row++, 2, s->cols - 2,
                           ts_str_sub(text, wrapped[i].start, wrapped[i].len), TS_ROLE_TEXT, 0);
    }
    ts_surface_cursor(s, 0, 0);
    ts_arena_done(&a);
}

static void draw_one(const struct listing *l, size_t i, struct ts_surface *s, int row)
{
    struct ts_surface line = ts_surface_part(s, row, 0, 1, s->cols);
    bool is_marked = l->n_marks > 0 && listing_is_marked(l, i);

    l->class->draw_row(l, i, &line);
    if (l->class->is_unread(l, i))
        ts_surface_put(&line, 0, 1, 1, s->ascii ? TS_STR("*") : TS_STR("•"), TS_ROLE_MARK, 0);
    if (is_marked)
        ts_surface_put(&line, 0, 0, 1, TS_STR("x"), TS_ROLE_MARK, 0);
    if (i == l->list.at) {
        ts_surface_put(&line, 0, 0, 1, is_marked ? TS_STR("X") : TS_STR(">"), TS_ROLE_MARK, 0);
        ts_surface_select(&line, 0);
        ts_surface_cursor(&line, 0, 0);
    }
}

static void draw(const struct ts_view *v, struct ts_surface *s)
{
    const struct listing *l = (const struct listing *)v;

    if (l->n == 0) {
        draw_empty(l, s);
        return;
    }
    for (size_t i = l->list.top; i < l->n && i < l->list.top + (size_t)s->rows; i++)
        draw_one(l, i, s, (int)(i - l->list.top));
}

static struct subject subject(const struct ts_view *v)
{
    const struct listing *l = (const struct listing *)v;
    return l->n > 0 ? l->class->subject(l, l->list.at) : (struct subject){ 0 };
}

static ts_str place(const struct ts_view *v, struct ts_arena *a)
{
    const struct listing *l = (const struct listing *)v;

    if (l->n == 0)
        return TS_STR("");
    return ts_arena_printf(a, "%zu of %zu", l->first + l->list.at + 1,
                           l->n_all > l->n ? l->n_all : l->n);
}

static const struct view_class view = { load, command, resize, draw, subject, place };

void listing_init(struct listing *l, const struct listing_class *class, struct ts_ui *ui)
{
    l->class = class;
    listing_restart(l);
    ui_init_view(ui, &l->base, &view);
    l->base.has_pane = true;
    listing_unmark(l);
}

struct listing *listing_of(struct ts_view *v)
{
    return v && v->class == &view ? (struct listing *)v : NULL;
}

enum ts_rc listing_ids(struct ts_arena *a, struct ts_db *db, struct ts_article_query query,
                       int64_t **ids, size_t *n, struct ts_err *err)
{
    struct ts_article_row *rows;

    query.limit = query.offset = 0;
    query.with_snippets = false;
    enum ts_rc rc = ts_articles_list(a, db, &query, &rows, n, err);
    if (rc != TS_OK)
        return rc;
    *ids = TS_NEW_ARRAY(a, *n, int64_t);
    for (size_t i = 0; i < *n; i++)
        (*ids)[i] = rows[i].id;
    return TS_OK;
}

int row_put_right(struct ts_surface *s, int end, int width, ts_str text, enum ts_role role)
{
    ts_surface_put_cut(s, 0, end - width, width, text, role, 0);
    return end - width - 2;
}

int row_put_age(const struct listing *l, struct ts_surface *s, int end, ts_str age)
{
    if (s->cols < 34)
        return end;
    ts_surface_put_right(s, 0, end, age, TS_ROLE_AGE);
    return end - l->age_cols - 2;
}

static int tags_cols(const ts_str *tags, size_t n)
{
    int cols = 0;

    for (size_t i = 0; i < n; i++)
        cols += 2 + ts_utf8_cols(tags[i]);
    return cols;
}

/* `title` without its first `cols` columns. */
static ts_str scrolled(ts_str title, int cols)
{
    size_t at = 0;
    int width = 0;

    for (int skipped = 0; skipped < cols && at < title.len; skipped += width)
        at += ts_utf8_cluster(title, at, &width);
    return ts_str_skip(title, at);
}

void row_put_headline(const struct listing *l, size_t i, struct ts_surface *s, int col, int end,
                      ts_str title, bool is_unread, const ts_str *tags, size_t n_tags)
{
    if (i == l->list.at)
        title = scrolled(title, l->shift);
    int room = end - col;
    int for_tags = tags_cols(tags, n_tags);
    int most = room / 3;

    if (for_tags > most)
        for_tags = most < 6 ? 0 : most;
    col += ts_surface_put_cut(s, 0, col, room - for_tags, title,
                              is_unread ? TS_ROLE_HEADLINE : TS_ROLE_READ, 0);
    for (size_t k = 0; k < n_tags && for_tags > 0; k++) {
        if (col + 3 > end)
            break;
        ts_surface_put(s, 0, col + 1, 1, TS_STR("#"), TS_ROLE_TAG, 0);
        col += 2 + ts_surface_put_cut(s, 0, col + 2, end - col - 2, tags[k], TS_ROLE_TAG, 0);
    }
}
