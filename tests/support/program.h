/* program.h - running the built program as a person at the prompt would. */
#ifndef TESTS_SUPPORT_PROGRAM_H
#define TESTS_SUPPORT_PROGRAM_H

#include "support/support.h"

#include <sys/types.h>

struct run {
    int status; /* exit status; 128 + signal when it was killed */
    ts_str out; /* what it wrote */
    ts_str err;
};

/* Runs `tearsheet --profile <profile> <words...>`; NULL ends the words.  With `profile` NULL the
 * program is not told of one.  `input` is its standard input.  The program is $TS_PROGRAM. */
struct run run_program(struct ts_arena *a, const char *profile, ts_str input, ...)
    __attribute__((sentinel));

/* Starts the same without waiting for it; what it writes is dropped.  Returns its process id: end
 * it with stop_program(). */
pid_t start_program(const char *profile, ...) __attribute__((sentinel));
/* Kills it with SIGKILL, if it still runs. */
void stop_program(pid_t pid);

/* Runs the same on a terminal of 80 columns, where `typed` (a few lines, or "") waits to be read;
 * all that it writes there, and what was typed, is in `out`. */
struct run run_program_on_terminal(struct ts_arena *a, const char *profile, const char *typed, ...)
    __attribute__((sentinel));

#endif
