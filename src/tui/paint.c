/* paint.c - where everything stands on the screen: a bar, the views, a status line. */
#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"

#include "listing_priv.h"
#include "ui_priv.h"

enum {
    LIST_MIN_COLS = 46, /* unless the reader wants less */
    LIST_MAX_COLS = 100,
    LIST_LEAST_COLS = 20, /* of either side, whatever is wanted */
    TEXT_MARGIN_COLS = 7,
    GAUGE_COLS = 12,
};

/* Rows between the bar and the status line; on two rows there is no bar, on one nothing else. */
static int body_rows(const struct ts_ui *ui)
{
    return ui->rows > 2 ? ui->rows - 2 : ui->rows - 1;
}

static int within(int value, int least, int most)
{
    return value > most ? most : value < least ? least : value;
}

/* The list takes what the text leaves, within reason. */
int ui_list_cols(const struct ts_ui *ui)
{
    int text_cols = (int)ui->options.profile->config.text_width_cols + TEXT_MARGIN_COLS;
    int cols = ui->list_cols > 0 ? ui->list_cols
                                 : within(ui->cols - text_cols, LIST_MIN_COLS, LIST_MAX_COLS);

    return within(cols, LIST_LEAST_COLS, ui->cols - 1 - LIST_LEAST_COLS);
}

bool ui_is_split(const struct ts_ui *ui)
{
    int64_t from = ui->options.profile->config.split_cols;

    if (ui->is_unsplit || from == 0 || ui->cols < from || ui->cols <= 2 * LIST_LEAST_COLS)
        return false;
    return ui->top->has_pane ||
           (ui_article_shown(ui->top) && ui->top->below && ui->top->below->has_pane);
}

struct ts_view *ui_view_at(const struct ts_ui *ui, int *row, int col)
{
    struct ts_view *left = ui->top->has_pane ? ui->top : ui->top->below;
    struct ts_view *right = ui->top->has_pane ? ui->preview : ui->top;

    *row -= ui->rows > 2 ? 1 : 0;
    if (*row < 0 || *row >= body_rows(ui))
        return NULL;
    if (!ui_is_split(ui))
        return ui->top;
    return col < ui_list_cols(ui) ? left : right;
}

static void arrange(struct ts_view *v, int rows, int cols)
{
    if (!v || (v->rows == rows && v->cols == cols))
        return;
    v->rows = rows;
    v->cols = cols;
    v->class->resize(v);
}

void ui_arrange(struct ts_ui *ui)
{
    int rows = body_rows(ui), left = ui_list_cols(ui);

    if (!ui_is_split(ui)) {
        arrange(ui->top, rows, ui->cols);
        return;
    }
    if (ui->top->has_pane) {
        arrange(ui->top, rows, left);
        arrange(ui->preview, rows, ui->cols - left - 1);
    } else {
        arrange(ui->top->below, rows, left);
        arrange(ui->top, rows, ui->cols - left - 1);
    }
}

static void draw_view(const struct ts_view *v, struct ts_surface *s, int row, int col)
{
    struct ts_surface part;

    if (!v)
        return;
    part = ts_surface_part(s, row, col, v->rows, v->cols);
    if (part.rows > 0 && part.cols > 0)
        v->class->draw(v, &part);
}

/* The view with the keys is drawn last: the terminal's cursor is its. */
static void paint_views(struct ts_ui *ui, struct ts_surface *s, int row)
{
    int left = ui_list_cols(ui);

    if (!ui_is_split(ui)) {
        draw_view(ui->top, s, row, 0);
        return;
    }
    ts_surface_bar(s, row, left, body_rows(ui), TS_ROLE_BORDER);
    if (ui->top->has_pane) {
        draw_view(ui->preview, s, row, left + 1);
        draw_view(ui->top, s, row, 0);
    } else {
        draw_view(ui->top->below, s, row, 0);
        draw_view(ui->top, s, row, left + 1);
    }
}

static void paint_bar(struct ts_ui *ui, struct ts_surface *s)
{
    const struct ts_view *v = ui->top;
    ts_str place = v->class->place ? v->class->place(v, &ui->frame) : TS_STR("");

    ts_surface_fill(s, 0, 0, s->cols, TS_ROLE_BAR);
    int end = ts_surface_put_right(s, 0, s->cols - 1, place, TS_ROLE_BAR);
    ts_surface_put_cut(s, 0, 1, end - 2, v->title, TS_ROLE_BAR, 0);
}

static ts_str gauge(struct ts_ui *ui, size_t done, size_t all)
{
    size_t filled = all > 0 ? done * GAUGE_COLS / all : 0;
    ts_str text = TS_STR("[");

    for (size_t i = 0; i < GAUGE_COLS; i++)
        text = ts_arena_printf(&ui->frame, "%.*s%c", TS_FMT(text), i < filled ? '#' : '.');
    return ts_arena_printf(&ui->frame, "%.*s]", TS_FMT(text));
}

static ts_str progress_text(struct ts_ui *ui)
{
    const struct ts_progress *p = &ui->progress;
    ts_str bar = gauge(ui, p->n_sources_done + p->n_pages_done, p->n_sources + p->n_pages);

    if (p->n_sources + p->n_pages == 0 && p->n_lookups > 0)
        return TS_STR("looking at what was added");
    if (p->n_sources + p->n_pages == 0)
        return TS_STR("cleaning and grouping what has come");
    const char *failed = p->n_failed ? "  (some failed: F)" : "";
    if (p->n_sources == 0)
        return ts_arena_printf(&ui->frame, "%.*s %zu/%zu pages%s", TS_FMT(bar), p->n_pages_done,
                               p->n_pages, failed);
    return ts_arena_printf(&ui->frame, "%.*s %zu/%zu sources  %zu/%zu pages  %zu new%s",
                           TS_FMT(bar), p->n_sources_done, p->n_sources, p->n_pages_done,
                           p->n_pages, p->n_new, failed);
}

/* What the program says is in English, even if it begins with a name that is not. */
static void paint_text(struct ts_surface *s, int row, ts_str text, enum ts_role role)
{
    struct ts_surface line = *s;

    line.is_left = true;
    ts_surface_put_cut(&line, row, 1, s->cols - 2, text, role, 0);
}

/* A message that is longer than the line takes rows above it, as far as the screen has them. */
static void paint_message(struct ts_ui *ui, struct ts_surface *s, ts_str text, enum ts_role role)
{
    size_t n = 0;
    int most = s->rows / 6 > 1 ? s->rows / 6 : 1;
    struct ts_line *lines = ts_wrap(&ui->frame, text, s->cols - 2, TS_STR(""), &n);
    int rows = (int)n < most ? (int)n : most;

    for (int i = 0; i < rows; i++) {
        int row = s->rows - rows + i;
        bool is_last = i + 1 == rows;
        ts_surface_fill(s, row, 0, s->cols, role);
        paint_text(s, row, ts_str_sub(text, lines[i].start, is_last ? TS_NPOS : lines[i].len),
                   role);
    }
}

/* The keys that matter in this view; those about rows do not where there is none. */
static ts_str hint_of(const struct ts_ui *ui)
{
    const struct listing *list = listing_of(ui->top);

    if (!list || list->n > 0)
        return ui->top->hint;
    return ui->top->below ? TS_STR("h back  ? help")
                          : TS_STR("a add an address  r refresh  q quit  ? help");
}

/* What is most worth saying: an error, an answer, a count being typed, that something is under way,
 * and else the keys that matter here. */
static void paint_status(struct ts_ui *ui, struct ts_surface *s, int row)
{
    struct ts_arena *a = &ui->frame;
    ts_str message = ts_buf_str(&ui->message);
    const struct listing *list = listing_of(ui->top);

    ts_surface_fill(s, row, 0, s->cols, TS_ROLE_STATUS);
    if (message.len > 0 && ui->is_error)
        paint_message(ui, s, ts_arena_printf(a, "! %.*s", TS_FMT(message)), TS_ROLE_ERROR);
    else if (message.len > 0)
        paint_message(ui, s, message, TS_ROLE_NOTICE);
    else if (ui->count > 0 || ui->n_pending > 0)
        paint_text(s, row, ui_typed(ui, a), TS_ROLE_STATUS);
    else if (ui->joining_id != 0)
        paint_text(s, row, TS_STR("J on another story joins the two; Esc ends joining"),
                   TS_ROLE_NOTICE);
    else if (list && list->n_marks > 0)
        paint_text(s, row,
                   ts_arena_printf(a, "%zu marked: m * t s d are about all of them; Esc unmarks",
                                   list->n_marks),
                   TS_ROLE_NOTICE);
    else if (ui->is_busy)
        paint_text(s, row, TS_STR("working on it; keys work meanwhile"), TS_ROLE_PROGRESS);
    else if (ui->progress.is_running)
        paint_text(s, row, progress_text(ui), TS_ROLE_PROGRESS);
    else
        paint_text(s, row, hint_of(ui), TS_ROLE_STATUS);
}

/* Up to the word being completed, all choices are the same as what was typed. */
static size_t word_start(ts_str typed)
{
    size_t at = typed.len;

    while (at > 0 && typed.ptr[at - 1] != ' ')
        at--;
    return at;
}

/* What Tab walks through, in a row above the prompt, from the one before the one it is at. */
static void paint_choices(const struct ts_prompt *p, struct ts_surface *s)
{
    int row = s->rows - 2, col = 1;

    if (p->n_choices < 2 || row < 0)
        return;
    size_t start = word_start(p->choices[p->n_choices]); /* which is what was typed */
    ts_surface_fill(s, row, 0, s->cols, TS_ROLE_MENU);
    for (size_t i = p->choice > 0 ? p->choice - 1 : 0; i < p->n_choices && col < s->cols; i++) {
        uint8_t attrs = i == p->choice ? TS_ATTR_BOLD | TS_ATTR_UNDERLINE : 0;
        col += 2 + ts_surface_put_cut(s, row, col, s->cols - col, ts_str_skip(p->choices[i], start),
                                      TS_ROLE_MENU, attrs);
    }
}

void ui_paint(struct ts_ui *ui)
{
    struct ts_surface *s = &ui->surface;
    int top = s->rows > 2 ? 1 : 0;

    if (top)
        paint_bar(ui, s);
    paint_views(ui, s, top);
    paint_status(ui, s, s->rows - 1);
    if (ui->tag_menu.is_open) {
        ui_tag_menu_draw(ui, s);
    } else if (ui->link_menu.is_open) {
        ui_link_menu_draw(ui, s);
    } else if (ui->prompt_kind != PROMPT_NONE) {
        paint_choices(&ui->prompt, s);
        ts_prompt_draw(&ui->prompt, s, s->rows - 1, ui_prompt_label(ui));
    }
}
