/* support.h - what the tests of all rooms share.  Include it first: it brings cmocka. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tearsheet/base/arena.h"
#include "tearsheet/base/err.h"
#include "tearsheet/base/str.h"

/* Fails with both texts if `got` is not `want`. */
#define assert_slice_equal(got, want) slice_equal((got), (want), __FILE__, __LINE__)
void slice_equal(ts_str got, const char *want, const char *file, int line);

/* Fails with the message of `err` if `rc` is not TS_OK. */
#define assert_ok(rc, err) rc_ok((rc), (err), __FILE__, __LINE__)
void rc_ok(enum ts_rc rc, const struct ts_err *err, const char *file, int line);

/* Compares with the golden file tests/golden/<name>, or writes it when TS_UPDATE_GOLDEN is set. */
#define assert_golden(got, name) golden_equal((got), (name), __FILE__, __LINE__)
void golden_equal(ts_str got, const char *name, const char *file, int line);

/* The text of a file below tests/golden; fails the test if it is not there. */
ts_str golden_read(struct ts_arena *a, const char *name);

/* A new empty folder under $TMPDIR, its path in `a`; removed with all it holds by temp_dir_done().
 */
const char *temp_dir(struct ts_arena *a);
void temp_dir_done(const char *path);

#endif
