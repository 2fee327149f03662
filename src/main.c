#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "tearsheet/app/profile.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/cli/cli.h"
#include "tearsheet/tui/tui.h"

static int open_reader(const char *profile_dir, bool is_plain)
{
    struct ts_arena arena = { 0 };
    struct ts_profile profile;
    struct ts_err err;

    enum ts_rc rc = ts_profile_open(&arena, profile_dir, &profile, &err);
    if (rc == TS_OK)
        rc = (is_plain ? ts_tui_run_plain : ts_tui_run)(&profile, &err);
    if (rc != TS_OK)
        fprintf(stderr, "tearsheet: %.*s\n",
                TS_FMT(ts_utf8_safe(&arena, ts_str_of(err.msg), false)));
    ts_arena_done(&arena);
    return rc == TS_OK ? TS_EXIT_DONE : TS_EXIT_NOTHING;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");  /* and no more: numbers in JSON have a point in every country */
    signal(SIGPIPE, SIG_IGN); /* a server or a pager that goes away is an error, not the end */
    struct ts_call call = ts_cli_run(argc, argv);
    return call.wants_reader ? open_reader(call.profile_dir, call.is_plain) : call.exit_status;
}
