/* key.h - what a terminal sends, as one value a key press. */
#ifndef TEARSHEET_TUI_KEY_H
#define TEARSHEET_TUI_KEY_H

#include "tearsheet/base/arena.h"

/* Codes below TS_KEY_FIRST are characters: letters as themselves, control keys as their control
 * characters (^L is 12, Enter 13, Tab 9, Esc 27, Backspace 127). */
enum {
    TS_KEY_NONE = 0,
    TS_KEY_TAB = 9,
    TS_KEY_ENTER = 13,
    TS_KEY_ESC = 27,
    TS_KEY_BACKSPACE = 127,
    TS_KEY_FIRST = 0x110000,
    TS_KEY_UP = TS_KEY_FIRST,
    TS_KEY_DOWN,
    TS_KEY_LEFT,
    TS_KEY_RIGHT,
    TS_KEY_PGUP,
    TS_KEY_PGDN,
    TS_KEY_HOME,
    TS_KEY_END,
    TS_KEY_INSERT,
    TS_KEY_DELETE,
    TS_KEY_BACKTAB,
    TS_KEY_F1,
    TS_KEY_F12 = TS_KEY_F1 + 11,
    /* of the mouse; they have a place */
    TS_KEY_CLICK,
    TS_KEY_WHEEL_UP,
    TS_KEY_WHEEL_DOWN,
    /* around what is pasted */
    TS_KEY_PASTE_BEGIN,
    TS_KEY_PASTE_END,
    /* not typed: what happened to the terminal */
    TS_KEY_RESIZE,
    TS_KEY_RESUME,  /* back from being suspended: all of the screen is to be drawn again */
    TS_KEY_SUSPEND, /* asked to stop by SIGTSTP */
    TS_KEY_DARK,    /* its ground is dark; light */
    TS_KEY_LIGHT,
    TS_KEY_HANGUP, /* asked to end: SIGTERM, SIGHUP, or the terminal is gone */
};

/* With the Alt key (or Esc sent in front). */
enum { TS_KEY_ALT = 1 << 24 };

struct ts_key {
    uint32_t code;
    int row; /* of the mouse, on the screen */
    int col;
};

/* Reads a key as configuration and help write it: "j", "^L", "Space", "PgDn", "F5", "Alt-x".
 * False when it is none. */
bool ts_key_parse(ts_str name, struct ts_key *out);
/* The name of a key. */
ts_str ts_key_name(struct ts_arena *a, struct ts_key key);

#endif
