#include "tearsheet/tui/program.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int spawn(char **words, int input_fd, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    if (input_fd >= 0)
        posix_spawn_file_actions_adddup2(&files, input_fd, STDIN_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int problem = posix_spawnp(pid, words[0], &files, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return problem;
}

static int wait_for(pid_t pid)
{
    int status = 0;

    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* A file rather than a pipe: the program may read as much, and as slowly, as it likes. */
static FILE *input_file(const ts_str *input)
{
    FILE *file = tmpfile();

    if (!file)
        return NULL;
    bool is_written = fwrite(input->ptr, 1, input->len, file) == input->len && fflush(file) == 0;
    rewind(file);
    if (is_written)
        return file;
    fclose(file);
    return NULL;
}

enum ts_rc ts_program_run(char **words, const ts_str *input, int *status, struct ts_err *err)
{
    FILE *file = input ? input_file(input) : NULL;
    pid_t pid;

    if (input && !file)
        return ts_fail_errno(err, "cannot write a temporary file for %s", words[0]);
    int problem = spawn(words, file ? fileno(file) : -1, &pid);
    if (problem == 0)
        *status = wait_for(pid);
    if (file)
        fclose(file);
    if (problem != 0)
        return ts_fail(err, TS_ERR_IO, "cannot run %s: %s", words[0], strerror(problem));
    return TS_OK;
}

char **ts_program_editor(struct ts_arena *a, const char *visual, const char *editor,
                         const char *path)
{
    ts_str command = ts_str_trim(ts_str_of(visual)), word;
    char **words = NULL;
    size_t n = 0, cap = 0;

    if (command.len == 0)
        command = ts_str_trim(ts_str_of(editor));
    if (command.len == 0)
        command = TS_STR("vi");
    while (ts_str_word(&command, &word))
        *TS_PUSH(a, words, n, cap) = (char *)ts_arena_cstr(a, word);
    *TS_PUSH(a, words, n, cap) = (char *)path;
    *TS_PUSH(a, words, n, cap) = NULL;
    return words;
}
