#include "tearsheet/base/ahead.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "tearsheet/base/err.h"
#include "tearsheet/base/thread.h"

struct helper {
    struct ts_ahead *ahead;
    size_t worker;
    pthread_t thread;
};

struct ts_ahead {
    ts_ahead_job *job;
    void *arg;
    size_t n_jobs;
    struct helper helpers[TS_AHEAD_HELPERS_MAX];
    size_t n_helpers;

    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t moved; /* something of it changed */
    size_t n_begun;
    size_t n_taken;
    bool is_over;
    bool is_done[TS_AHEAD_JOBS_MAX]; /* of the jobs behind those taken, by number modulo size */
};

static bool may_begin(const struct ts_ahead *ahead)
{
    return ahead->n_begun < ahead->n_jobs && ahead->n_begun < ahead->n_taken + TS_AHEAD_JOBS_MAX;
}

/* With the lock held, which is free while the job is done. */
static void do_next(struct ts_ahead *ahead, size_t worker)
{
    size_t i = ahead->n_begun++;

    pthread_mutex_unlock(&ahead->lock);
    ahead->job(ahead->arg, worker, i);
    pthread_mutex_lock(&ahead->lock);
    ahead->is_done[i % TS_AHEAD_JOBS_MAX] = true;
    pthread_cond_broadcast(&ahead->moved);
}

static void *help(void *arg)
{
    struct helper *helper = arg;
    struct ts_ahead *ahead = helper->ahead;

    pthread_mutex_lock(&ahead->lock);
    while (!ahead->is_over && ahead->n_begun < ahead->n_jobs) {
        if (may_begin(ahead))
            do_next(ahead, helper->worker);
        else
            pthread_cond_wait(&ahead->moved, &ahead->lock);
    }
    pthread_mutex_unlock(&ahead->lock);
    return NULL;
}

static size_t helpers_wanted(size_t n_jobs)
{
    long n_processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = n_processors > 1 ? (size_t)n_processors - 1 : 0;

    if (n > TS_AHEAD_HELPERS_MAX)
        n = TS_AHEAD_HELPERS_MAX;
    return n < n_jobs ? n : n_jobs > 0 ? n_jobs - 1 : 0;
}

struct ts_ahead *ts_ahead_begin(size_t n_jobs, ts_ahead_job *job, void *arg)
{
    struct ts_ahead *ahead = calloc(1, sizeof *ahead);
    size_t n_wanted = helpers_wanted(n_jobs);

    if (!ahead)
        ts_panic("out of memory (jobs for threads)");
    ahead->job = job;
    ahead->arg = arg;
    ahead->n_jobs = n_jobs;
    pthread_mutex_init(&ahead->lock, NULL);
    pthread_cond_init(&ahead->moved, NULL);
    for (size_t i = 0; i < n_wanted; i++) {
        struct helper *helper = &ahead->helpers[ahead->n_helpers];
        *helper = (struct helper){ .ahead = ahead, .worker = ahead->n_helpers + 1 };
        ahead->n_helpers += ts_thread_start(&helper->thread, help, helper) == 0;
    }
    return ahead;
}

void ts_ahead_take(struct ts_ahead *ahead, size_t i)
{
    pthread_mutex_lock(&ahead->lock);
    while (!ahead->is_done[i % TS_AHEAD_JOBS_MAX]) {
        if (may_begin(ahead))
            do_next(ahead, 0);
        else
            pthread_cond_wait(&ahead->moved, &ahead->lock);
    }
    ahead->is_done[i % TS_AHEAD_JOBS_MAX] = false;
    ahead->n_taken = i + 1;
    pthread_cond_broadcast(&ahead->moved);
    pthread_mutex_unlock(&ahead->lock);
}

void ts_ahead_end(struct ts_ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    ahead->is_over = true;
    pthread_cond_broadcast(&ahead->moved);
    pthread_mutex_unlock(&ahead->lock);
    for (size_t i = 0; i < ahead->n_helpers; i++)
        pthread_join(ahead->helpers[i].thread, NULL);
    pthread_cond_destroy(&ahead->moved);
    pthread_mutex_destroy(&ahead->lock);
    free(ahead);
}
