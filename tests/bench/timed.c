/* timed FILE COMMAND [ARGUMENT...] - runs a command and appends to FILE its milliseconds, those of
 * the processor, and its peak of resident memory in KB.  Its exit status is the command's. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double ms_of(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    FILE *out = argc > 2 ? fopen(argv[1], "a") : NULL;
    struct rusage usage;
    int status;

    if (!out) {
        fprintf(stderr, "usage: timed FILE COMMAND [ARGUMENT...]\n");
        return 2;
    }
    double begun = now_ms();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("timed");
        return 2;
    }
    fprintf(out, "%.1f %.1f %ld\n", now_ms() - begun, ms_of(usage.ru_utime) + ms_of(usage.ru_stime),
            usage.ru_maxrss);
    fclose(out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
