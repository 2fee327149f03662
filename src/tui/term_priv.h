/* term_priv.h - what the two sides of the terminal share: term.c shows, term_keys.c reads. */
#ifndef TEARSHEET_TUI_TERM_PRIV_H
#define TEARSHEET_TUI_TERM_PRIV_H

#include <curses.h>

#include "tearsheet/tui/term.h"

#include "signals_priv.h"
#include "writer_priv.h"

enum { TERM_REPLY_MAX = 64 };

/* A reply of the terminal, as it comes in between keys. */
struct reply {
    bool is_open; /* its beginning has come, its end not */
    char bytes[TERM_REPLY_MAX];
    size_t len;
};

struct ts_term {
    SCREEN *screen;
    struct ts_theme theme;
    struct writer writer;
    struct signals signals;
    struct reply ground; /* what it says of the colour of its ground */
    bool is_utf8;        /* the locale, without our doing */
    bool uses_escapes;   /* beyond terminfo: it is no console or printer */
    bool is_explicit;    /* the terminal is told to leave the order of text as it is */
    bool is_gone;        /* no more keys will come */
};

/* The terminal as the reader uses it: every key at once, none of them a signal; what is pasted is
 * told from what is typed. */
void term_set_modes(struct ts_term *t);
/* Ends what curses knows nothing of. */
void term_reset_modes(struct ts_term *t);
/* Asks for the colour of the ground; the answer comes as a key. */
void term_ask_ground(struct ts_term *t);
/* Writes to the terminal what is not for the screen. */
void term_write(ts_str text);

#endif
