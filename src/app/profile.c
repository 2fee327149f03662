#include "tearsheet/app/profile.h"

#include <stdlib.h>
#include <unistd.h>

#include "tearsheet/base/file.h"

/* $VARIABLE/tearsheet, or the default under the home folder (XDG Base Directory Specification). */
static const char *xdg_dir(struct ts_arena *a, const char *variable, const char *fallback)
{
    const char *base = getenv(variable);

    /* A relative path is to be ignored, the specification says. */
    if (!base || base[0] != '/')
        base = ts_path_expand(a, fallback);
    return ts_path_join(a, base, "tearsheet");
}

static void find_dirs(struct ts_arena *a, const char *dir, struct ts_profile *p)
{
    if (dir) {
        p->config_dir = p->data_dir = p->state_dir = ts_path_expand(a, dir);
        return;
    }
    p->config_dir = xdg_dir(a, "XDG_CONFIG_HOME", "~/.config");
    p->data_dir = xdg_dir(a, "XDG_DATA_HOME", "~/.local/share");
    p->state_dir = xdg_dir(a, "XDG_STATE_HOME", "~/.local/state");
}

/* The reader's own, those he names, the installed ones; then those of the checkout that a program
 * which was built and not installed stands in. */
static void find_themes(struct ts_arena *a, struct ts_profile *p)
{
    const char *own = getenv("TEARSHEET_THEMES");
    const char *program_dir = ts_path_of_program(a);
    size_t n = 0;

    p->theme_dirs[n++] = ts_path_join(a, p->config_dir, "themes");
    if (own && *own)
        p->theme_dirs[n++] = ts_arena_cstr(a, ts_str_of(own));
    p->theme_dirs[n++] = TS_THEME_DIR;
    if (program_dir)
        p->theme_dirs[n++] = ts_path_join(a, program_dir, "../themes");
}

static enum ts_rc make_dirs(const struct ts_profile *p, struct ts_err *err)
{
    const char *dirs[] = { p->config_dir, p->data_dir, p->state_dir };

    for (size_t i = 0; i < TS_COUNT(dirs); i++) {
        enum ts_rc rc = ts_dir_make(dirs[i], err);
        if (rc != TS_OK)
            return rc;
        if (access(dirs[i], W_OK | X_OK) != 0)
            return ts_fail_errno(err, "cannot write in the folder %s", dirs[i]);
    }
    return TS_OK;
}

static enum ts_rc read_config(struct ts_arena *a, const char *path, struct ts_config *out,
                              struct ts_err *err)
{
    ts_str text = { 0 };
    enum ts_rc rc = ts_file_read(a, path, TS_CONFIG_MAX_BYTES, &text, err);

    if (rc != TS_OK && rc != TS_ERR_NOTFOUND)
        return rc;
    return ts_config_parse(a, text, path, out, err);
}

static struct ts_profile find_profile(struct ts_arena *a, const char *dir)
{
    struct ts_profile p = { 0 };

    find_dirs(a, dir, &p);
    find_themes(a, &p);
    p.config_path = ts_path_join(a, p.config_dir, "config");
    p.feeds_path = ts_path_join(a, p.config_dir, "feeds");
    p.library_path = ts_path_join(a, p.data_dir, "library.db");
    return p;
}

enum ts_rc ts_profile_open(struct ts_arena *a, const char *dir, struct ts_profile *out,
                           struct ts_err *err)
{
    struct ts_profile p = find_profile(a, dir);

    enum ts_rc rc = make_dirs(&p, err);
    if (rc == TS_OK)
        rc = read_config(a, p.config_path, &p.config, err);
    if (rc == TS_OK)
        *out = p;
    return rc;
}

enum ts_rc ts_profile_look(struct ts_arena *a, const char *dir, struct ts_profile *out,
                           struct ts_err *err)
{
    struct ts_profile p = find_profile(a, dir);
    enum ts_rc rc = read_config(a, p.config_path, &p.config, err);

    if (rc == TS_OK)
        *out = p;
    return rc;
}
