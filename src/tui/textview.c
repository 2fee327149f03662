/* textview.c - texts of any kind: laid out for the width there is, drawn from the row at the top
 * on. What commands do to them is in textview_commands.c. */
#include "textview_priv.h"

#include "ui_priv.h"

enum { MARGIN_COLS = 1 };

static size_t last_top(const struct textview *t)
{
    size_t rows = t->base.rows > 0 ? (size_t)t->base.rows : 1;
    return t->layout.n_rows > rows ? t->layout.n_rows - rows : 0;
}

void textview_go(struct textview *t, size_t top)
{
    t->top = top < last_top(t) ? top : last_top(t);
}

void textview_scroll(struct textview *t, long delta)
{
    if (delta < 0)
        textview_go(t, t->top > (size_t)-delta ? t->top - (size_t)-delta : 0);
    else
        textview_go(t, t->top + (size_t)delta);
}

void textview_shift(struct textview *t, int cols)
{
    int most = t->layout.cols - t->cols;

    t->shift += cols;
    if (t->shift > most)
        t->shift = most;
    if (t->shift < 0)
        t->shift = 0;
}

bool textview_is_at_end(const struct textview *t)
{
    return t->top >= last_top(t);
}

struct place textview_place(const struct textview *t)
{
    if (t->top >= t->layout.n_rows)
        return (struct place){ 0 };
    const struct ts_row *row = &t->layout.rows[t->top];
    return (struct place){ t->layout.flows[row->flow].block, row->start };
}

void textview_go_place(struct textview *t, struct place place)
{
    size_t best = 0;

    for (size_t i = 0; i < t->layout.n_rows; i++) {
        const struct ts_row *row = &t->layout.rows[i];
        size_t block = t->layout.flows[row->flow].block;
        if (block < place.block || (block == place.block && row->start <= place.start))
            best = i;
        if (block == place.block && row->start == place.start)
            break;
    }
    textview_go(t, best);
}

static void lay_out(struct textview *t)
{
    int room = t->base.cols - 2 * MARGIN_COLS;

    t->cols = room < t->max_cols ? room : t->max_cols;
    if (t->cols < 1)
        t->cols = 1;
    t->left = (t->base.cols - t->cols) / 2;
    struct ts_layout_options options = { .cols = t->cols,
                                         .with_stripped = t->with_stripped,
                                         .ascii = t->base.ascii,
                                         .as_typed = t->base.as_typed,
                                         .hyphenates = t->hyphenates,
                                         .known = t->known,
                                         .n_known = t->n_known,
                                         .lang = t->lang };
    struct ts_arena *a = &t->base.sized;
    ts_arena_done(a);
    ts_layout_blocks(a, t->blocks, t->n_blocks, &options, &t->layout);
    textview_shift(t, 0); /* less may be cut off now */
    t->matches = ts_layout_find(a, &t->layout, t->words, &t->n_matches);
    if (t->match >= t->n_matches)
        t->match = 0;
}

void textview_relayout(struct textview *t)
{
    struct place place = textview_place(t);
    bool is_top = t->top == 0;

    lay_out(t);
    if (is_top)
        t->top = 0;
    else
        textview_go_place(t, place);
}

static enum ts_rc load(struct ts_view *v, struct ts_db *db, struct ts_err *err)
{
    struct textview *t = (struct textview *)v;
    struct ts_arena fresh = { 0 };

    enum ts_rc rc = t->class->load(t, &fresh, db, err);
    if (rc != TS_OK) {
        ts_arena_done(&fresh);
        return rc;
    }
    ts_arena_done(&v->arena);
    v->arena = fresh;
    if (v->cols > 0)
        textview_relayout(t);
    return TS_OK;
}

static void resize(struct ts_view *v)
{
    struct textview *t = (struct textview *)v;
    textview_relayout(t);
    textview_go(t, t->top);
}

/* Of a stripped block, in the margin: what puts it back. */
static void draw_number(const struct textview *t, size_t i, struct ts_surface *s, int row)
{
    int number = textview_stripped_number(t, i), digits = number < 10 ? 1 : 2;
    char text[] = { (char)('0' + number / 10 % 10), (char)('0' + number % 10) };

    if (number == 0 || digits > t->left)
        return;
    ts_surface_put(s, row, t->left > digits ? t->left - digits - 1 : 0, digits,
                   (ts_str){ text + 2 - digits, (size_t)digits }, TS_ROLE_MARK, 0);
}

static void draw(const struct ts_view *v, struct ts_surface *s)
{
    const struct textview *t = (const struct textview *)v;
    size_t end = t->top + (size_t)s->rows;

    for (size_t i = t->top; i < end && i < t->layout.n_rows; i++) {
        int row = (int)(i - t->top);
        ts_layout_draw_row(&t->layout, i, s, row, t->left, t->shift);
        if (textview_is_new_row(t, &t->layout.rows[i]))
            ts_surface_put(s, row, t->left > 1 ? t->left - 2 : 0, t->left, TS_STR("+"),
                           TS_ROLE_MARK, 0);
        draw_number(t, i, s, row);
        for (size_t k = 0; k < t->n_matches; k++)
            ts_layout_draw_match(&t->layout, i, s, row, t->left, t->shift, &t->matches[k],
                                 k == t->match ? TS_ROLE_MATCH_HERE : TS_ROLE_MATCH);
    }
    ts_surface_cursor(s, 0, t->left);
}

static struct subject subject(const struct ts_view *v)
{
    const struct textview *t = (const struct textview *)v;
    return t->class->subject ? t->class->subject(t) : (struct subject){ 0 };
}

static ts_str place(const struct ts_view *v, struct ts_arena *a)
{
    const struct textview *t = (const struct textview *)v;
    size_t seen = t->top + (size_t)(v->rows > 0 ? v->rows : 1);

    if (t->layout.n_rows == 0 || seen >= t->layout.n_rows)
        return t->top == 0 ? TS_STR("all") : TS_STR("end");
    return ts_arena_printf(a, "%zu%%", seen * 100 / t->layout.n_rows);
}

static const struct view_class view = { load, textview_command, resize, draw, subject, place };

void textview_init(struct textview *t, const struct textview_class *class, struct ts_ui *ui)
{
    t->class = class;
    t->max_cols = (int)ui->options.profile->config.text_width_cols;
    t->hyphenates = ui->options.profile->config.hyphenate;
    ui_init_view(ui, &t->base, &view);
}

void *textview_of_story(struct ts_ui *ui, size_t size, const struct textview_class *class,
                        const struct subject *subject)
{
    if (subject->story_id == 0) {
        ui_say(ui, false, "what is selected is in no story");
        return NULL;
    }
    struct textview *t = ui_alloc_view(size);
    textview_init(t, class, ui);
    t->base.story_id = subject->story_id;
    t->base.hint = TS_STR("h back  / find");
    return t;
}

struct textview *textview_of(struct ts_view *v)
{
    return v && v->class == &view ? (struct textview *)v : NULL;
}

void text_finish(struct textview *t, const struct text_builder *b, ts_str title)
{
    t->blocks = b->blocks;
    t->n_blocks = b->n;
    t->lang = TS_STR("en");
    t->base.title = title;
}
