/* The reader on a pseudo-terminal: what a terminal (libvterm) makes of the bytes that were sent is
 * what was drawn.  The same keys are played to a child with a terminal, and to a reader without. */
#include "rig.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/tui/term.h"

enum { PATIENCE_MS = 8000 };

struct screen {
    VTerm *vt;
    VTermScreen *cells;
    int rows, cols;
    bool is_alternate; /* the program has a screen of its own */
    int master;
    pid_t child;
};

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
    struct screen *s = user;
    if (property == VTERM_PROP_ALTSCREEN)
        s->is_alternate = value->boolean;
    return 1;
}

static void start(struct screen *s, void **state, const char *term, int rows, int cols)
{
    static const VTermScreenCallbacks callbacks = { .settermprop = on_property };
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

    *s = (struct screen){ .rows = rows, .cols = cols };
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
static bool take_output(struct screen *s, int ms)
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
static bool is_same(const struct screen *s, const struct ts_surface *drawn, int *row, int *col)
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

static void assert_shows(struct screen *s, const struct ts_surface *drawn, const char *what)
{
    int64_t end_ms = ts_now_ms() + PATIENCE_MS;
    int row, col;

    while (!is_same(s, drawn, &row, &col) && ts_now_ms() < end_ms)
        take_output(s, 50);
    if (!is_same(s, drawn, &row, &col))
        fail_msg("after %s the terminal of %d rows and %d columns differs at row %d, column %d",
                 what, s->rows, s->cols, row, col);
}

static void type(struct screen *s, const char *bytes)
{
    size_t len = strlen(bytes);
    assert_int_equal(write(s->master, bytes, len), (ssize_t)len);
}

static void resize(struct screen *s, int rows, int cols)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

    s->rows = rows;
    s->cols = cols;
    vterm_set_size(s->vt, rows, cols);
    ioctl(s->master, TIOCSWINSZ, &size);
}

/* The child ends by itself, and leaves the terminal as it was. */
static void assert_ends(struct screen *s)
{
    int64_t end_ms = ts_now_ms() + PATIENCE_MS;
    int status = -1;

    while (waitpid(s->child, &status, WNOHANG) == 0 && ts_now_ms() < end_ms)
        take_output(s, 20);
    while (take_output(s, 20))
        ;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        kill(s->child, SIGKILL);
        fail_msg("the reader ended with status %d", status);
    }
    assert_false(s->is_alternate);
}

static void finish(struct screen *s)
{
    close(s->master);
    vterm_free(s->vt);
}

/* What is typed as bytes, and the same as keys. */
static const struct {
    const char *bytes;
    const char *keys;
} walk[] = {
    { "j", "j" },
    { "\x1b[B", "Down" },
    { "\x1bOB", "Down" },
    { "k", "k" },
    { "G", "G" },
    { "g", "g" },
    { "\x1b[6~", "PgDn" },
    { "\x1b[5~", "PgUp" },
    { "\r", "Enter" },
    { "\r", "Enter" },
    { "S", "S" },
    { " ", "Space" },
    { "/pier\r", "/ 'pier' Enter" },
    { "n", "n" },
    { "\x1b", "Esc" },
    { "G", "G" },
    { "q", "q" },
    { "t", "t" },
    { "h", "h" },
    { "q", "q" },
    { "T", "T" },
    { "q", "q" },
    { "F", "F" },
    { "q", "q" },
    { "?", "?" },
    { "q", "q" },
    { "f\xe5\xb5\x90\r", "f '嵐' Enter" },
    { "q", "q" },
    { ":theme lig\t\r", ": 'theme_lig' Tab Enter" },
    { "\x0c", "^L" },
};

/* Both readers, on their first screen. */
static void begin(struct screen *s, struct rig *r, void **state, const char *term, int rows,
                  int cols)
{
    start(s, state, term, rows, cols);
    rig_init_copy(r, state);
    rig_open(r, rows, cols);
    assert_shows(s, ts_ui_draw(r->ui), "the start");
}

static void walk_at(void **state, const char *term, int rows, int cols)
{
    struct screen s;
    struct rig r;

    begin(&s, &r, state, term, rows, cols);
    for (size_t i = 0; i < TS_COUNT(walk); i++) {
        type(&s, walk[i].bytes);
        rig_play(&r, walk[i].keys);
        assert_shows(&s, ts_ui_draw(r.ui), walk[i].keys);
    }
    assert_true(s.is_alternate);
    type(&s, "Q");
    assert_ends(&s);
    finish(&s);
    rig_done(&r);
}

static void test_walk(void **state)
{
    walk_at(state, "xterm-256color", 24, 80);
    walk_at(state, "xterm-256color", 5, 20);
    walk_at(state, "xterm-256color", 40, 120);
    walk_at(state, "xterm", 24, 80);
}

static const int sizes[][2] = { { 5, 20 },   { 50, 200 }, { 1, 1 },  { 24, 110 },
                                { 24, 109 }, { 2, 9 },    { 24, 80 } };

static void test_resize(void **state)
{
    struct screen s;
    struct rig r;

    begin(&s, &r, state, "xterm-256color", 24, 80);
    for (size_t i = 0; i < TS_COUNT(sizes); i++) {
        resize(&s, sizes[i][0], sizes[i][1]);
        ts_ui_resize(r.ui, sizes[i][0], sizes[i][1]);
        assert_shows(&s, ts_ui_draw(r.ui), "a new size");
        if (i == 1) {
            type(&s, "\r\r");
            rig_play(&r, "Enter Enter");
            assert_shows(&s, ts_ui_draw(r.ui), "opening an article");
        }
    }
    kill(s.child, SIGTERM);
    assert_ends(&s);
    finish(&s);
    rig_done(&r);
}

/* ^Z and SIGTSTP: the process group of a test is an orphan, which the system does not stop, so the
 * reader goes on at once; the screen must be whole again. */
static void test_suspend(void **state)
{
    struct screen s;
    struct rig r;

    begin(&s, &r, state, "xterm-256color", 24, 80);
    type(&s, "\x1aj");
    rig_play(&r, "j");
    assert_shows(&s, ts_ui_draw(r.ui), "^Z");
    kill(s.child, SIGTSTP);
    type(&s, "j");
    rig_play(&r, "j");
    assert_shows(&s, ts_ui_draw(r.ui), "SIGTSTP");
    kill(s.child, SIGSTOP);
    type(&s, "j");
    kill(s.child, SIGCONT);
    rig_play(&r, "j");
    assert_shows(&s, ts_ui_draw(r.ui), "SIGCONT");
    kill(s.child, SIGHUP);
    assert_ends(&s);
    finish(&s);
    rig_done(&r);
}

/* A terminal that goes away ends the reader. */
static void test_lost(void **state)
{
    struct screen s;
    struct rig r;
    int status = -1;

    begin(&s, &r, state, "xterm-256color", 24, 80);
    close(s.master);
    int64_t end_ms = ts_now_ms() + PATIENCE_MS;
    while (waitpid(s.child, &status, WNOHANG) == 0 && ts_now_ms() < end_ms)
        poll(NULL, 0, 10);
    if (!WIFEXITED(status))
        kill(s.child, SIGKILL);
    assert_true(WIFEXITED(status));
    vterm_free(s.vt);
    rig_done(&r);
}

/* A terminal that cannot move its cursor, or none at all, is refused with a message. */
static void test_refused(void **state)
{
    struct ts_term *term = NULL;
    struct ts_err err;
    int null = open("/dev/null", O_RDWR), saved = dup(STDIN_FILENO);

    (void)state;
    dup2(null, STDIN_FILENO);
    assert_int_equal(
        ts_term_open(&term, &(struct ts_term_options){ .theme = &ts_theme_plain }, &err),
        TS_ERR_IO);
    assert_string_equal(err.msg, "the reader needs a terminal for input and output");
    assert_null(term);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(null);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk), cmocka_unit_test(test_resize),  cmocka_unit_test(test_suspend),
        cmocka_unit_test(test_lost), cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("tui/terminal", tests, rig_setup, rig_teardown);
}
