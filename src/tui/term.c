/* term.c - the terminal; the door to curses.
 *
 * Curses opens and closes the terminal, and reads keys and mouse; what is shown is written by
 * writer.c, since curses knows neither links nor terminals that disagree with it about widths. */
#include "tearsheet/tui/term.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "tearsheet/base/buf.h"

#include "signals_priv.h"
#include "writer_priv.h"

enum { ESC_DELAY_MS = 25 };

struct ts_term {
    SCREEN *screen;
    struct ts_theme theme;
    struct writer writer;
    struct signals signals;
    bool is_explicit; /* the terminal is told to leave the order of text as it is */
    bool is_gone;     /* no more keys will come */
};

static const struct {
    int code;
    uint32_t key;
} keys[] = {
    { KEY_UP, TS_KEY_UP },       { KEY_DOWN, TS_KEY_DOWN },    { KEY_LEFT, TS_KEY_LEFT },
    { KEY_RIGHT, TS_KEY_RIGHT }, { KEY_PPAGE, TS_KEY_PGUP },   { KEY_NPAGE, TS_KEY_PGDN },
    { KEY_HOME, TS_KEY_HOME },   { KEY_END, TS_KEY_END },      { KEY_IC, TS_KEY_INSERT },
    { KEY_DC, TS_KEY_DELETE },   { KEY_BTAB, TS_KEY_BACKTAB }, { KEY_BACKSPACE, TS_KEY_BACKSPACE },
    { KEY_ENTER, TS_KEY_ENTER }, { KEY_A1, TS_KEY_HOME },      { KEY_A3, TS_KEY_PGUP },
    { KEY_C1, TS_KEY_END },      { KEY_C3, TS_KEY_PGDN },
};

/* What terminals send that have not been told, or did not listen, which of two ways to use. */
static const struct {
    const char *bytes;
    int code;
} other_keys[] = {
    { "\033[A", KEY_UP },   { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
    { "\033OA", KEY_UP },   { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
    { "\033[H", KEY_HOME }, { "\033[F", KEY_END },  { "\033[1~", KEY_HOME }, { "\033[4~", KEY_END },
};

static void restore_terminal(void)
{
    endwin();
}

static bool use_utf8(void)
{
    return (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) ||
           setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "en_US.UTF-8");
}

static enum ts_rc check_terminal(struct ts_err *err)
{
    const char *name = getenv("TERM");
    int status;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return ts_fail(err, TS_ERR_IO, "the reader needs a terminal for input and output");
    if (!use_utf8())
        return ts_fail(err, TS_ERR_IO, "there is no UTF-8 locale on this machine");
    bool is_known = setupterm(NULL, STDOUT_FILENO, &status) == OK;
    bool can_move = is_known && cursor_address;
    if (is_known)
        del_curterm(cur_term);
    if (!can_move)
        return ts_fail(err, TS_ERR_IO, "the terminal \"%s\" is not known or cannot move its cursor",
                       name ? name : "");
    return TS_OK;
}

/* The terminal as the reader uses it: every key at once, none of them a signal. */
static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    meta(stdscr, TRUE);
    set_escdelay(ESC_DELAY_MS);
    for (size_t i = 0; i < TS_COUNT(other_keys); i++)
        if (!key_defined(other_keys[i].bytes))
            define_key(other_keys[i].bytes, other_keys[i].code);
}

static void send(const char *bytes, size_t len)
{
    fwrite(bytes, 1, len, stdout);
    fflush(stdout);
}

/* Terminals that reorder right-to-left text by themselves have a mode for programs that have done
 * it (ECMA-48, BDSM): the others ignore that. */
static void set_explicit(const struct ts_term *t, bool is_explicit)
{
    if (t->is_explicit)
        send(is_explicit ? "\033[8l" : "\033[8h", 4);
}

enum ts_rc ts_term_open(struct ts_term **out, const struct ts_term_options *options,
                        struct ts_err *err)
{
    enum ts_rc rc = check_terminal(err);
    if (rc != TS_OK)
        return rc;
    struct ts_term *t = calloc(1, sizeof *t);
    if (!t)
        ts_panic("out of memory (%zu bytes wanted)", sizeof *t);
    t->theme = *options->theme;
    t->is_explicit = options->is_explicit;
    rc = signals_open(&t->signals, err);
    if (rc != TS_OK)
        goto fail;
    t->screen = newterm(NULL, stdout, stdin);
    if (!t->screen) {
        signals_close(&t->signals);
        rc = ts_fail(err, TS_ERR_IO, "cannot use the terminal");
        goto fail;
    }
    ts_on_panic(restore_terminal);
    set_modes();
    refresh(); /* curses clears the screen, and is then done with it */
    writer_init(&t->writer, options->no_colour,
                options->links == TS_LINKS_ON ||
                    (options->links == TS_LINKS_AUTO && clickable_is_known()));
    set_explicit(t, true);
    *out = t;
    return TS_OK;
fail:
    free(t);
    return rc;
}

void ts_term_close(struct ts_term *t)
{
    if (!t)
        return;
    ts_on_panic(NULL);
    set_explicit(t, false);
    endwin();
    delscreen(t->screen);
    signals_close(&t->signals);
    writer_done(&t->writer);
    free(t);
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

/* True when the terminal has hung up: readable for ever, with nothing to read. */
static bool is_hung_up(void)
{
    struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
    int n = 0;

    if (poll(&fd, 1, 0) <= 0)
        return false;
    if (fd.revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    return ioctl(STDIN_FILENO, FIONREAD, &n) == 0 && n == 0;
}

static uint32_t function_key(wint_t code)
{
    for (size_t i = 0; i < TS_COUNT(keys); i++)
        if ((wint_t)keys[i].code == code)
            return keys[i].key;
    if (code >= (wint_t)KEY_F(1) && code <= (wint_t)KEY_F(12))
        return TS_KEY_F1 + (uint32_t)(code - (wint_t)KEY_F(1));
    return TS_KEY_NONE;
}

static uint32_t character_key(wint_t code)
{
    if (code == '\n' || code == '\r')
        return TS_KEY_ENTER;
    if (code == '\b')
        return TS_KEY_BACKSPACE;
    return (uint32_t)code;
}

static const struct {
    mmask_t button;
    uint32_t key;
} mouse_buttons[] = {
    { BUTTON1_PRESSED, TS_KEY_CLICK },
    { BUTTON4_PRESSED, TS_KEY_WHEEL_UP },
    { BUTTON5_PRESSED, TS_KEY_WHEEL_DOWN },
};

static struct ts_key mouse_key(void)
{
    struct ts_key key = { 0 };
    MEVENT event;

    if (getmouse(&event) != OK)
        return key;
    for (size_t i = 0; i < TS_COUNT(mouse_buttons); i++)
        if (event.bstate & mouse_buttons[i].button)
            key = (struct ts_key){ mouse_buttons[i].key, event.y, event.x };
    return key;
}

void ts_term_use_mouse(struct ts_term *t, bool is_used)
{
    mmask_t mask = 0;

    (void)t;
    for (size_t i = 0; i < TS_COUNT(mouse_buttons); i++)
        mask |= mouse_buttons[i].button;
    mouseinterval(0); /* presses are told at once, not as parts of clicks */
    mousemask(is_used ? mask : 0, NULL);
}

/* What was typed, TS_KEY_NONE for keys nobody knows; false when nothing was. */
static bool read_key(struct ts_key *key)
{
    wint_t typed;
    int kind = wget_wch(stdscr, &typed);

    if (kind == ERR)
        return false;
    if (kind == KEY_CODE_YES && typed == KEY_MOUSE)
        *key = mouse_key();
    else
        *key = (struct ts_key){ kind == KEY_CODE_YES ? function_key(typed) : character_key(typed) };
    return true;
}

bool ts_term_key(struct ts_term *t, struct ts_key *out)
{
    struct ts_key key = { TS_KEY_NONE }, next;

    if (signals_key(&t->signals, out))
        return true;
    while (!t->is_gone && key.code == TS_KEY_NONE) {
        if (read_key(&key))
            continue;
        if (!is_hung_up())
            return false;
        t->is_gone = true;
        key.code = TS_KEY_HANGUP;
    }
    if (key.code == TS_KEY_NONE)
        return false;
    if (key.code == TS_KEY_ESC && read_key(&next) && next.code != TS_KEY_NONE)
        key.code = next.code == TS_KEY_ESC ? TS_KEY_ESC : next.code | TS_KEY_ALT;
    *out = key;
    return true;
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
    send(w->out.ptr, w->out.len);
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
    const char *name = getenv("TERM");
    struct ts_buf out = { 0 };

    (void)t;
    if (name && strcmp(name, "linux") == 0) /* the console would show it as text */
        return;
    ts_buf_puts(&out, "\033]52;c;");
    put_base64(&out, text);
    ts_buf_puts(&out, "\a");
    send(out.ptr, out.len);
    ts_buf_done(&out);
}

void ts_term_redraw(struct ts_term *t)
{
    writer_forget(&t->writer);
}

void ts_term_leave(struct ts_term *t)
{
    set_explicit(t, false);
    endwin();
}

void ts_term_return(struct ts_term *t)
{
    set_modes();
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
