/* The reader on a pseudo-terminal: what a terminal makes of the bytes that were sent is what was
 * drawn.  The same keys are played to a child with a terminal, and to a reader without. */
#include "pty_screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/date.h"
#include "tearsheet/tui/term.h"

enum { PATIENCE_MS = 8000 };

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

static void walk_at(void **state, const char *term, int rows, int cols)
{
    struct pty s;
    struct rig r;

    pty_begin(&s, &r, state, term, rows, cols);
    for (size_t i = 0; i < TS_COUNT(walk); i++) {
        pty_type(&s, walk[i].bytes);
        rig_play(&r, walk[i].keys);
        pty_assert_shows(&s, ts_ui_draw(r.ui), walk[i].keys);
    }
    assert_true(s.is_alternate);
    pty_type(&s, "Q");
    pty_assert_ends(&s);
    pty_finish(&s);
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
    struct pty s;
    struct rig r;

    pty_begin(&s, &r, state, "xterm-256color", 24, 80);
    for (size_t i = 0; i < TS_COUNT(sizes); i++) {
        pty_resize(&s, sizes[i][0], sizes[i][1]);
        ts_ui_resize(r.ui, sizes[i][0], sizes[i][1]);
        pty_assert_shows(&s, ts_ui_draw(r.ui), "a new size");
        if (i == 1) {
            pty_type(&s, "\r\r");
            rig_play(&r, "Enter Enter");
            pty_assert_shows(&s, ts_ui_draw(r.ui), "opening an article");
        }
    }
    kill(s.child, SIGTERM);
    pty_assert_ends(&s);
    pty_finish(&s);
    rig_done(&r);
}

/* ^Z and SIGTSTP: the process group of a test is an orphan, which the system does not stop, so the
 * reader goes on at once; the screen must be whole again. */
static void test_suspend(void **state)
{
    struct pty s;
    struct rig r;

    pty_begin(&s, &r, state, "xterm-256color", 24, 80);
    pty_type(&s, "\x1aj");
    rig_play(&r, "j");
    pty_assert_shows(&s, ts_ui_draw(r.ui), "^Z");
    kill(s.child, SIGTSTP);
    pty_type(&s, "j");
    rig_play(&r, "j");
    pty_assert_shows(&s, ts_ui_draw(r.ui), "SIGTSTP");
    kill(s.child, SIGSTOP);
    pty_type(&s, "j");
    kill(s.child, SIGCONT);
    rig_play(&r, "j");
    pty_assert_shows(&s, ts_ui_draw(r.ui), "SIGCONT");
    kill(s.child, SIGHUP);
    pty_assert_ends(&s);
    pty_finish(&s);
    rig_done(&r);
}

/* A terminal that goes away ends the reader. */
static void test_lost(void **state)
{
    struct pty s;
    struct rig r;
    int status = -1;

    pty_begin(&s, &r, state, "xterm-256color", 24, 80);
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

/* What is pasted, and what the terminal says of its ground, comes in between keys. */
static void test_escapes(void **state)
{
    static const char address[] = "https://a.example/x";
    struct pty s;
    struct rig r;

    pty_begin(&s, &r, state, "xterm-256color", 24, 80);
    pty_type(&s, "\x1b]11;rgb:ffff/ffff/dddd\x1b\\j");
    rig_play(&r, "j");
    pty_assert_shows(&s, ts_ui_draw(r.ui), "an answer about the ground");
    pty_type(&s, "\x1b]11;rgb:0000/0000/0000\aj");
    rig_play(&r, "j");
    pty_assert_shows(&s, ts_ui_draw(r.ui), "another answer");
    pty_type(&s, "\x1b[200~https://a.example/x\x1b[201~");
    rig_press(&r, (struct ts_key){ TS_KEY_PASTE_BEGIN });
    for (const char *c = address; *c; c++)
        rig_press(&r, (struct ts_key){ (unsigned char)*c });
    rig_press(&r, (struct ts_key){ TS_KEY_PASTE_END });
    pty_assert_shows(&s, ts_ui_draw(r.ui), "pasting");
    kill(s.child, SIGTERM);
    pty_assert_ends(&s);
    pty_finish(&s);
    rig_done(&r);
}

/* Keys that terminfo does not know are none: not the letter that their sequences end with. */
static void test_unknown_keys(void **state)
{
    static const char *const terms[] = { "xterm-256color", "xterm" };
    static const char *const unknown[] = {
        "\x1b[1;8A",      /* Ctrl-Alt-Shift-Up; A marks everything read */
        "\x1b[27;5;65~",  /* Ctrl-A, as modifyOtherKeys has it */
        "\x1b[97;5u",     /* the same of other terminals; u takes the last change back */
        "\x1b[I\x1b[O",   /* the window has the focus, and lost it; O sorts */
        "\x1bO5A\x1bO5B", /* Ctrl-Up and Ctrl-Down of old terminals */
        "\x1b[E",         /* the middle of the number pad; E edits the feeds file */
    };

    for (size_t i = 0; i < TS_COUNT(terms); i++) {
        struct pty s;
        struct rig r;
        pty_begin(&s, &r, state, terms[i], 24, 80);
        for (size_t k = 0; k < TS_COUNT(unknown); k++) {
            pty_type(&s, unknown[k]);
            pty_type(&s, "j");
            rig_play(&r, "j");
            pty_assert_shows(&s, ts_ui_draw(r.ui), unknown[k] + 1);
        }
        pty_type(&s, "\x1b[");
        rig_play(&r, "Alt-[");
        pty_assert_shows(&s, ts_ui_draw(r.ui), "Alt-[");
        kill(s.child, SIGTERM);
        pty_assert_ends(&s);
        pty_finish(&s);
        rig_done(&r);
    }
}

static void run_program(void *dir)
{
    execl(getenv("TS_PROGRAM"), "tearsheet", "--profile", (const char *)dir, NULL);
    _exit(1);
}

/* What takes its time is said to be under way: here another process holds the library. */
static void test_busy(void **state)
{
    struct pty s;
    struct rig r;
    struct ts_err err;

    rig_init_copy(&r, state);
    pty_start(&s, "xterm-256color", 24, 80, run_program, (void *)r.dir);
    pty_assert_says(&s, "? help");
    assert_ok(ts_db_begin(r.writer, &err), &err);
    pty_type(&s, "A");
    pty_assert_says(&s, "working on it");
    assert_ok(ts_db_commit(r.writer, &err), &err);
    pty_assert_says(&s, "articles read; u takes it back");
    pty_type(&s, "j");
    pty_assert_says(&s, "? help");
    pty_type(&s, "Q");
    pty_assert_ends(&s);
    pty_finish(&s);
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk),         cmocka_unit_test(test_resize),
        cmocka_unit_test(test_suspend),      cmocka_unit_test(test_lost),
        cmocka_unit_test(test_refused),      cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_unknown_keys), cmocka_unit_test(test_busy),
    };
    return cmocka_run_group_tests_name("tui/terminal", tests, rig_setup, rig_teardown);
}
