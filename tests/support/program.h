/* program.h - running the built program as a person at the prompt would. */
#ifndef TESTS_SUPPORT_PROGRAM_H
#define TESTS_SUPPORT_PROGRAM_H

#include "support/support.h"

struct run {
    int status; /* exit status; 128 + signal when it was killed */
    ts_str out; /* what it wrote */
    ts_str err;
};

/* Runs `tearsheet --profile <profile> <words...>`; NULL ends the words.  With `profile` NULL there
 * is no
 * --profile.  `input` is its standard input.  The program is $TS_PROGRAM. */
struct run run_program(struct ts_arena *a, const char *profile, ts_str input, ...)
    __attribute__((sentinel));

#endif
