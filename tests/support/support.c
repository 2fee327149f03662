#include "support/support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tearsheet/base/file.h"

enum { GOLDEN_MAX = 16 << 20 };

void slice_equal(ts_str got, const char *want, const char *file, int line)
{
    if (ts_str_eq(got, ts_str_of(want)))
        return;
    print_error("got:  \"%.*s\"\nwant: \"%s\"\n", TS_FMT(got), want);
    _fail(file, line);
}

void rc_ok(enum ts_rc rc, const struct ts_err *err, const char *file, int line)
{
    if (rc == TS_OK)
        return;
    print_error("failed with %d: %s\n", rc, err ? err->msg : "(no message)");
    _fail(file, line);
}

static const char *golden_path(struct ts_arena *a, const char *name)
{
    const char *dir = getenv("TS_GOLDEN");
    return ts_path_join(a, dir ? dir : "tests/golden", name);
}

ts_str golden_read(struct ts_arena *a, const char *name)
{
    ts_str text = { 0 };
    struct ts_err err;

    enum ts_rc rc = ts_file_read(a, golden_path(a, name), GOLDEN_MAX, &text, &err);
    rc_ok(rc, &err, name, 0);
    return text;
}

void golden_equal(ts_str got, const char *name, const char *file, int line)
{
    struct ts_arena a = { 0 };
    ts_str want = { 0 };
    struct ts_err err;

    if (getenv("TS_UPDATE_GOLDEN"))
        rc_ok(ts_file_write(golden_path(&a, name), got, &err), &err, file, line);
    rc_ok(ts_file_read(&a, golden_path(&a, name), GOLDEN_MAX, &want, &err), &err, file, line);
    if (!ts_str_eq(got, want)) {
        print_error("%s differs (TS_UPDATE_GOLDEN=1 rewrites it); got:\n%.*s\n", name, TS_FMT(got));
        _fail(file, line);
    }
    ts_arena_done(&a);
}

const char *temp_dir(struct ts_arena *a)
{
    const char *base = getenv("TMPDIR");
    ts_str path = ts_arena_printf(a, "%s/tearsheet-test-XXXXXX", base ? base : "/tmp");

    assert_non_null(mkdtemp((char *)path.ptr));
    return path.ptr;
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *walk)
{
    (void)st, (void)type, (void)walk;
    return remove(path);
}

void temp_dir_done(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
