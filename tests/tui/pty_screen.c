#include "pty_screen.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/tui/term.h"

enum { PATIENCE_MS = 8000 };

/* ---- the child ---- */

static void run_reader(struct rig *r)
{
    struct ts_term *term;
    struct ts_key key;
    struct ts_err err;
    int rows, cols;

    struct ts_term_options options = { .theme = ts_ui_theme(r->ui),
                                       .is_explicit = true,
                                       .links = TS_LINKS_ON };

    assert_ok(ts_term_open(&term, &options, &err), &err);
    for (bool has_quit = false; !has_quit;) {
        ts_term_size(term, &rows, &cols);
        ts_ui_resize(r->ui, rows, cols);
        ts_term_show(term, ts_ui_draw(r->ui));
        struct pollfd fds[] = { { .fd = ts_term_input_fd(term), .events = POLLIN },
                                { .fd = ts_term_signal_fd(term), .events = POLLIN } };
        poll(fds, 2, -1);
        while (!has_quit && ts_term_key(term, &key)) {
            ts_ui_key(r->ui, key);
            struct ts_errand errand = ts_ui_errand(r->ui);
            has_quit = errand.kind == TS_ERRAND_QUIT;
            if (errand.kind == TS_ERRAND_REDRAW)
                ts_term_redraw(term);
            if (errand.kind == TS_ERRAND_SUSPEND)
                ts_term_suspend(term);
            if (errand.kind == TS_ERRAND_THEME)
                ts_term_set_theme(term, ts_ui_theme(r->ui));
        }
    }
    ts_term_close(term);
}

static void be_reader(void *state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, 24, 80);
    run_reader(&r);
    rig_done(&r);
}

/* ---- the terminal ---- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *s = user;
    if (property == VTERM_PROP_ALTSCREEN)
        s->is_alternate = value->boolean;
    return 1;
}

void pty_start(struct pty *s, const char *term, int rows, int cols, void (*child)(void *user),
               void *user)
{
    static const VTermScreenCallbacks callbacks = { .settermprop = on_property };
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

    *s = (struct pty){ .rows = rows, .cols = cols };
    s->vt = vterm_new(rows, cols);
    vterm_set_utf8(s->vt, 1);
    s->cells = vterm_obtain_screen(s->vt);
    vterm_screen_set_callbacks(s->cells, &callbacks, s);
    vterm_screen_enable_altscreen(s->cells, 1);
    vterm_screen_reset(s->cells, 1);
    s->child = forkpty(&s->master, NULL, NULL, &size);
    assert_true(s->child >= 0);
    if (s->child == 0) {
        setenv("TERM", term, 1);
        unsetenv("COLORTERM");
        child(user);
        _exit(0);
    }
    fcntl(s->master, F_SETFL, O_NONBLOCK);
}

/* Takes what has been sent; waits at most `ms` for something.  False when there was nothing. */
static bool pty_take(struct pty *s, int ms)
{
    struct pollfd fd = { .fd = s->master, .events = POLLIN };
    char bytes[65536];

    if (poll(&fd, 1, ms) <= 0)
        return false;
    ssize_t n = read(s->master, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    vterm_input_write(s->vt, bytes, (size_t)n);
    return true;
}

/* A picture that is newer than libvterm is narrow to it: the column behind it is blank then, and
 * what follows stands where it should all the same. */
static bool is_same_cell(const struct ts_cell *drawn, const VTermScreenCell *shown)
{
    char text[TS_CELL_BYTES + 8] = "";
    size_t len = 0;

    if (drawn->len == 0)
        return shown->chars[0] == (uint32_t)-1 || shown->chars[0] == ' ' || shown->chars[0] == 0;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && shown->chars[i]; i++)
        len += ts_utf8_encode(shown->chars[i], text + len);
    if (len == 0)
        text[len++] = ' ';
    return len == drawn->len && memcmp(text, drawn->text, len) == 0 && shown->width <= drawn->cols;
}

static bool is_same_colour(struct ts_colour wanted, const VTermColor *shown)
{
    if (wanted.kind == TS_COLOUR_DEFAULT)
        return VTERM_COLOR_IS_DEFAULT_FG(shown) || VTERM_COLOR_IS_DEFAULT_BG(shown);
    return VTERM_COLOR_IS_INDEXED(shown) && shown->indexed.idx == wanted.index;
}

/* What is seen of a cell beside its text; of a blank that is less.  libvterm knows no dim. */
static bool is_same_style(const struct pty *s, const struct ts_cell *drawn,
                          const VTermScreenCell *shown)
{
    enum { COLOURS = 256 };
    struct ts_style style = ts_theme_style(s->theme, drawn->role, drawn->attrs);
    bool is_blank = drawn->len == 1 && drawn->text[0] == ' ';

    if (!is_same_colour(ts_colour_reduce(style.bg, COLOURS), &shown->bg) ||
        !(style.attrs & TS_ATTR_UNDERLINE) != !shown->attrs.underline ||
        !(style.attrs & TS_ATTR_REVERSE) != !shown->attrs.reverse)
        return false;
    return is_blank || (is_same_colour(ts_colour_reduce(style.fg, COLOURS), &shown->fg) &&
                        !(style.attrs & TS_ATTR_BOLD) == !shown->attrs.bold &&
                        !(style.attrs & TS_ATTR_ITALIC) == !shown->attrs.italic);
}

/* The first cell that differs: true when all are the same and the cursor stands where it should. */
static bool is_same(const struct pty *s, const struct ts_surface *drawn, int *row, int *col)
{
    VTermPos cursor;

    for (*row = 0; *row < s->rows; (*row)++) {
        for (*col = 0; *col < s->cols; (*col)++) {
            VTermScreenCell shown;
            vterm_screen_get_cell(s->cells, (VTermPos){ *row, *col }, &shown);
            const struct ts_cell *cell = &drawn->cells[(ptrdiff_t)*row * drawn->stride + *col];
            if (!is_same_cell(cell, &shown) ||
                (s->theme && cell->len > 0 && !is_same_style(s, cell, &shown)))
                return false;
        }
    }
    vterm_state_get_cursorpos(vterm_obtain_state(s->vt), &cursor);
    *row = cursor.row;
    *col = cursor.col;
    return !drawn->cursor->is_set ||
           (cursor.row == drawn->cursor->row && cursor.col == drawn->cursor->col);
}

void pty_assert_shows(struct pty *s, const struct ts_surface *drawn, const char *what)
{
    int64_t end_ms = ts_now_ms() + PATIENCE_MS;
    int row, col;

    while (!is_same(s, drawn, &row, &col) && ts_now_ms() < end_ms)
        pty_take(s, 50);
    if (!is_same(s, drawn, &row, &col))
        fail_msg("after %s the terminal of %d rows and %d columns differs at row %d, column %d",
                 what, s->rows, s->cols, row, col);
}

/* What the last row has, characters of ASCII alone. */
static const char *last_row(const struct pty *s, char *text)
{
    for (int col = 0; col < s->cols; col++) {
        VTermScreenCell shown;
        vterm_screen_get_cell(s->cells, (VTermPos){ s->rows - 1, col }, &shown);
        text[col] = shown.chars[0] > ' ' && shown.chars[0] < 0x7F ? (char)shown.chars[0] : ' ';
    }
    text[s->cols] = '\0';
    return text;
}

void pty_assert_says(struct pty *s, const char *text)
{
    int64_t end_ms = ts_now_ms() + PATIENCE_MS;
    char row[512];

    assert_true(s->cols < (int)sizeof row);
    while (!strstr(last_row(s, row), text) && ts_now_ms() < end_ms)
        pty_take(s, 50);
    if (!strstr(last_row(s, row), text))
        fail_msg("the last row is \"%s\", without \"%s\"", row, text);
}

void pty_type(struct pty *s, const char *bytes)
{
    size_t len = strlen(bytes);
    assert_int_equal(write(s->master, bytes, len), (ssize_t)len);
}

void pty_resize(struct pty *s, int rows, int cols)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

    s->rows = rows;
    s->cols = cols;
    vterm_set_size(s->vt, rows, cols);
    ioctl(s->master, TIOCSWINSZ, &size);
}

void pty_assert_ends(struct pty *s)
{
    int64_t end_ms = ts_now_ms() + PATIENCE_MS;
    int status = -1;

    while (waitpid(s->child, &status, WNOHANG) == 0 && ts_now_ms() < end_ms)
        pty_take(s, 20);
    while (pty_take(s, 20))
        ;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        kill(s->child, SIGKILL);
        fail_msg("the reader ended with status %d", status);
    }
    assert_false(s->is_alternate);
}

void pty_finish(struct pty *s)
{
    close(s->master);
    vterm_free(s->vt);
}

void pty_begin(struct pty *s, struct rig *r, void **state, const char *term, int rows, int cols)
{
    pty_start(s, term, rows, cols, be_reader, state);
    rig_init_copy(r, state);
    rig_open(r, rows, cols);
    pty_assert_shows(s, ts_ui_draw(r->ui), "the start");
}
