#include "tearsheet/base/err.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The terminal has one owner a process, and a panic has no other way to reach it. */
static void (*panic_restore)(void);

static enum ts_rc fail_with(struct ts_err *err, enum ts_rc rc, const char *fmt, va_list args)
{
    if (err) {
        err->rc = rc;
        vsnprintf(err->msg, sizeof err->msg, fmt, args);
    }
    return rc;
}

enum ts_rc ts_fail(struct ts_err *err, enum ts_rc rc, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fail_with(err, rc, fmt, args);
    va_end(args);
    return rc;
}

enum ts_rc ts_fail_in(struct ts_err *err, const char *fmt, ...)
{
    char context[sizeof err->msg];
    char inner[sizeof err->msg];
    va_list args;

    if (!err)
        return TS_ERR_ARG;
    va_start(args, fmt);
    vsnprintf(context, sizeof context, fmt, args);
    va_end(args);
    memcpy(inner, err->msg, sizeof inner);
    inner[sizeof inner - 1] = '\0';
    return ts_fail(err, err->rc, "%.200s: %.300s", context, inner);
}

enum ts_rc ts_fail_errno(struct ts_err *err, const char *fmt, ...)
{
    int saved = errno;
    char what[sizeof err->msg];
    va_list args;

    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    return ts_fail(err, TS_ERR_IO, "%.400s: %s", what, strerror(saved));
}

void ts_panic(const char *fmt, ...)
{
    va_list args;

    if (panic_restore)
        panic_restore();
    fputs("tearsheet: ", stderr);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}

void ts_on_panic(void (*restore)(void))
{
    panic_restore = restore;
}
