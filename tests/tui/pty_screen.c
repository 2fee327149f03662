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

static _Noreturn void be_child(void **state, const char *term)
{
    struct rig r;

    setenv("TERM", term, 1);
    rig_init_copy(&r, state);
    rig_open(&r, 24, 80);
    run_reader(&r);
    rig_done(&r);
    _exit(0);
}

/* ---- the terminal ---- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *s = user;
    if (property == VTERM_PROP_ALTSCREEN)
        s->is_alternate = value->boolean;
    return 1;
}

static void pty_start(struct pty *s, void **state, const char *term, int rows, int cols)
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
    if (s->child == 0)
        be_child(state, term);
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

static bool is_same_cell(const struct ts_cell *drawn, const VTermScreenCell *shown)
{
    char text[TS_CELL_BYTES + 8] = "";
    size_t len = 0;

    if (drawn->len == 0)
        return shown->chars[0] == (uint32_t)-1;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && shown->chars[i]; i++)
        len += ts_utf8_encode(shown->chars[i], text + len);
    if (len == 0)
        text[len++] = ' ';
    return len == drawn->len && memcmp(text, drawn->text, len) == 0 && shown->width == drawn->cols;
}

/* The first cell that differs: true when all are the same and the cursor stands where it should. */
static bool is_same(const struct pty *s, const struct ts_surface *drawn, int *row, int *col)
{
    VTermPos cursor;

    for (*row = 0; *row < s->rows; (*row)++) {
        for (*col = 0; *col < s->cols; (*col)++) {
            VTermScreenCell shown;
            vterm_screen_get_cell(s->cells, (VTermPos){ *row, *col }, &shown);
            if (!is_same_cell(&drawn->cells[(ptrdiff_t)*row * drawn->stride + *col], &shown))
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
    pty_start(s, state, term, rows, cols);
    rig_init_copy(r, state);
    rig_open(r, rows, cols);
    pty_assert_shows(s, ts_ui_draw(r->ui), "the start");
}
