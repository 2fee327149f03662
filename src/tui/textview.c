/* textview.c - texts of any kind: laid out for the width there is, scrolled, searched. */
#include "textview_priv.h"

#include "tearsheet/base/utf8.h"

#include "ui_priv.h"

enum { SHIFT_STEP = 8, MARGIN_COLS = 1 };

static size_t last_top(const struct textview *t)
{
    size_t rows = t->base.rows > 0 ? (size_t)t->base.rows : 1;
    return t->layout.n_rows > rows ? t->layout.n_rows - rows : 0;
}

static void go(struct textview *t, size_t top)
{
    t->top = top < last_top(t) ? top : last_top(t);
}

void textview_scroll(struct textview *t, long delta)
{
    if (delta < 0)
        go(t, t->top > (size_t)-delta ? t->top - (size_t)-delta : 0);
    else
        go(t, t->top + (size_t)delta);
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
    go(t, best);
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
    t->matches = ts_layout_find(a, &t->layout, t->words, &t->n_matches);
    if (t->match >= t->n_matches)
        t->match = 0;
}

/* Lays the text out anew, and shows the place that was shown before. */
static void relayout(struct textview *t)
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
        relayout(t);
    return TS_OK;
}

static void resize(struct ts_view *v)
{
    struct textview *t = (struct textview *)v;
    relayout(t);
    go(t, t->top);
}

static void go_match(struct textview *t, size_t match)
{
    const struct ts_match *m = &t->matches[match];
    size_t row = ts_layout_row_of(&t->layout, m->flow, m->start);

    t->match = match;
    if (row < t->top || row >= t->top + (size_t)t->base.rows)
        go(t, row > (size_t)t->base.rows / 3 ? row - (size_t)t->base.rows / 3 : 0);
}

void textview_find(struct textview *t, struct ts_ui *ui, ts_str words)
{
    struct place top = textview_place(t);
    size_t match = 0;

    t->words = ts_arena_str(&t->base.own, words);
    t->matches = ts_layout_find(&t->base.sized, &t->layout, t->words, &t->n_matches);
    if (words.len == 0)
        return;
    if (t->n_matches == 0) {
        ui_say(ui, true, "\"%.*s\" is not in this text", TS_FMT(words));
        t->words = TS_STR("");
        return;
    }
    while (match < t->n_matches && t->layout.flows[t->matches[match].flow].block < top.block)
        match++;
    go_match(t, match < t->n_matches ? match : 0);
    ui_say(ui, false, "%zu of %zu; n and N go on, Esc ends finding", t->match + 1, t->n_matches);
}

static void step_match(struct textview *t, struct ts_ui *ui, enum ts_command command)
{
    size_t step = command == TS_CMD_NEXT_UNREAD ? 1 : t->n_matches - 1;

    go_match(t, (t->match + step) % t->n_matches);
    ui_say(ui, false, "%zu of %zu", t->match + 1, t->n_matches);
}

/* ---- what is new ---- */

/* The row that a block begins at. */
static size_t row_of_block(const struct textview *t, size_t block)
{
    size_t i = 0;

    while (i < t->layout.n_rows &&
           (t->layout.rows[i].len == 0 || t->layout.flows[t->layout.rows[i].flow].block < block))
        i++;
    return i;
}

/* True if news[i] is not merely the paragraph after news[i - 1]. */
static bool begins_passage(const struct textview *t, size_t i)
{
    if (i == 0)
        return true;
    for (size_t block = t->news[i - 1] + 1; block < t->news[i]; block++)
        if (ts_block_is_text(&t->blocks[block]))
            return true;
    return false;
}

static void go_new(struct textview *t, struct ts_ui *ui)
{
    bool is_there = t->news_at > 0 && t->news_top == t->top;
    size_t i = is_there ? t->news_at : 0;

    if (t->n_known == 0) {
        ui_say(ui, false, "nothing here was said by a report that you read before");
        return;
    }
    while (i < t->n_news && (!begins_passage(t, i) ||
                             (!is_there && t->top > 0 && row_of_block(t, t->news[i]) <= t->top)))
        i++;
    if (i >= t->n_news) {
        ui_say(ui, false, t->n_news > 0 ? "nothing more is new here" : "nothing is new here");
        return;
    }
    size_t row = row_of_block(t, t->news[i]);
    go(t, row > 1 ? row - 1 : 0);
    t->news_at = i + 1;
    t->news_top = t->top;
    ui_say(ui, false, "paragraph %zu of %zu that are new", i + 1, t->n_news);
}

static bool is_new_row(const struct textview *t, const struct ts_row *row)
{
    if (t->n_known == 0 || row->start > 0 || row->len == 0)
        return false;
    for (size_t i = 0; i < t->n_news; i++)
        if (t->news[i] == t->layout.flows[row->flow].block)
            return true;
    return false;
}

static void toggle_stripped(struct textview *t, struct ts_ui *ui)
{
    ts_str blocks;
    struct ts_arena a = { 0 };

    if (t->layout.n_stripped == 0) {
        ui_say(ui, false, "nothing was stripped here");
        return;
    }
    t->with_stripped = !t->with_stripped;
    relayout(t);
    blocks = ts_arena_count(&a, t->layout.n_stripped, "stripped block", "stripped blocks");
    ui_say(ui, false, "%.*s %s", TS_FMT(blocks),
           t->with_stripped ? "shown; its number and x puts one back" : "hidden");
    ts_arena_done(&a);
}

static void shift(struct textview *t, int step)
{
    int most = t->layout.cols - t->cols;

    t->shift += step;
    if (t->shift > most)
        t->shift = most;
    if (t->shift < 0)
        t->shift = 0;
}

/* The commands that move by rows; false for others. */
static bool move(struct textview *t, const struct invocation *in)
{
    long count = in->count > 0 ? in->count : 1;
    long page = t->base.rows > 2 ? t->base.rows - 1 : 1;

    switch (in->command) {
    case TS_CMD_DOWN:
        textview_scroll(t, count);
        return true;
    case TS_CMD_UP:
        textview_scroll(t, -count);
        return true;
    case TS_CMD_PAGE_DOWN:
        textview_scroll(t, count * page);
        return true;
    case TS_CMD_PAGE_UP:
        textview_scroll(t, -count * page);
        return true;
    case TS_CMD_FIRST:
        go(t, 0);
        return true;
    case TS_CMD_LAST:
        go(t, last_top(t));
        return true;
    case TS_CMD_NEXT:
        if (textview_is_at_end(t))
            return false;
        textview_scroll(t, page);
        return true;
    default:
        return false;
    }
}

static bool command(struct ts_view *v, struct ts_ui *ui, const struct invocation *in)
{
    struct textview *t = (struct textview *)v;

    if (t->class->command && t->class->command(t, ui, in))
        return true;
    if (move(t, in))
        return true;
    switch (in->command) {
    case TS_CMD_NEXT_UNREAD:
    case TS_CMD_PREV_UNREAD:
        if (t->n_matches == 0)
            return false;
        step_match(t, ui, in->command);
        return true;
    case TS_CMD_CANCEL:
        if (t->words.len == 0)
            return false;
        textview_find(t, ui, TS_STR(""));
        return true;
    case TS_CMD_STRIPPED:
        toggle_stripped(t, ui);
        return true;
    case TS_CMD_NEXT_NEW:
        go_new(t, ui);
        return true;
    case TS_CMD_LEFT:
        shift(t, -SHIFT_STEP);
        return true;
    case TS_CMD_RIGHT:
        shift(t, SHIFT_STEP);
        return true;
    default:
        return false;
    }
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
        if (is_new_row(t, &t->layout.rows[i]))
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

static const struct view_class view = { load, command, resize, draw, subject, place };

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

struct ts_block *text_add(struct text_builder *b, enum ts_block_kind kind, ts_str text)
{
    struct ts_block *block = TS_PUSH(b->arena, b->blocks, b->n, b->cap);

    block->kind = kind;
    block->is_kept = true;
    block->level = 1;
    block->text = text;
    return block;
}

void text_add_row(struct text_builder *b, ts_str first, ts_str second, ts_str third)
{
    if (second.len == 0)
        return;
    ts_str text = ts_arena_printf(b->arena, "%.*s\t%.*s", TS_FMT(first),
                                  TS_FMT(ts_utf8_squeeze(b->arena, second)));
    if (third.len > 0)
        text = ts_arena_printf(b->arena, "%.*s\t%.*s", TS_FMT(text), TS_FMT(third));
    text_add(b, TS_BLOCK_TABLE_ROW, text);
}

void text_finish(struct textview *t, const struct text_builder *b, ts_str title)
{
    t->blocks = b->blocks;
    t->n_blocks = b->n;
    t->lang = TS_STR("en");
    t->base.title = title;
}
