/* cli.h - tearsheet at the prompt: commands that work without a screen, in pipes and in cron. */
#ifndef TEARSHEET_CLI_CLI_H
#define TEARSHEET_CLI_CLI_H

#include "tearsheet/base/arena.h"

enum ts_exit {
    TS_EXIT_DONE = 0,    /* all of it was done */
    TS_EXIT_SOME = 1,    /* some of it failed */
    TS_EXIT_USAGE = 2,   /* the call is wrong */
    TS_EXIT_NOTHING = 3, /* nothing could be done */
};

/* What the words behind the program's name ask for. */
struct ts_call {
    const char *profile_dir; /* --profile, or NULL */
    bool is_plain;           /* the reader is to read and write lines */
    bool wants_reader;       /* no command: open the screen */
    int exit_status;         /* when no reader is wanted */
};

/* Reads the command line and runs the command in it, if there is one.  Results go to standard
 * output, each failure is a line on standard error that names the thing that failed. */
struct ts_call ts_cli_run(int argc, char **argv);

#endif
