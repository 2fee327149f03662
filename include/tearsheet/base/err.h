/* err.h - how functions report failure.
 *
 * A function that can fail returns enum ts_rc for code to branch on, and words the failure for a
 * person in the caller's struct ts_err: what failed, on what, why.  The words are written once,
 * where they are known; callers pass them on or put context in front.  Outputs are untouched on
 * failure.  `err` may be NULL everywhere. */
#ifndef TEARSHEET_BASE_ERR_H
#define TEARSHEET_BASE_ERR_H

#include <stdarg.h>
#include <stddef.h>

#define TS_PRINTF(fmt_arg, first_arg) __attribute__((format(printf, fmt_arg, first_arg)))
/* On every function that returns enum ts_rc. */
#define TS_CHECKED __attribute__((warn_unused_result))
#define TS_COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum ts_rc {
    TS_OK = 0,
    TS_ERR_ARG,       /* the caller (a person) asked for something that makes no sense */
    TS_ERR_NOTFOUND,  /* there is no such thing */
    TS_ERR_PARSE,     /* foreign bytes are not what they should be */
    TS_ERR_LIMIT,     /* a named limit was reached: too large, too deep, too slow */
    TS_ERR_IO,        /* files, pipes, the terminal */
    TS_ERR_NET,       /* the network, or what a server answered */
    TS_ERR_STORE,     /* the library file */
    TS_ERR_FULL,      /* its disk takes nothing more in */
    TS_ERR_BUSY,      /* somebody else holds it */
    TS_ERR_CANCELLED, /* asked to stop */
};

struct ts_err {
    enum ts_rc rc;
    char msg[512]; /* one line without a full stop or newline, NUL-terminated */
};

/* Words the failure into `err` (if not NULL) and returns `rc`. */
enum ts_rc ts_fail(struct ts_err *err, enum ts_rc rc, const char *fmt, ...) TS_PRINTF(3, 4);

/* Puts "<context>: " in front of the message in `err`, and returns its rc; without an `err` there
 * is none to return, so who may have none returns his own. */
enum ts_rc ts_fail_in(struct ts_err *err, const char *fmt, ...) TS_PRINTF(2, 3);

/* The same as ts_fail(err, TS_ERR_IO, "<what>: <strerror(errno)>"). */
enum ts_rc ts_fail_errno(struct ts_err *err, const char *fmt, ...) TS_PRINTF(2, 3);

/* Ends the program with a message: out of memory, or a mistake of ours.  Runs the function given to
 * ts_on_panic() first, so that the terminal is restored. */
_Noreturn void ts_panic(const char *fmt, ...) TS_PRINTF(1, 2);

/* Names what ts_panic() runs first; NULL for nothing.  Called by the one owner of the terminal. */
void ts_on_panic(void (*restore)(void));

#endif
