#include "support/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

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

struct run run_program(struct ts_arena *a, const char *profile, ts_str input, ...)
{
    const char *dir = temp_dir(a);
    const char *in = ts_path_join(a, dir, "in"), *out = ts_path_join(a, dir, "out"),
               *err = ts_path_join(a, dir, "err");
    const char *words[MAX_WORDS + 1] = { getenv("TS_PROGRAM") };
    size_t n = 1;
    va_list args;
    struct run run = { 0 };

    assert_non_null(words[0]);
    if (profile) {
        words[n++] = "--profile";
        words[n++] = profile;
    }
    va_start(args, input);
    while (n < MAX_WORDS && (words[n] = va_arg(args, const char *)))
        n++;
    va_end(args);
    words[n] = NULL;
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
