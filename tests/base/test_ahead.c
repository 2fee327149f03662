/* Jobs done by other threads, ahead of the one that takes what comes of them. */
#include "support/support.h"

#include <sched.h>
#include <signal.h>
#include <stdatomic.h>

#include "tearsheet/base/ahead.h"
#include "tearsheet/base/thread.h"

enum { N_JOBS = 500 };

struct work {
    size_t results[TS_AHEAD_PLACES];
    atomic_size_t n_done[N_JOBS];
    atomic_bool is_busy[TS_AHEAD_WORKERS_MAX];
    atomic_size_t n_begun, n_taken;
    atomic_bool was_too_far, was_shared;
};

/* The square of its number, later than that of some jobs behind it. */
static void square(void *arg, size_t worker, size_t i)
{
    struct work *work = arg;

    if (atomic_fetch_add(&work->n_begun, 1) >= atomic_load(&work->n_taken) + TS_AHEAD_JOBS_MAX)
        atomic_store(&work->was_too_far, true);
    if (atomic_exchange(&work->is_busy[worker], true))
        atomic_store(&work->was_shared, true);
    for (size_t k = 0; k < i % 7; k++)
        sched_yield();
    work->results[i % TS_AHEAD_PLACES] = i * i;
    atomic_fetch_add(&work->n_done[i], 1);
    atomic_store(&work->is_busy[worker], false);
}

static void results_are_taken_in_order(void **state)
{
    static struct work work;

    (void)state;
    work = (struct work){ 0 };
    struct ts_ahead *ahead = ts_ahead_begin(N_JOBS, square, &work);
    for (size_t i = 0; i < N_JOBS; i++) {
        atomic_store(&work.n_taken, i + 1); /* a little early: it may begin one more at once */
        ts_ahead_take(ahead, i);
        assert_int_equal(work.results[i % TS_AHEAD_PLACES], i * i);
        assert_int_equal(atomic_load(&work.n_done[i]), 1);
    }
    ts_ahead_end(ahead);
    assert_false(atomic_load(&work.was_too_far));
    assert_false(atomic_load(&work.was_shared));
    assert_int_equal(atomic_load(&work.n_begun), N_JOBS);
}

/* Whoever takes nothing more is not made to wait for all that could be done. */
static void an_early_end_leaves_jobs_undone(void **state)
{
    static struct work work;

    (void)state;
    work = (struct work){ 0 };
    struct ts_ahead *ahead = ts_ahead_begin(N_JOBS, square, &work);
    for (size_t i = 0; i < 3; i++)
        ts_ahead_take(ahead, i);
    ts_ahead_end(ahead);
    size_t n_begun = atomic_load(&work.n_begun);
    assert_true(n_begun >= 3 && n_begun <= 3 + TS_AHEAD_JOBS_MAX);
    for (size_t i = 0; i < N_JOBS; i++)
        assert_int_equal(atomic_load(&work.n_done[i]), i < n_begun);
}

static void no_jobs_are_no_trouble(void **state)
{
    static struct work work;

    (void)state;
    work = (struct work){ 0 };
    ts_ahead_end(ts_ahead_begin(0, square, &work));
    assert_int_equal(atomic_load(&work.n_begun), 0);
}

static void *look_at_signals(void *arg)
{
    pthread_sigmask(SIG_SETMASK, NULL, arg);
    return NULL;
}

static void a_thread_gets_no_signals(void **state)
{
    sigset_t there, here;
    pthread_t thread;

    (void)state;
    assert_int_equal(ts_thread_start(&thread, look_at_signals, &there), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_sigmask(SIG_SETMASK, NULL, &here);
    assert_true(sigismember(&there, SIGINT) && sigismember(&there, SIGWINCH));
    assert_false(sigismember(&here, SIGINT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_taken_in_order),
        cmocka_unit_test(an_early_end_leaves_jobs_undone),
        cmocka_unit_test(no_jobs_are_no_trouble),
        cmocka_unit_test(a_thread_gets_no_signals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
