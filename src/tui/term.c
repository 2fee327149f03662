/* term.c - the terminal; the door to curses.
 *
 * Curses opens and closes the terminal, and reads keys and mouse; what is shown is written by
 * writer.c, since curses knows neither links nor terminals that disagree with it about widths. */
#include "tearsheet/tui/term.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "tearsheet/base/buf.h"

#include "term_priv.h"

static void restore_terminal(void)
{
    endwin();
}

/* `*is_own`: the locale is UTF-8 by itself. */
static bool use_utf8(bool *is_own)
{
    *is_own = setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    return *is_own || setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "en_US.UTF-8");
}

static enum ts_rc check_terminal(bool *is_utf8, struct ts_err *err)
{
    const char *name = getenv("TERM");
    int status;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return ts_fail(err, TS_ERR_IO, "the reader needs a terminal for input and output");
    if (!use_utf8(is_utf8))
        return ts_fail(err, TS_ERR_IO, "there is no UTF-8 locale on this machine");
    bool is_known = setupterm(NULL, STDOUT_FILENO, &status) == OK;
    bool can_move = is_known && cursor_address;
    if (is_known)
        del_curterm(cur_term);
    if (!can_move)
        return ts_fail(err, TS_ERR_IO,
                       "the terminal \"%s\" is not known or cannot move its cursor; \"tearsheet "
                       "--plain\" does without",
                       name ? name : "");
    return TS_OK;
}

void term_write(ts_str text)
{
    fwrite(text.ptr, 1, text.len, stdout);
    fflush(stdout);
}

/* Terminals that take sequences beyond what terminfo knows, or pass them over.  The others would
 * show them as text. */
static bool uses_escapes(void)
{
    static const char *const plain[] = { "linux", "dumb", "vt", "ansi", "cons", "con80", "sun" };
    ts_str name = ts_str_of(getenv("TERM"));

    for (size_t i = 0; i < TS_COUNT(plain); i++)
        if (ts_str_starts(name, plain[i]))
            return false;
    return true;
}

/* Terminals that reorder right-to-left text by themselves have a mode for programs that have done
 * it (ECMA-48, BDSM): the others ignore that. */
static void set_explicit(const struct ts_term *t, bool is_explicit)
{
    if (t->is_explicit)
        term_write(is_explicit ? TS_STR("\033[8l") : TS_STR("\033[8h"));
}

/* Gives the terminal to curses; from then on a panic gives it back. */
static enum ts_rc open_screen(struct ts_term *t, struct ts_err *err)
{
    enum ts_rc rc = signals_open(&t->signals, err);

    if (rc != TS_OK)
        return rc;
    t->screen = newterm(NULL, stdout, stdin);
    if (!t->screen) {
        signals_close(&t->signals);
        return ts_fail(err, TS_ERR_IO, "cannot use the terminal");
    }
    ts_on_panic(restore_terminal);
    return TS_OK;
}

enum ts_rc ts_term_open(struct ts_term **out, const struct ts_term_options *options,
                        struct ts_err *err)
{
    bool is_utf8 = false;
    enum ts_rc rc = check_terminal(&is_utf8, err);
    if (rc != TS_OK)
        return rc;
    struct ts_term *t = calloc(1, sizeof *t);
    if (!t)
        ts_panic("out of memory (%zu bytes wanted)", sizeof *t);
    t->theme = *options->theme;
    t->is_explicit = options->is_explicit;
    t->is_utf8 = is_utf8;
    t->uses_escapes = uses_escapes();
    rc = open_screen(t, err);
    if (rc != TS_OK) {
        free(t);
        return rc;
    }
    term_set_modes(t);
    refresh(); /* curses clears the screen, and is then done with it */
    writer_init(&t->writer, options->no_colour,
                options->links == TS_LINKS_ON ||
                    (options->links == TS_LINKS_AUTO && clickable_is_known()));
    set_explicit(t, true);
    if (t->writer.n_colours > 0)
        term_ask_ground(t);
    *out = t;
    return TS_OK;
}

void ts_term_close(struct ts_term *t)
{
    if (!t)
        return;
    ts_on_panic(NULL);
    set_explicit(t, false);
    term_reset_modes(t);
    endwin();
    delscreen(t->screen);
    signals_close(&t->signals);
    writer_done(&t->writer);
    free(t);
}

bool ts_term_is_utf8(const struct ts_term *t)
{
    return t->is_utf8;
}

int ts_term_input_fd(const struct ts_term *t)
{
    (void)t;
    return STDIN_FILENO;
}

int ts_term_signal_fd(const struct ts_term *t)
{
    return t->signals.fds[0];
}

void ts_term_size(struct ts_term *t, int *rows, int *cols)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
        (size.ws_row != LINES || size.ws_col != COLS)) {
        resize_term(size.ws_row, size.ws_col);
        ts_term_redraw(t); /* terminals move text about when their size changes */
    }
    *rows = LINES;
    *cols = COLS;
}

void ts_term_set_theme(struct ts_term *t, const struct ts_theme *theme)
{
    t->theme = *theme;
    ts_term_redraw(t);
}

void ts_term_show(struct ts_term *t, const struct ts_surface *s)
{
    struct writer *w = &t->writer;

    if (!writer_has_shown(w, s)) {
        clearok(stdscr, TRUE);
        refresh();
    }
    ts_buf_clear(&w->out);
    writer_show(w, &t->theme, s);
    curs_set(s->cursor->is_set ? 1 : 0);
    term_write(ts_buf_str(&w->out));
}

/* Three bytes make four characters. */
static void put_base64(struct ts_buf *out, ts_str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < bytes.len; i += 3) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (i + k < bytes.len ? (unsigned char)bytes.ptr[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            ts_buf_putc(out, i + k <= bytes.len ? digits[group >> (18 - 6 * k) & 63] : '=');
    }
}

void ts_term_copy(struct ts_term *t, ts_str text)
{
    struct ts_buf out = { 0 };

    if (!t->uses_escapes) /* a console would show it as text */
        return;
    ts_buf_puts(&out, "\033]52;c;");
    put_base64(&out, text);
    ts_buf_puts(&out, "\a");
    term_write(ts_buf_str(&out));
    ts_buf_done(&out);
}

void ts_term_redraw(struct ts_term *t)
{
    writer_forget(&t->writer);
}

void ts_term_leave(struct ts_term *t)
{
    set_explicit(t, false);
    term_reset_modes(t);
    endwin();
}

void ts_term_return(struct ts_term *t)
{
    term_set_modes(t);
    refresh();
    set_explicit(t, true);
    ts_term_redraw(t);
}

void ts_term_suspend(struct ts_term *t)
{
    ts_term_leave(t);
    signals_stop();
    ts_term_return(t);
}
