/* run.c - the loop that joins terminal, worker and reader.  poll() is the only place it waits. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "tearsheet/app/worker.h"
#include "tearsheet/base/date.h"
#include "tearsheet/store/db.h"
#include "tearsheet/tui/browse.h"
#include "tearsheet/tui/ground.h"
#include "tearsheet/tui/program.h"
#include "tearsheet/tui/term.h"
#include "tearsheet/tui/tui.h"
#include "tearsheet/tui/ui.h"

enum { BUSY_AFTER_MS = 400 }; /* that nothing was heard of what was asked for */

struct reader {
    const struct ts_profile *profile;
    struct ts_worker *worker;
    struct ts_db *db;
    struct ts_ui *ui;
    struct ts_term *term;
    int64_t data_version;
    size_t n_unanswered; /* requests that the worker has not done yet */
    int64_t asked_ms;    /* when the first of them was made */
    bool is_refreshing;
    bool has_quit;
};

static void send_request(void *context, struct ts_request *request)
{
    struct reader *r = context;

    ts_worker_send(r->worker, request);
    ts_worker_send(r->worker, ts_request_new(TS_REQUEST_ECHO));
    if (r->n_unanswered++ == 0)
        r->asked_ms = ts_now_ms();
}

/* How long until it is to be said that the worker has much to do; negative for never. */
static int busy_in_ms(const struct reader *r)
{
    int64_t left = r->asked_ms + BUSY_AFTER_MS - ts_now_ms();

    if (r->n_unanswered == 0 || ts_ui_is_busy(r->ui))
        return -1;
    return left > 0 ? (int)left : 0;
}

static void take_size(struct reader *r)
{
    int rows, cols;

    ts_term_size(r->term, &rows, &cols);
    ts_ui_resize(r->ui, rows, cols);
}

static void say_problem(struct reader *r, enum ts_rc rc, const struct ts_err *err)
{
    ts_term_return(r->term);
    take_size(r);
    if (rc != TS_OK)
        ts_ui_notice(r->ui, true, ts_str_of(err->msg));
}

static void run_browser(struct reader *r, ts_str address)
{
    struct ts_err err;

    ts_term_leave(r->term);
    enum ts_rc rc = ts_browse(r->profile->config.browser, address, &err);
    say_problem(r, rc, &err);
}

/* What the command wrote stays until a key is pressed: the terminal reads whole lines here. */
static void wait_for_enter(int status)
{
    int c;

    if (status != 0)
        printf("\n[the command ended with status %d]", status);
    printf("\n[Enter goes back to tearsheet] ");
    fflush(stdout);
    do
        c = getchar();
    while (c != '\n' && c != EOF);
}

static void run_pipe(struct reader *r, const struct ts_errand *errand)
{
    struct ts_arena a = { 0 };
    char *command = (char *)ts_arena_cstr(&a, errand->address);
    char *words[] = { (char *)"/bin/sh", (char *)"-c", command, NULL };
    int status = 0;
    struct ts_err err;

    ts_term_leave(r->term);
    enum ts_rc rc = ts_program_run(words, &errand->input, &status, &err);
    if (rc == TS_OK)
        wait_for_enter(status);
    say_problem(r, rc, &err);
    ts_arena_done(&a);
}

static void run_editor(struct reader *r, ts_str path)
{
    struct ts_arena a = { 0 };
    char **words =
        ts_program_editor(&a, getenv("VISUAL"), getenv("EDITOR"), ts_arena_cstr(&a, path));
    int status = 0;
    struct ts_err err;

    ts_term_leave(r->term);
    enum ts_rc rc = ts_program_run(words, NULL, &status, &err);
    if (rc == TS_OK && status != 0)
        rc = ts_fail(&err, TS_ERR_IO, "%s ended with status %d", words[0], status);
    say_problem(r, rc, &err);
    if (rc == TS_OK)
        ts_ui_edited(r->ui);
    ts_arena_done(&a);
}

static void run_errands(struct reader *r)
{
    struct ts_errand errand = ts_ui_errand(r->ui);

    switch (errand.kind) {
    case TS_ERRAND_NONE:
        break;
    case TS_ERRAND_REDRAW:
        ts_term_redraw(r->term);
        take_size(r);
        break;
    case TS_ERRAND_SUSPEND:
        ts_term_suspend(r->term);
        take_size(r);
        break;
    case TS_ERRAND_THEME:
        ts_term_set_theme(r->term, ts_ui_theme(r->ui));
        break;
    case TS_ERRAND_BROWSE:
        run_browser(r, errand.address);
        break;
    case TS_ERRAND_PIPE:
        run_pipe(r, &errand);
        break;
    case TS_ERRAND_EDIT:
        run_editor(r, errand.address);
        break;
    case TS_ERRAND_COPY:
        ts_term_copy(r->term, errand.address);
        break;
    case TS_ERRAND_QUIT:
        r->has_quit = true;
        break;
    }
}

static void take_keys(struct reader *r)
{
    for (struct ts_key key; !r->has_quit && ts_term_key(r->term, &key);) {
        if (key.code == TS_KEY_RESIZE)
            take_size(r);
        else
            ts_ui_key(r->ui, key);
        run_errands(r);
    }
}

static void take_events(struct reader *r)
{
    ts_worker_drain(r->worker);
    for (struct ts_event *event; (event = ts_worker_event(r->worker));) {
        r->is_refreshing = event->progress.is_running;
        r->n_unanswered -= event->kind == TS_EVENT_ECHO;
        ts_ui_event(r->ui, event);
        ts_event_free(event);
    }
}

/* What other processes have written; our own worker tells by itself. */
static void take_changes(struct reader *r)
{
    int64_t version = ts_db_data_version(r->db);

    if (version == r->data_version)
        return;
    r->data_version = version;
    if (!r->is_refreshing)
        ts_ui_changed(r->ui);
}

static enum ts_rc loop(struct reader *r, struct ts_err *err)
{
    struct pollfd fds[] = {
        { .fd = ts_term_input_fd(r->term), .events = POLLIN },
        { .fd = ts_term_signal_fd(r->term), .events = POLLIN },
        { .fd = ts_worker_wake_fd(r->worker), .events = POLLIN },
    };

    take_size(r);
    while (!r->has_quit) {
        take_changes(r);
        if (ts_ui_is_dirty(r->ui))
            ts_term_show(r->term, ts_ui_draw(r->ui));
        if (poll(fds, TS_COUNT(fds), busy_in_ms(r)) < 0 && errno != EINTR)
            return ts_fail_errno(err, "cannot wait for keys");
        take_keys(r);
        take_events(r);
        ts_ui_set_busy(r->ui, r->n_unanswered > 0 && busy_in_ms(r) <= 0);
    }
    return TS_OK;
}

static bool wants_no_colour(void)
{
    const char *value = getenv("NO_COLOR");
    return value && value[0] != '\0';
}

static enum ts_links links_wanted(ts_str choice)
{
    return ts_str_is(choice, "yes")  ? TS_LINKS_ON
           : ts_str_is(choice, "no") ? TS_LINKS_OFF
                                     : TS_LINKS_AUTO;
}

static enum ts_rc open_terminal(struct reader *r, struct ts_err *err)
{
    const struct ts_config *config = &r->profile->config;
    struct ts_term_options options = { .theme = ts_ui_theme(r->ui),
                                       .no_colour = wants_no_colour(),
                                       .is_explicit = config->bidi,
                                       .links = links_wanted(config->clickable_links) };

    return ts_term_open(&r->term, &options, err);
}

/* What the terminal will say itself is known only later. */
static bool looks_light(void)
{
    bool is_light = false;
    return ts_ground_of_variable(ts_str_of(getenv("COLORFGBG")), &is_light) && is_light;
}

static void say_locale(struct reader *r)
{
    if (!ts_term_is_utf8(r->term))
        ts_ui_notice(r->ui, false,
                     TS_STR("The locale is not one of UTF-8, which the screen is drawn in; if it "
                            "looks wrong, set LANG to C.UTF-8."));
}

static enum ts_rc open_reader(struct reader *r, struct ts_err *err)
{
    struct ts_ui_options options = {
        .profile = r->profile, .send = send_request, .context = r, .is_light = looks_light()
    };

    enum ts_rc rc = ts_worker_open(&r->worker, r->profile, err);
    if (rc == TS_OK)
        rc = ts_db_open(&r->db, r->profile->library_path, TS_DB_READ, err);
    if (rc != TS_OK)
        return rc;
    r->data_version = ts_db_data_version(r->db);
    options.db = r->db;
    rc = ts_ui_open(&r->ui, &options, err);
    if (rc == TS_OK)
        rc = open_terminal(r, err);
    if (rc == TS_OK) {
        ts_term_use_mouse(r->term, r->profile->config.mouse);
        say_locale(r);
    }
    return rc;
}

enum ts_rc ts_tui_run(const struct ts_profile *profile, struct ts_err *err)
{
    struct reader r = { .profile = profile };

    enum ts_rc rc = open_reader(&r, err);
    if (rc == TS_OK)
        rc = loop(&r, err);
    ts_term_close(r.term);
    ts_ui_close(r.ui);
    ts_db_close(r.db);
    ts_worker_close(r.worker);
    return rc;
}
