/* lock_priv.h - a file that one process at a time holds. */
#ifndef TEARSHEET_APP_LOCK_PRIV_H
#define TEARSHEET_APP_LOCK_PRIV_H

#include <stdbool.h>

#include "tearsheet/base/err.h"

/* All-zero is a lock that is not held. */
struct lock {
    int fd_and_1; /* 0: not held */
};

/* Takes the lock on the file `path`, made if there is none; fine if `lock` holds it already.  The
 * system lets it go when the process ends, however it ends.  TS_ERR_BUSY when another holds it. */
TS_CHECKED enum ts_rc lock_take(struct lock *lock, const char *path, struct ts_err *err);
/* Notes in the file of a lock that is held that something is under way, or that it is done: whoever
 * takes the lock after a process that ended before finds the note. */
void lock_note(const struct lock *lock, bool is_under_way);
bool lock_has_note(const struct lock *lock);
/* Fine if it is not held.  The file stays: to remove it would let two hold it. */
void lock_drop(struct lock *lock);

#endif
