/* keymap.h - what keys do: the default bindings, and those of the configuration.
 *
 * A binding is a sequence of one or more keys and what they stand for: a command, or several
 * command lines parted by " ; " (a macro). */
#ifndef TEARSHEET_TUI_KEYMAP_H
#define TEARSHEET_TUI_KEYMAP_H

#include "tearsheet/tui/command.h"
#include "tearsheet/tui/key.h"

/* Keys of a sequence, and command lines of a macro. */
enum { TS_SEQUENCE_MAX = 4, TS_MACRO_MAX = 16 };

struct ts_bound {
    struct ts_key keys[TS_SEQUENCE_MAX];
    size_t n_keys;
    enum ts_command command; /* TS_CMD_NONE for a macro, and for what is bound to nothing */
    ts_str lines;            /* of a macro; empty otherwise */
};

/* All-zero is empty. */
struct ts_keymap {
    struct ts_arena *arena;
    struct ts_bound *bound;
    size_t n;
    size_t cap;
};

/* The default bindings, in `a`. */
void ts_keymap_init(struct ts_keymap *map, struct ts_arena *a);

/* Binds keys ("j", "Space", "gg", "<Space>x") to a command by name ("none": to nothing) or to a
 * macro ("tag later ; down").  The last binding of the same keys counts.  TS_ERR_ARG when there is
 * no such key or command, or too many of them. */
TS_CHECKED enum ts_rc ts_keymap_bind(struct ts_keymap *map, ts_str keys, ts_str commands,
                                     struct ts_err *err);

/* What `n` keys stand for, NULL for nothing.  `*is_open` says whether more keys could make them a
 * longer sequence that stands for something. */
const struct ts_bound *ts_keymap_find(const struct ts_keymap *map, const struct ts_key *keys,
                                      size_t n, bool *is_open);

/* The keys of a binding as they are written, in `a`. */
ts_str ts_bound_keys(struct ts_arena *a, const struct ts_bound *bound);
/* All keys of a command, parted by spaces, in `a`; empty if there are none. */
ts_str ts_keymap_keys(struct ts_arena *a, const struct ts_keymap *map, enum ts_command command);

/* Takes the next command line off the lines of a macro. */
bool ts_macro_next(ts_str *lines, ts_str *line);

/* The default bindings as a table, for tests and the manual; false behind the last one. */
bool ts_default_binding(size_t i, const char **key, const char **command);

#endif
