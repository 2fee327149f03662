/* term_keys.c - what comes from the terminal: keys, the mouse, pasted text, answers. */
#include "term_priv.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tearsheet/tui/ground.h"

enum { ESC_DELAY_MS = 25 };

/* Codes of our own, behind those of curses. */
enum { KEY_PASTE_BEGIN = KEY_MAX + 1, KEY_PASTE_END, KEY_GROUND };

static const struct {
    int code;
    uint32_t key;
} keys[] = {
    { KEY_UP, TS_KEY_UP },
    { KEY_DOWN, TS_KEY_DOWN },
    { KEY_LEFT, TS_KEY_LEFT },
    { KEY_RIGHT, TS_KEY_RIGHT },
    { KEY_PPAGE, TS_KEY_PGUP },
    { KEY_NPAGE, TS_KEY_PGDN },
    { KEY_HOME, TS_KEY_HOME },
    { KEY_END, TS_KEY_END },
    { KEY_IC, TS_KEY_INSERT },
    { KEY_DC, TS_KEY_DELETE },
    { KEY_BTAB, TS_KEY_BACKTAB },
    { KEY_BACKSPACE, TS_KEY_BACKSPACE },
    { KEY_ENTER, TS_KEY_ENTER },
    { KEY_A1, TS_KEY_HOME },
    { KEY_A3, TS_KEY_PGUP },
    { KEY_C1, TS_KEY_END },
    { KEY_C3, TS_KEY_PGDN },
    { KEY_PASTE_BEGIN, TS_KEY_PASTE_BEGIN },
    { KEY_PASTE_END, TS_KEY_PASTE_END },
};

/* What terminals send that have not been told, or did not listen, which of two ways to use. */
static const struct {
    const char *bytes;
    int code;
} other_keys[] = {
    { "\033[A", KEY_UP },
    { "\033[B", KEY_DOWN },
    { "\033[C", KEY_RIGHT },
    { "\033[D", KEY_LEFT },
    { "\033OA", KEY_UP },
    { "\033OB", KEY_DOWN },
    { "\033OC", KEY_RIGHT },
    { "\033OD", KEY_LEFT },
    { "\033[H", KEY_HOME },
    { "\033[F", KEY_END },
    { "\033[1~", KEY_HOME },
    { "\033[4~", KEY_END },
    { "\033[200~", KEY_PASTE_BEGIN },
    { "\033[201~", KEY_PASTE_END },
    { "\033]11;", KEY_GROUND },
};

/* The terminal as the reader uses it: every key at once, none of them a signal. */
void term_set_modes(struct ts_term *t)
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
    if (t->uses_escapes)
        term_write(TS_STR("\033[?2004h"));
}

void term_ask_ground(struct ts_term *t)
{
    if (t->uses_escapes)
        term_write(TS_STR("\033]11;?\033\\"));
}

void term_reset_modes(struct ts_term *t)
{
    if (t->uses_escapes)
        term_write(TS_STR("\033[?2004l"));
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

/* Takes the next character of the answer about the ground.  It ends with BEL, or Esc and a
 * backslash. */
static struct ts_key take_reply(struct reply *r, wint_t typed)
{
    struct ts_key key = { TS_KEY_NONE };
    bool is_light, is_end = typed == '\a' || typed == '\\';

    if (!is_end && typed != TS_KEY_ESC && r->len < sizeof r->bytes)
        r->bytes[r->len++] = typed < 0x80 ? (char)typed : '?';
    if (!is_end && r->len < sizeof r->bytes)
        return key;
    r->is_open = false;
    if (ts_ground_parse((ts_str){ r->bytes, r->len }, &is_light))
        key.code = is_light ? TS_KEY_LIGHT : TS_KEY_DARK;
    return key;
}

/* What was typed, TS_KEY_NONE for keys nobody knows; false when nothing was. */
static bool read_key(struct ts_term *t, struct ts_key *key)
{
    wint_t typed;
    int kind = wget_wch(stdscr, &typed);

    if (kind == ERR)
        return false;
    if (kind == KEY_CODE_YES && typed == KEY_MOUSE)
        *key = mouse_key();
    else if (kind == KEY_CODE_YES && typed == KEY_GROUND)
        t->ground = (struct reply){ .is_open = true };
    else if (t->ground.is_open)
        *key = take_reply(&t->ground, typed);
    else
        *key = (struct ts_key){ kind == KEY_CODE_YES ? function_key(typed) : character_key(typed) };
    return true;
}

static bool read_key_soon(struct ts_term *t, struct ts_key *key)
{
    struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

    return read_key(t, key) || (poll(&fd, 1, ESC_DELAY_MS) > 0 && read_key(t, key));
}

/* Takes the rest of a sequence that curses does not know, such as Ctrl-Up of many terminals: behind
 * Esc and "[" or "O" numbers, and then one letter, which is no key of its own.  False if nothing
 * follows: it was Alt with that key. */
static bool skip_sequence(struct ts_term *t, uint32_t second)
{
    enum { FIRST_PARAMETER = 0x20, LAST_PARAMETER = 0x3F }; /* ECMA-48, 5.4 */
    struct ts_key key = { TS_KEY_NONE };
    bool has_any = false;

    if (second != '[' && second != 'O')
        return false;
    while (read_key_soon(t, &key)) {
        has_any = true;
        if (key.code < FIRST_PARAMETER || key.code > LAST_PARAMETER)
            break;
    }
    return has_any;
}

/* What begins with Esc: that key, another one with Alt, or TS_KEY_NONE for what nobody knows. */
static uint32_t escaped_key(struct ts_term *t)
{
    struct ts_key next = { TS_KEY_NONE };

    if (!read_key(t, &next) || next.code == TS_KEY_NONE || next.code == TS_KEY_ESC)
        return TS_KEY_ESC;
    return skip_sequence(t, next.code) ? TS_KEY_NONE : next.code | TS_KEY_ALT;
}

bool ts_term_key(struct ts_term *t, struct ts_key *out)
{
    struct ts_key key = { TS_KEY_NONE };

    if (signals_key(&t->signals, out))
        return true;
    while (!t->is_gone && key.code == TS_KEY_NONE) {
        if (read_key(t, &key)) {
            key.code = key.code == TS_KEY_ESC ? escaped_key(t) : key.code;
            continue;
        }
        if (!is_hung_up())
            return false;
        t->is_gone = true;
        key.code = TS_KEY_HANGUP;
    }
    if (key.code == TS_KEY_NONE)
        return false;
    *out = key;
    return true;
}
