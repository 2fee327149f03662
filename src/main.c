#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>

#include "tearsheet/app/profile.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/cli/cli.h"
#include "tearsheet/store/db.h"
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

/* An arena for each feed or page takes and frees some hundred KB: glibc would give them back to the
 * system each time, and ask for them again.  So each thread's heap keeps as much as one of them
 * needs; more would stay in the heap of the transfers' thread when the other needs it.  Mapped on
 * its own is only what is larger than the chunks of arenas. */
static void set_up_malloc(void)
{
    enum { KEPT_BYTES = 512 << 10, MAPPED_BYTES = 512 << 10 };

    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES); /* a hint: it works without */
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
}

int main(int argc, char **argv)
{
    set_up_malloc();
    ts_db_set_up();
    setlocale(LC_CTYPE, "");  /* and no more: numbers in JSON have a point in every country */
    signal(SIGPIPE, SIG_IGN); /* a server or a pager that goes away is an error, not the end */
    signal(SIGCHLD, SIG_DFL); /* who ignores it when he starts us would hide how our commands end */
    struct ts_call call = ts_cli_run(argc, argv);
    return call.wants_reader ? open_reader(call.profile_dir, call.is_plain) : call.exit_status;
}
