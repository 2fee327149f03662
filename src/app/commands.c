/* A command is a shell with pipes on its output and errors, which are read as they fill, and its
 * input in a file that has no name any more, so that nobody has to feed it. */
#include "commands_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"

enum {
    MAX_ERROR_BYTES = 4096, /* of which the first line is told */
    LOOK_EVERY_MS = 20,     /* for the end of one that closed its output before */
};

extern char **environ;

struct command {
    struct command *next;
    struct ts_reply *reply;
    const char *line;
    pid_t pid;
    int out, err; /* -1: closed */
    struct ts_buf output;
    struct ts_buf errors;
    int64_t until_ms;
};

struct source_parts source_parts_of(ts_str url)
{
    ts_str rest, command;

    if (ts_str_starts(url, "exec:"))
        return (struct source_parts){ .command = ts_str_skip(url, strlen("exec:")) };
    if (!ts_str_starts(url, "filter:"))
        return (struct source_parts){ .address = url };
    rest = ts_str_skip(url, strlen("filter:"));
    if (!ts_str_split(&rest, ':', &command))
        return (struct source_parts){ 0 };
    return (struct source_parts){ command, rest };
}

/* ---- starting ---- */

/* A file with `bytes` that is gone when it is closed; -1 when there can be none. */
static int input_file(ts_str bytes)
{
    FILE *file = tmpfile();
    int fd = -1;

    if (!file)
        return -1;
    bool is_written = bytes.len == 0 || fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    if (is_written && fflush(file) == 0)
        fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    fclose(file);
    if (fd >= 0)
        (void)lseek(fd, 0, SEEK_SET); /* of a plain file: cannot fail */
    return fd;
}

/* The child starts with the signals of any program, not with those that this thread blocks, and
 * leads a group, so that what it starts can be killed with it. */
static void prepare(posix_spawnattr_t *attributes)
{
    sigset_t none, all;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                             POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
}

/* Starts the shell; 0, or an errno. */
static int spawn(struct command *cmd, int in, int out, int err)
{
    char *const args[] = { "sh", "-c", (char *)cmd->line, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;

    prepare(&attributes);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
    int failed = posix_spawn(&cmd->pid, "/bin/sh", &files, &attributes, args, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static enum ts_rc start(struct command *cmd, struct ts_err *err)
{
    int in = input_file(cmd->reply->body), out[2] = { -1, -1 }, errors[2] = { -1, -1 };
    int failed = in < 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(errors, O_CLOEXEC) != 0 ? errno : 0;

    if (!failed)
        failed = spawn(cmd, in, out[1], errors[1]);
    close_fd(&in);
    close_fd(&out[1]);
    close_fd(&errors[1]);
    cmd->out = out[0];
    cmd->err = errors[0];
    if (!failed) {
        (void)fcntl(cmd->out, F_SETFL, O_NONBLOCK);
        (void)fcntl(cmd->err, F_SETFL, O_NONBLOCK);
        return TS_OK;
    }
    close_fd(&cmd->out);
    close_fd(&cmd->err);
    return ts_fail(err, TS_ERR_IO, "cannot run the command: %s", strerror(failed));
}

/* ---- running ---- */

/* Reads what is there, up to a little more than `max` in all; at the end closes the pipe. */
static void drain(int *fd, struct ts_buf *into, size_t max)
{
    char piece[16 << 10];
    ssize_t n = 0;

    while (*fd >= 0 && (n = read(*fd, piece, sizeof piece)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n < 0)
            break;
        if (into->len <= max)
            ts_buf_put(into, (ts_str){ piece, (size_t)n });
    }
    close_fd(fd);
}

/* Ends the command with all it started, and waits for it: killed, it does not take long. */
static void kill_command(struct command *cmd)
{
    (void)kill(-cmd->pid, SIGKILL);
    while (waitpid(cmd->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    close_fd(&cmd->out);
    close_fd(&cmd->err);
}

static enum ts_rc fail_status(struct command *cmd, int status, struct ts_err *err)
{
    struct ts_arena *a = &cmd->reply->arena;
    ts_str errors = ts_str_trim(ts_buf_str(&cmd->errors)), line = { 0 };

    (void)ts_str_split(&errors, '\n', &line); /* empty if it wrote nothing */
    line = ts_utf8_safe(a, ts_utf8_repair(a, ts_str_trim(line)), false);
    const char *colon = line.len > 0 ? ": " : "";
    if (WIFSIGNALED(status))
        return ts_fail(err, TS_ERR_IO, "the command was killed by signal %d%s%.*s",
                       WTERMSIG(status), colon, TS_FMT(line));
    return ts_fail(err, TS_ERR_IO, "the command ended with status %d%s%.*s", WEXITSTATUS(status),
                   colon, TS_FMT(line));
}

/* True when the command is over, well or not; `*rc` says how. */
static bool is_over(const struct commands *c, struct command *cmd, enum ts_rc *rc,
                    struct ts_err *err)
{
    int status = 0;

    drain(&cmd->out, &cmd->output, c->max_bytes);
    drain(&cmd->err, &cmd->errors, MAX_ERROR_BYTES);
    if (cmd->output.len > c->max_bytes) {
        kill_command(cmd);
        *rc = ts_fail(err, TS_ERR_LIMIT, "the command wrote more than %zu MB and was killed",
                      c->max_bytes >> 20);
        return true;
    }
    if (cmd->out < 0 && cmd->err < 0 && waitpid(cmd->pid, &status, WNOHANG) == cmd->pid) {
        bool is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        *rc = is_good ? TS_OK : fail_status(cmd, status, err);
        return true;
    }
    if (ts_now_ms() < cmd->until_ms)
        return false;
    kill_command(cmd);
    *rc = ts_fail(err, TS_ERR_LIMIT, "the command took longer than %lld s and was killed",
                  (long long)(c->max_ms / 1000));
    return true;
}

static void finish(struct commands *c, struct command *cmd, enum ts_rc rc, const struct ts_err *err)
{
    struct ts_reply *reply = cmd->reply, **end = &c->done;

    reply->rc = rc;
    if (rc != TS_OK)
        reply->err = *err;
    reply->body = ts_buf_take(&cmd->output, &reply->arena);
    reply->content_type = (ts_str){ 0 }; /* was that of the input */
    ts_buf_done(&cmd->output);
    ts_buf_done(&cmd->errors);
    free(cmd);
    while (*end)
        end = &(*end)->next;
    *end = reply;
}

static size_t count(const struct command *list)
{
    size_t n = 0;

    for (; list; list = list->next)
        n++;
    return n;
}

static void start_some(struct commands *c)
{
    while (c->waiting && count(c->running) < MAX_COMMANDS_AT_ONCE) {
        struct command *cmd = c->waiting;
        struct ts_err err;
        c->waiting = cmd->next;
        cmd->until_ms = ts_now_ms() + c->max_ms;
        enum ts_rc rc = start(cmd, &err);
        if (rc == TS_OK) {
            cmd->next = c->running;
            c->running = cmd;
        } else {
            finish(c, cmd, rc, &err);
        }
    }
}

static void serve(struct commands *c)
{
    struct command **at = &c->running;

    while (*at) {
        struct command *cmd = *at;
        enum ts_rc rc;
        struct ts_err err;
        if (is_over(c, cmd, &rc, &err)) {
            *at = cmd->next;
            finish(c, cmd, rc, &err);
        } else {
            at = &cmd->next;
        }
    }
    start_some(c);
}

/* ---- for the refresh ---- */

void commands_start(struct commands *c, struct ts_reply *reply, ts_str line)
{
    struct command *cmd = calloc(1, sizeof *cmd), **end = &c->waiting;

    if (!cmd)
        ts_panic("out of memory (a command)");
    *cmd = (struct command){
        .reply = reply, .line = ts_arena_cstr(&reply->arena, line), .out = -1, .err = -1
    };
    while (*end)
        end = &(*end)->next;
    *end = cmd;
}

struct ts_reply *commands_next(struct commands *c)
{
    serve(c);
    struct ts_reply *reply = c->done;
    if (reply) {
        c->done = reply->next;
        reply->next = NULL;
    }
    return reply;
}

size_t commands_n_pending(const struct commands *c)
{
    size_t n = count(c->waiting) + count(c->running);

    for (const struct ts_reply *reply = c->done; reply; reply = reply->next)
        n++;
    return n;
}

size_t commands_fds(const struct commands *c, int *fds)
{
    size_t n = 0;

    for (const struct command *cmd = c->running; cmd; cmd = cmd->next) {
        if (cmd->out >= 0)
            fds[n++] = cmd->out;
        if (cmd->err >= 0)
            fds[n++] = cmd->err;
    }
    return n;
}

int64_t commands_wait_ms(const struct commands *c, int64_t timeout_ms)
{
    int64_t now_ms = ts_now_ms(), wait_ms = timeout_ms;

    for (const struct command *cmd = c->running; cmd; cmd = cmd->next) {
        bool is_silent = cmd->out < 0 && cmd->err < 0;
        int64_t own_ms = is_silent ? LOOK_EVERY_MS : cmd->until_ms - now_ms;
        own_ms = own_ms > 0 ? own_ms : 0;
        wait_ms = wait_ms < 0 || own_ms < wait_ms ? own_ms : wait_ms;
    }
    return c->done || (c->waiting && !c->running) ? 0 : wait_ms;
}

void commands_done(struct commands *c)
{
    struct ts_err err = { .rc = TS_ERR_CANCELLED };

    for (struct command *cmd; (cmd = c->running); finish(c, cmd, TS_ERR_CANCELLED, &err)) {
        c->running = cmd->next;
        kill_command(cmd);
    }
    for (struct command *cmd; (cmd = c->waiting); finish(c, cmd, TS_ERR_CANCELLED, &err))
        c->waiting = cmd->next;
    for (struct ts_reply *reply; (reply = c->done);) {
        c->done = reply->next;
        ts_reply_free(reply);
    }
}
