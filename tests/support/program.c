#include "support/program.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"

enum { MAX_WORDS = 32, MAX_OUTPUT = 64 << 20 };

static void attach(const char *path, int flags, int to)
{
    int fd = open(path, flags, 0600);

    if (fd < 0 || dup2(fd, to) < 0)
        _exit(127);
}

static int wait_status(pid_t pid)
{
    int status = 0;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The words of a call; `args` are those behind the profile, up to NULL. */
static void collect_words(const char *words[MAX_WORDS + 1], const char *profile, va_list args)
{
    size_t n = 0;

    words[n++] = getenv("TS_PROGRAM");
    assert_non_null(words[0]);
    if (profile) {
        words[n++] = "--profile";
        words[n++] = profile;
    }
    while (n < MAX_WORDS && (words[n] = va_arg(args, const char *)))
        n++;
    words[n] = NULL;
}

struct run run_program(struct ts_arena *a, const char *profile, ts_str input, ...)
{
    const char *dir = temp_dir(a);
    const char *in = ts_path_join(a, dir, "in"), *out = ts_path_join(a, dir, "out"),
               *err = ts_path_join(a, dir, "err");
    const char *words[MAX_WORDS + 1];
    va_list args;
    struct run run = { 0 };

    va_start(args, input);
    collect_words(words, profile, args);
    va_end(args);
    assert_int_equal(ts_file_write(in, input, NULL), TS_OK);

    pid_t pid = fork();
    if (pid == 0) {
        attach(in, O_RDONLY, STDIN_FILENO);
        attach(out, O_WRONLY | O_CREAT, STDOUT_FILENO);
        attach(err, O_WRONLY | O_CREAT, STDERR_FILENO);
        execv(words[0], (char **)words);
        _exit(127);
    }
    run.status = wait_status(pid);
    assert_int_equal(ts_file_read(a, out, MAX_OUTPUT, &run.out, NULL), TS_OK);
    assert_int_equal(ts_file_read(a, err, MAX_OUTPUT, &run.err, NULL), TS_OK);
    temp_dir_done(dir);
    return run;
}

pid_t start_program(const char *profile, ...)
{
    const char *words[MAX_WORDS + 1];
    va_list args;

    va_start(args, profile);
    collect_words(words, profile, args);
    va_end(args);
    pid_t pid = fork();
    if (pid == 0) {
        attach("/dev/null", O_RDONLY, STDIN_FILENO);
        attach("/dev/null", O_WRONLY, STDOUT_FILENO);
        attach("/dev/null", O_WRONLY, STDERR_FILENO);
        execv(words[0], (char **)words);
        _exit(127);
    }
    assert_true(pid > 0);
    return pid;
}

void stop_program(pid_t pid)
{
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

struct run run_program_on_terminal(struct ts_arena *a, const char *profile, const char *typed, ...)
{
    struct winsize size = { .ws_row = 24, .ws_col = 80 };
    const char *words[MAX_WORDS + 1];
    struct run run = { 0 };
    struct ts_buf out = { 0 };
    char piece[4096];
    va_list args;
    int fd;
    ssize_t n = (ssize_t)strlen(typed);

    va_start(args, typed);
    collect_words(words, profile, args);
    va_end(args);
    pid_t pid = forkpty(&fd, NULL, NULL, &size);
    if (pid == 0) {
        execv(words[0], (char **)words);
        _exit(127);
    }
    assert_true(pid > 0);
    assert_int_equal(write(fd, typed, (size_t)n), n);
    while ((n = read(fd, piece, sizeof piece)) > 0) /* at the end Linux says EIO */
        ts_buf_put(&out, (ts_str){ piece, (size_t)n });
    close(fd);
    run.status = wait_status(pid);
    run.out = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return run;
}
