/* theme.h - what roles look like.
 *
 * A theme is a text file NAME.theme with lines
 *     role = foreground background attributes
 * A colour is "default" (or "-"), a name ("red", "bright-blue", "grey"), a number from 0 to 255, or
 * #rrggbb; attributes are bold, dim, italic, underline and reverse.  All of them may be left out.
 * "#" at the beginning of a line starts a comment.  Roles that are not named look like the
 * terminal's own text. */
#ifndef TEARSHEET_TUI_THEME_H
#define TEARSHEET_TUI_THEME_H

#include "tearsheet/base/arena.h"
#include "tearsheet/tui/role.h"

enum ts_colour_kind { TS_COLOUR_DEFAULT = 0, TS_COLOUR_INDEX, TS_COLOUR_RGB };

struct ts_colour {
    enum ts_colour_kind kind;
    uint8_t index;   /* of the terminal's 256 colours */
    uint8_t r, g, b; /* of TS_COLOUR_RGB */
};

struct ts_style {
    struct ts_colour fg;
    struct ts_colour bg;
    uint8_t attrs; /* enum ts_attr */
};

struct ts_theme {
    struct ts_style styles[TS_ROLE_COUNT];
};

/* The theme without colours that is there when no file is: mono.theme says the same. */
extern const struct ts_theme ts_theme_plain;

/* Reads the text of a theme file; `name` is its name for messages.  TS_ERR_PARSE with "name:line:
 * ..." at the first mistake, `*out` untouched. */
TS_CHECKED enum ts_rc ts_theme_parse(ts_str text, const char *name, struct ts_theme *out,
                                     struct ts_err *err);

/* Reads NAME.theme from the first of the folders that has it; `dirs` ends with NULL.  TS_ERR_ARG
 * for a name that is none ("../x"), TS_ERR_NOTFOUND when no folder has it, else as above. */
TS_CHECKED enum ts_rc ts_theme_load(const char *const *dirs, ts_str name, struct ts_theme *out,
                                    struct ts_err *err);

/* The same for a name as a reader gives it.  "auto" is "light" or "dark", as the screen is; any
 * other NAME that is no theme is NAME-light or NAME-dark, if there is one. */
TS_CHECKED enum ts_rc ts_theme_choose(const char *const *dirs, ts_str name, bool is_light,
                                      struct ts_theme *out, struct ts_err *err);

/* What ts_theme_choose() takes: the names of the themes in the folders, those that are there for
 * light and dark screens also without the ending, and "auto"; sorted, each once. */
ts_str *ts_theme_list(struct ts_arena *a, const char *const *dirs, size_t *n);

/* Reads a colour as theme files write it. */
bool ts_colour_parse(ts_str text, struct ts_colour *out);

/* The nearest colour that a terminal with `n_colours` can show: above 256 any as red,
 * green and blue or an index below 8, then an index below 256, 16 or 8; with fewer colours always
 * the default. */
struct ts_colour ts_colour_reduce(struct ts_colour colour, int n_colours);

/* The style of a role in a selected row or outside of one. */
struct ts_style ts_theme_style(const struct ts_theme *theme, enum ts_role role, uint8_t attrs);

#endif
