/* plain.c - the reader as lines: for screen readers, scripts, and terminals that can do no more.
 *
 * The same views and commands as on the screen.  A line is read, what it asks for is done (the
 * worker is waited for), and what changed is said. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tearsheet/base/utf8.h"
#include "tearsheet/tui/browse.h"
#include "tearsheet/tui/program.h"
#include "tearsheet/tui/tui.h"
#include "tearsheet/tui/ui.h"

#include "plain_priv.h"

struct reader {
    struct ts_profile profile; /* with what suits lines */
    struct ts_worker *worker;
    struct ts_db *db;
    struct ts_ui *ui;
    struct plain_view shown;
    struct ts_buf in; /* read, and not obeyed yet */
    bool is_refreshing;
    bool has_finished; /* a refresh or an errand, and what it came to was not said yet */
    bool has_news;     /* something was told, and was not said yet */
    bool has_answered; /* the worker, since it was asked last */
    bool is_at_end;    /* no more lines will come */
    bool has_quit;
};

static void send_request(void *context, struct ts_request *request)
{
    struct reader *r = context;
    ts_worker_send(r->worker, request);
}

static void say(ts_str text)
{
    if (text.len > 0) /* no text has no address, which fwrite() may not be given */
        fwrite(text.ptr, 1, text.len, stdout);
    fflush(stdout);
}

static void say_message(struct reader *r)
{
    bool is_error;
    ts_str message = plain_message(r->ui, &is_error);

    if (message.len > 0)
        printf("%s%.*s\n", is_error ? "! " : "", TS_FMT(message));
    r->has_news = false;
    fflush(stdout);
}

static void take_events(struct reader *r)
{
    ts_worker_drain(r->worker);
    for (struct ts_event *event; (event = ts_worker_event(r->worker));) {
        r->is_refreshing =
            event->kind != TS_EVENT_FINISHED && (r->is_refreshing || event->progress.is_running);
        r->has_news = r->has_news || event->text.len > 0;
        r->has_finished = r->has_finished || (event->kind == TS_EVENT_FINISHED && r->has_news);
        r->has_answered = r->has_answered || event->kind == TS_EVENT_ECHO;
        ts_ui_event(r->ui, event);
        ts_event_free(event);
    }
}

static bool wait_for(struct reader *r, int fd, int ms)
{
    struct pollfd fds[] = { { .fd = ts_worker_wake_fd(r->worker), .events = POLLIN },
                            { .fd = fd, .events = POLLIN } };

    if (poll(fds, fd < 0 ? 1 : 2, ms) < 0)
        return errno == EINTR;
    take_events(r);
    return true;
}

/* Until the worker has done what it was asked for so far. */
static void wait_for_worker(struct reader *r)
{
    r->has_answered = false;
    send_request(r, ts_request_new(TS_REQUEST_ECHO));
    while (!r->has_answered && wait_for(r, -1, -1))
        ;
}

static void say_view(struct reader *r)
{
    struct ts_buf out = { 0 };

    ts_ui_draw(r->ui);
    wait_for_worker(r); /* the view may have asked for something */
    plain_view(&r->shown, r->ui, &out);
    say(ts_buf_str(&out));
    ts_buf_done(&out);
}

static void run_program(struct reader *r, char **words, const ts_str *input)
{
    int status = 0;
    struct ts_err err;

    fflush(stdout);
    if (ts_program_run(words, input, &status, &err) != TS_OK)
        ts_ui_notice(r->ui, true, ts_str_of(err.msg));
    else if (status != 0)
        printf("! %s ended with status %d\n", words[0], status);
}

/* There is no clipboard here but the one of the terminal, which is to obey nothing in it. */
static void say_copy(ts_str text)
{
    struct ts_arena a = { 0 };

    printf("%.*s\n", TS_FMT(ts_utf8_safe(&a, text, false)));
    ts_arena_done(&a);
}

static void run_browser(struct reader *r, ts_str address)
{
    struct ts_err err;

    if (ts_browse(r->profile.config.browser, address, &err) != TS_OK)
        ts_ui_notice(r->ui, true, ts_str_of(err.msg));
}

static void run_pipe(struct reader *r, const struct ts_errand *errand)
{
    struct ts_arena a = { 0 };
    char *command = (char *)ts_arena_cstr(&a, errand->address);
    char *words[] = { (char *)"/bin/sh", (char *)"-c", command, NULL };

    run_program(r, words, &errand->input);
    ts_arena_done(&a);
}

static void run_editor(struct reader *r, ts_str path)
{
    struct ts_arena a = { 0 };
    char **words =
        ts_program_editor(&a, getenv("VISUAL"), getenv("EDITOR"), ts_arena_cstr(&a, path));

    run_program(r, words, NULL);
    ts_ui_edited(r->ui);
    ts_arena_done(&a);
}

static void run_errand(struct reader *r)
{
    struct ts_errand errand = ts_ui_errand(r->ui);

    switch (errand.kind) {
    case TS_ERRAND_NONE:
    case TS_ERRAND_SUSPEND:
    case TS_ERRAND_THEME:
        break;
    case TS_ERRAND_REDRAW:
        r->shown = (struct plain_view){ 0 };
        break;
    case TS_ERRAND_BROWSE:
        run_browser(r, errand.address);
        break;
    case TS_ERRAND_COPY:
        say_copy(errand.address);
        break;
    case TS_ERRAND_PIPE:
        run_pipe(r, &errand);
        break;
    case TS_ERRAND_EDIT:
        run_editor(r, errand.address);
        break;
    case TS_ERRAND_QUIT:
        r->has_quit = true;
        break;
    }
}

static void obey(struct reader *r, ts_str line)
{
    struct ts_buf out = { 0 };

    plain_line(r->ui, ts_str_trim(line), &out);
    run_errand(r);
    say(ts_buf_str(&out));
    ts_buf_done(&out);
    if (r->has_quit)
        return;
    if (plain_question(r->ui).len == 0)
        say_view(r);
    say_message(r);
}

static void say_prompt(struct reader *r)
{
    ts_str question = plain_question(r->ui);

    if (isatty(STDIN_FILENO))
        say(question.len > 0 ? question : TS_STR("> "));
}

/* Reads what there is; obeys what lines there are. */
static void take_input(struct reader *r)
{
    char bytes[4096];
    struct ts_arena a = { 0 };
    ts_str rest, line;

    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    r->is_at_end = n == 0 || (n < 0 && errno != EINTR);
    if (n > 0)
        ts_buf_put(&r->in, (ts_str){ bytes, (size_t)n });
    if (r->is_at_end && r->in.len > 0)
        ts_buf_putc(&r->in, '\n'); /* the last line has none */
    rest = ts_arena_str(&a, ts_buf_str(&r->in));
    while (!r->has_quit && ts_str_find_char(rest, '\n', 0) != TS_NPOS) {
        ts_str_split(&rest, '\n', &line);
        obey(r, line);
        if (!r->has_quit)
            say_prompt(r);
    }
    ts_buf_clear(&r->in);
    ts_buf_put(&r->in, rest);
    ts_arena_done(&a);
}

static enum ts_rc loop(struct reader *r, struct ts_err *err)
{
    say_view(r);
    say_message(r);
    say_prompt(r);
    while (!r->has_quit && (!r->is_at_end || r->is_refreshing)) {
        struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
        if (!wait_for(r, r->is_at_end ? -1 : STDIN_FILENO, -1))
            return ts_fail_errno(err, "cannot wait for lines");
        if (r->has_finished) {
            say_message(r); /* what it came to */
            say_prompt(r);
        }
        r->has_finished = false;
        if (!r->is_at_end && poll(&in, 1, 0) > 0)
            take_input(r);
    }
    return TS_OK;
}

static enum ts_rc open_reader(struct reader *r, struct ts_err *err)
{
    struct ts_ui_options options = { .profile = &r->profile, .send = send_request, .context = r };

    enum ts_rc rc = ts_worker_open(&r->worker, &r->profile, err);
    if (rc == TS_OK)
        rc = ts_db_open(&r->db, r->profile.library_path, TS_DB_READ, err);
    options.db = r->db;
    return rc == TS_OK ? ts_ui_open(&r->ui, &options, err) : rc;
}

enum ts_rc ts_tui_run_plain(const struct ts_profile *profile, struct ts_err *err)
{
    struct reader r = { .profile = *profile };

    r.profile.config.ascii = true;
    r.profile.config.bidi = false; /* whoever shows or speaks lines sees to that */
    r.profile.config.split_cols = 0;
    r.profile.config.theme = TS_STR("");
    enum ts_rc rc = open_reader(&r, err);
    if (rc == TS_OK)
        rc = loop(&r, err);
    ts_buf_done(&r.in);
    ts_ui_close(r.ui);
    ts_db_close(r.db);
    ts_worker_close(r.worker);
    return rc;
}
