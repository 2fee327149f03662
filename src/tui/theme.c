/* theme.c - reading theme files. */
#include "tearsheet/tui/theme.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/file.h"
#include "tearsheet/base/map.h"
#include "tearsheet/tui/surface.h"

enum { THEME_MAX_BYTES = 64 * 1024 };

static const char suffix[] = ".theme";

const struct ts_theme ts_theme_plain = { .styles = {
                                             [TS_ROLE_DIM] = { .attrs = TS_ATTR_DIM },
                                             [TS_ROLE_HEADLINE] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_MARK] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_TAG] = { .attrs = TS_ATTR_UNDERLINE },
                                             [TS_ROLE_SELECTED] = { .attrs = TS_ATTR_REVERSE },
                                             [TS_ROLE_BAR] = { .attrs = TS_ATTR_REVERSE },
                                             [TS_ROLE_NOTICE] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_ERROR] = { .attrs = TS_ATTR_BOLD |
                                                                          TS_ATTR_REVERSE },
                                             [TS_ROLE_KEY] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_TITLE] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_META] = { .attrs = TS_ATTR_DIM },
                                             [TS_ROLE_HEADING] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_STANDFIRST] = { .attrs = TS_ATTR_BOLD },
                                             [TS_ROLE_CAPTION] = { .attrs = TS_ATTR_DIM },
                                             [TS_ROLE_LINK] = { .attrs = TS_ATTR_UNDERLINE },
                                             [TS_ROLE_KNOWN] = { .attrs = TS_ATTR_DIM },
                                             [TS_ROLE_STRIPPED] = { .attrs = TS_ATTR_DIM },
                                             [TS_ROLE_REASON] = { .attrs = TS_ATTR_DIM |
                                                                           TS_ATTR_UNDERLINE },
                                             [TS_ROLE_MATCH] = { .attrs = TS_ATTR_UNDERLINE },
                                             [TS_ROLE_MATCH_HERE] = { .attrs = TS_ATTR_REVERSE },
                                         } };

static const struct {
    const char *name;
    enum ts_attr attr;
} attributes[] = {
    { "bold", TS_ATTR_BOLD },       { "dim", TS_ATTR_DIM },
    { "italic", TS_ATTR_ITALIC },   { "underline", TS_ATTR_UNDERLINE },
    { "reverse", TS_ATTR_REVERSE },
};

static uint8_t attribute_of(ts_str word)
{
    for (size_t i = 0; i < TS_COUNT(attributes); i++)
        if (ts_str_is(word, attributes[i].name))
            return (uint8_t)attributes[i].attr;
    return 0;
}

/* The words behind the "=".  Fails with the word that is neither a colour nor an attribute. */
static bool parse_style(ts_str words, struct ts_style *out, ts_str *bad)
{
    struct ts_style style = { 0 };
    int n_colours = 0;
    ts_str word;

    while (ts_str_word(&words, &word)) {
        struct ts_colour colour;
        uint8_t attr = attribute_of(word);
        *bad = word;
        if (attr)
            style.attrs |= attr;
        else if (n_colours == 2 || !ts_colour_parse(word, &colour))
            return false;
        else if (n_colours++ == 0)
            style.fg = colour;
        else
            style.bg = colour;
    }
    *out = style;
    return true;
}

static enum ts_rc parse_line(ts_str line, const char *name, int number, struct ts_theme *theme,
                             struct ts_err *err)
{
    size_t equals = ts_str_find_char(line, '=', 0);
    ts_str bad = { 0 };

    if (equals == TS_NPOS)
        return ts_fail(err, TS_ERR_PARSE, "%s:%d: no \"=\" between role and style", name, number);
    ts_str role_name = ts_str_trim(ts_str_sub(line, 0, equals));
    enum ts_role role = ts_role_of(role_name);
    if (role == TS_ROLE_COUNT)
        return ts_fail(err, TS_ERR_PARSE, "%s:%d: there is no role \"%.*s\"", name, number,
                       TS_FMT(role_name));
    if (!parse_style(ts_str_skip(line, equals + 1), &theme->styles[role], &bad))
        return ts_fail(err, TS_ERR_PARSE, "%s:%d: \"%.*s\" is no colour and no attribute", name,
                       number, TS_FMT(bad));
    return TS_OK;
}

enum ts_rc ts_theme_parse(ts_str text, const char *name, struct ts_theme *out, struct ts_err *err)
{
    struct ts_theme theme = { 0 };
    ts_str line;

    for (int number = 1; ts_str_split(&text, '\n', &line); number++) {
        line = ts_str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        enum ts_rc rc = parse_line(line, name, number, &theme, err);
        if (rc != TS_OK)
            return rc;
    }
    *out = theme;
    return TS_OK;
}

static bool is_theme_name(ts_str name)
{
    if (name.len == 0 || name.len > 64)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!ts_is_alpha(name.ptr[i]) && !ts_is_digit(name.ptr[i]) && name.ptr[i] != '-' &&
            name.ptr[i] != '_')
            return false;
    return true;
}

static enum ts_rc load_file(struct ts_arena *a, const char *path, struct ts_theme *out,
                            struct ts_err *err)
{
    ts_str text;

    enum ts_rc rc = ts_file_read(a, path, THEME_MAX_BYTES, &text, err);
    if (rc != TS_OK)
        return rc;
    return ts_theme_parse(text, path, out, err);
}

enum ts_rc ts_theme_load(const char *const *dirs, ts_str name, struct ts_theme *out,
                         struct ts_err *err)
{
    struct ts_arena a = { 0 };

    if (!is_theme_name(name))
        return ts_fail(err, TS_ERR_ARG, "\"%.*s\" cannot be the name of a theme", TS_FMT(name));
    ts_str file = ts_arena_printf(&a, "%.*s%s", TS_FMT(name), suffix);
    enum ts_rc rc =
        ts_fail(err, TS_ERR_NOTFOUND, "there is no theme called \"%.*s\"", TS_FMT(name));
    for (; *dirs; dirs++) {
        const char *path = ts_path_join(&a, *dirs, file.ptr);
        if (ts_file_exists(path)) {
            rc = load_file(&a, path, out, err);
            break;
        }
    }
    ts_arena_done(&a);
    return rc;
}

static const char *const grounds[] = { "dark", "light" };

enum ts_rc ts_theme_choose(const char *const *dirs, ts_str name, bool is_light,
                           struct ts_theme *out, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    ts_str ground = ts_str_of(grounds[is_light]);

    if (ts_str_is(name, "auto"))
        return ts_theme_load(dirs, ground, out, err);
    enum ts_rc rc = ts_theme_load(dirs, name, out, err);
    if (rc == TS_ERR_NOTFOUND) {
        ts_str variant = ts_arena_printf(&a, "%.*s-%.*s", TS_FMT(name), TS_FMT(ground));
        struct ts_err unused;
        enum ts_rc variant_rc = ts_theme_load(dirs, variant, out, &unused);
        if (variant_rc == TS_OK)
            rc = TS_OK;
        else if (variant_rc == TS_ERR_PARSE) /* it is there, so what is wrong with it counts */
            rc = ts_fail(err, variant_rc, "%s", unused.msg);
    }
    ts_arena_done(&a);
    return rc;
}

/* ---- the names there are ---- */

struct names {
    struct ts_arena *arena;
    struct ts_map seen;
    ts_str *list;
    size_t n;
    size_t cap;
};

static void add_name(struct names *names, ts_str name)
{
    if (is_theme_name(name) && (*ts_map_put_str(&names->seen, name))++ == 0)
        *TS_PUSH(names->arena, names->list, names->n, names->cap) =
            ts_arena_str(names->arena, name);
}

/* A theme by its own name, and by the one that it shares with that for the other ground. */
static void add_theme(struct names *names, ts_str name)
{
    add_name(names, name);
    for (size_t i = 0; i < TS_COUNT(grounds); i++) {
        size_t len = strlen(grounds[i]) + 1;
        bool is_variant =
            name.len > len && name.ptr[name.len - len] == '-' && ts_str_ends(name, grounds[i]);
        if (is_variant)
            add_name(names, ts_str_sub(name, 0, name.len - len));
    }
}

static int by_name(const void *a, const void *b)
{
    return ts_str_cmp(*(const ts_str *)a, *(const ts_str *)b);
}

ts_str *ts_theme_list(struct ts_arena *a, const char *const *dirs, size_t *n)
{
    struct names names = { .arena = a, .seen = { .arena = a } };

    add_name(&names, TS_STR("auto"));
    for (; *dirs; dirs++) {
        DIR *dir = opendir(*dirs);
        for (struct dirent *entry; dir && (entry = readdir(dir));) {
            ts_str file = ts_str_of(entry->d_name);
            if (ts_str_ends(file, suffix))
                add_theme(&names, ts_str_sub(file, 0, file.len - (sizeof suffix - 1)));
        }
        if (dir)
            closedir(dir);
    }
    qsort(names.list, names.n, sizeof *names.list, by_name);
    *n = names.n;
    return names.list;
}

struct ts_style ts_theme_style(const struct ts_theme *theme, enum ts_role role, uint8_t attrs)
{
    struct ts_style style = theme->styles[role];

    style.attrs |= attrs & (uint8_t)~TS_ATTR_SELECTED;
    if (attrs & TS_ATTR_SELECTED) {
        const struct ts_style *selected = &theme->styles[TS_ROLE_SELECTED];
        if (selected->fg.kind != TS_COLOUR_DEFAULT)
            style.fg = selected->fg;
        if (selected->bg.kind != TS_COLOUR_DEFAULT)
            style.bg = selected->bg;
        style.attrs |= selected->attrs;
    }
    return style;
}
