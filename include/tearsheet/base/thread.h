/* thread.h - threads that leave signals alone: those are for the program's own. */
#ifndef TEARSHEET_BASE_THREAD_H
#define TEARSHEET_BASE_THREAD_H

#include <pthread.h>

/* Starts a thread that gets no signals.  Returns 0, and `*thread` is to be joined; or the number of
 * the error, for strerror(). */
int ts_thread_start(pthread_t *thread, void *(*run)(void *arg), void *arg);

#endif
