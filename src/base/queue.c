/* A linked list under a mutex, and a pipe with a byte in it for each time that the list stopped
 * being empty.  The write end does not block: a full pipe already wakes the receiver. */
#include "tearsheet/base/queue.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

struct node {
    struct node *next;
    void *message;
};

struct ts_queue {
    pthread_mutex_t lock;
    struct node *first;
    struct node *last;
    int fds[2]; /* read end, write end */
};

enum ts_rc ts_queue_open(struct ts_queue **out, struct ts_err *err)
{
    struct ts_queue *q = calloc(1, sizeof *q);

    if (!q)
        ts_panic("out of memory (a queue)");
    if (pipe(q->fds) != 0) {
        free(q);
        return ts_fail_errno(err, "cannot make a pipe between threads");
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(q->fds[i], F_SETFL, O_NONBLOCK);
        (void)fcntl(q->fds[i], F_SETFD, FD_CLOEXEC);
    }
    pthread_mutex_init(&q->lock, NULL);
    *out = q;
    return TS_OK;
}

void ts_queue_close(struct ts_queue *q, void (*drop)(void *message))
{
    if (!q)
        return;
    for (void *message; (message = ts_queue_pop(q));)
        if (drop)
            drop(message);
    close(q->fds[0]);
    close(q->fds[1]);
    pthread_mutex_destroy(&q->lock);
    free(q);
}

/* EAGAIN means that a wake is already under way. */
static void wake(struct ts_queue *q)
{
    ssize_t ignored = write(q->fds[1], "", 1);

    (void)ignored;
}

void ts_queue_push(struct ts_queue *q, void *message)
{
    struct node *node = malloc(sizeof *node);

    if (!node)
        ts_panic("out of memory (a message)");
    *node = (struct node){ .message = message };
    pthread_mutex_lock(&q->lock);
    const bool was_empty = !q->first;
    if (was_empty)
        q->first = node;
    else
        q->last->next = node;
    q->last = node;
    pthread_mutex_unlock(&q->lock);
    if (was_empty)
        wake(q);
}

void *ts_queue_pop(struct ts_queue *q)
{
    pthread_mutex_lock(&q->lock);
    struct node *node = q->first;
    if (node) {
        q->first = node->next;
        if (!q->first)
            q->last = NULL;
    }
    pthread_mutex_unlock(&q->lock);
    if (!node)
        return NULL;
    void *message = node->message;
    free(node);
    return message;
}

int ts_queue_wake_fd(const struct ts_queue *q)
{
    return q->fds[0];
}

void ts_queue_drain(struct ts_queue *q)
{
    char bytes[256];

    while (read(q->fds[0], bytes, sizeof bytes) > 0)
        ;
}
