/* ahead.h - jobs done by other threads ahead of the one that takes their results.
 *
 * For many jobs in a row that need nothing of each other, such as extracting articles, whose
 * results one thread writes down in order.  A helper works on each further processor.  The thread
 * that takes the results does jobs as well while it would wait, so that without helpers all goes
 * the same way, only later. */
#ifndef TEARSHEET_BASE_AHEAD_H
#define TEARSHEET_BASE_AHEAD_H

#include <stddef.h>

enum {
    TS_AHEAD_HELPERS_MAX = 3,
    TS_AHEAD_WORKERS_MAX = TS_AHEAD_HELPERS_MAX + 1, /* with the thread that takes the results */
    TS_AHEAD_JOBS_MAX = 16, /* begun and not taken: their results are all in memory */
    /* Places for results, each at the job's number modulo this: a result stays until the one behind
     * it is taken. */
    TS_AHEAD_PLACES = TS_AHEAD_JOBS_MAX + 1,
};

/* Does job number `i`, and touches nothing that another job may write.  `worker` is below
 * TS_AHEAD_WORKERS_MAX and differs for jobs done at once: what is kept from job to job is kept for
 * each worker. */
typedef void ts_ahead_job(void *arg, size_t worker, size_t i);

struct ts_ahead;

/* Begins `n_jobs` jobs.  `arg` is theirs until ts_ahead_end(). */
struct ts_ahead *ts_ahead_begin(size_t n_jobs, ts_ahead_job *job, void *arg);
/* Returns when job `i` is done: 0 first, then 1, and so on. */
void ts_ahead_take(struct ts_ahead *ahead, size_t i);
/* Returns when no job is under way; those that were not begun are not done. */
void ts_ahead_end(struct ts_ahead *ahead);

#endif
