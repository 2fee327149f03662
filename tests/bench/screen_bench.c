/* screen_bench PROGRAM PROFILE [RUNS] - how long the reader takes to show something, and what it
 * needs.
 *
 * Starts the reader of PROFILE on a pseudo-terminal of 120x40 (make_library fills a profile), waits
 * for its front page, presses j some times, opens a story and an article, and quits.  Prints
 * medians in milliseconds of RUNS (5) starts, the resident memory when all was shown, the bytes
 * that one j sends, and what one j of a hundred takes longer than. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_RUNS = 101, PATIENCE_MS = 20000, QUIET_MS = 60, MOVES = 20 };

struct reader {
    pid_t pid;
    int fd;
};

struct figures {
    double start_ms, move_ms, story_ms, article_ms, rss_kb, move_bytes;
    double moves_ms[MOVES];
};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct reader start(const char *program, const char *profile)
{
    struct winsize size = { .ws_row = 40, .ws_col = 120 };
    struct reader r = { 0 };

    r.pid = forkpty(&r.fd, NULL, NULL, &size);
    if (r.pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        execl(program, program, "--profile", profile, (char *)NULL);
        _exit(127);
    }
    return r;
}

/* Reads until nothing came for QUIET_MS; returns when the last byte came, and how many there were.
 */
static double wait_for_paint(struct reader *r, double *bytes)
{
    double begun = now_ms(), last = begun;
    char chunk[65536];
    *bytes = 0;

    while (now_ms() - begun < PATIENCE_MS) {
        struct pollfd wait = { .fd = r->fd, .events = POLLIN };
        if (poll(&wait, 1, *bytes > 0 ? QUIET_MS : PATIENCE_MS) <= 0)
            return last;
        ssize_t n = read(r->fd, chunk, sizeof chunk);
        if (n <= 0)
            break;
        *bytes += (double)n;
        last = now_ms();
    }
    fprintf(stderr, "screen_bench: the reader ended or never came to rest\n");
    exit(1);
}

/* Presses a key and returns the milliseconds until the screen had changed. */
static double press(struct reader *r, const char *key, double *bytes)
{
    double begun = now_ms();

    if (write(r->fd, key, strlen(key)) < 0)
        perror("screen_bench");
    return wait_for_paint(r, bytes) - begun;
}

static double resident_kb(pid_t pid)
{
    char path[64], line[256];
    double kb = 0;

    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        sscanf(line, "VmRSS: %lf", &kb);
    if (status)
        fclose(status);
    return kb;
}

static struct figures measure(const char *program, const char *profile)
{
    struct figures f = { 0 };
    double begun = now_ms(), bytes;
    struct reader r = start(program, profile);

    f.start_ms = wait_for_paint(&r, &bytes) - begun;
    for (int i = 0; i < MOVES; i++) {
        f.moves_ms[i] = press(&r, "j", &bytes);
        f.move_ms += f.moves_ms[i] / MOVES;
        f.move_bytes += bytes / MOVES;
    }
    f.story_ms = press(&r, "\r", &bytes);
    f.article_ms = press(&r, "\r", &bytes);
    f.rss_kb = resident_kb(r.pid);
    kill(r.pid, SIGTERM);
    waitpid(r.pid, NULL, 0);
    close(r.fd);
    return f;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of one member of all figures. */
static double median(const struct figures *all, size_t n, size_t offset)
{
    double values[MAX_RUNS];

    for (size_t i = 0; i < n; i++)
        memcpy(&values[i], (const char *)&all[i] + offset, sizeof values[i]);
    qsort(values, n, sizeof values[0], by_value);
    return values[n / 2];
}

/* What one move of a hundred takes longer than. */
static double worst_move_ms(const struct figures *all, size_t n)
{
    double values[MAX_RUNS * MOVES];

    for (size_t i = 0; i < n; i++)
        memcpy(&values[i * MOVES], all[i].moves_ms, sizeof all[i].moves_ms);
    qsort(values, n * MOVES, sizeof values[0], by_value);
    return values[n * MOVES * 99 / 100];
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name, *unit;
        size_t offset;
        double divisor;
    } rows[] = {
        { "first paint", "ms", offsetof(struct figures, start_ms), 1 },
        { "j", "ms", offsetof(struct figures, move_ms), 1 },
        { "j", "bytes sent", offsetof(struct figures, move_bytes), 1 },
        { "open a story", "ms", offsetof(struct figures, story_ms), 1 },
        { "open an article", "ms", offsetof(struct figures, article_ms), 1 },
        { "resident", "MB", offsetof(struct figures, rss_kb), 1024 },
    };
    struct figures all[MAX_RUNS];
    size_t n = argc > 3 ? (size_t)atoi(argv[3]) : 5;

    if (argc < 3 || n < 1 || n > MAX_RUNS) {
        fprintf(stderr, "usage: screen_bench PROGRAM PROFILE [RUNS]\n");
        return 2;
    }
    for (size_t i = 0; i < n; i++)
        all[i] = measure(argv[1], argv[2]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        printf("%-16s %8.1f %s\n", rows[i].name, median(all, n, rows[i].offset) / rows[i].divisor,
               rows[i].unit);
    printf("%-16s %8.1f ms\n", "j, worst 1 %", worst_move_ms(all, n));
    return 0;
}
