/* fetch and add: a refresh that runs until it is idle. */
#include <string.h>

#include "report_priv.h"
#include "tearsheet/base/file.h"

enum { TURN_MS = 100, MAX_ADDRESS_BYTES = 16 << 20 };

/* A refresh and who watches it. */
struct session {
    struct cli *cli;
    struct ts_refresh *refresh;
    struct report report;
};

/* When a refresh has come as far as was asked for. */
typedef bool (*session_end)(const struct ts_refresh *r);

static void run_until(struct session *s, session_end is_over)
{
    while (!is_over(s->refresh)) {
        ts_refresh_turn(s->refresh, TURN_MS);
        struct ts_progress progress = ts_refresh_progress(s->refresh);
        report_draw(&s->report, &progress);
    }
    report_clear(&s->report);
}

static bool open_session(struct cli *c, struct session *s)
{
    struct ts_err err;

    *s = (struct session){ .cli = c };
    report_init(&s->report, c);
    struct ts_refresh_listener listener = report_listener(&s->report);
    if (!cli_open_library(c, TS_DB_WRITE))
        return false;
    if (ts_refresh_open(&s->refresh, c->db, &c->profile, &listener, &err) == TS_OK)
        return true;
    cli_fail_err(c, &err);
    return false;
}

int cmd_fetch(struct cli *c)
{
    struct session s;
    struct ts_err err;
    int64_t source_id;

    if (!open_session(c, &s))
        return TS_EXIT_NOTHING;
    if (!cli_find_source(c, &source_id)) {
        ts_refresh_close(s.refresh);
        return TS_EXIT_NOTHING;
    }
    if (c->flags.feeds)
        ts_db_leave_log(c->db);
    enum ts_rc rc = ts_refresh_start(s.refresh, source_id, c->flags.now, NULL, &err);
    if (rc == TS_OK) {
        run_until(&s, c->flags.feeds ? ts_refresh_is_listed : ts_refresh_is_idle);
        struct ts_progress p = ts_refresh_progress(s.refresh);
        size_t n_tried = p.n_sources + p.n_pages;
        c->n_done = n_tried > p.n_failed ? n_tried - p.n_failed : 0;
        report_sum(&s.report, &p);
    } else if (rc == TS_ERR_BUSY) {
        report_busy(&s.report, &err);
    } else {
        cli_fail_err(c, &err);
    }
    ts_refresh_close(s.refresh);
    return cli_status(c);
}

/* ---- add ---- */

static void queue_address(struct session *s, ts_str address)
{
    struct ts_err err;

    if (ts_refresh_add(s->refresh, address, &err) != TS_OK)
        cli_fail_err(s->cli, &err);
}

/* Addresses on standard input: the first word of each line, as in a feeds file. */
static void queue_standard_input(struct session *s)
{
    ts_str text = { 0 }, line, word;
    struct ts_err err;

    if (ts_file_read(&s->cli->arena, "-", MAX_ADDRESS_BYTES, &text, &err) != TS_OK)
        cli_fail_err(s->cli, &err);
    while (ts_str_split(&text, '\n', &line))
        if (ts_str_word(&line, &word) && word.ptr[0] != '#')
            queue_address(s, word);
}

int cmd_add(struct cli *c)
{
    struct session s;

    if (!open_session(c, &s))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < c->n_args; i++) {
        if (strcmp(c->args[i], "-") == 0)
            queue_standard_input(&s);
        else
            queue_address(&s, ts_str_of(c->args[i]));
    }
    run_until(&s, ts_refresh_is_idle);
    ts_refresh_close(s.refresh);
    return cli_status(c);
}
