/* lock_priv.h - a file that one process at a time holds. */
#ifndef TEARSHEET_APP_LOCK_PRIV_H
#define TEARSHEET_APP_LOCK_PRIV_H

#include "tearsheet/base/err.h"

/* All-zero is a lock that is not held. */
struct lock {
    int fd_and_1; /* 0: not held */
};

/* Takes the lock on the file `path`, made if there is none; fine if `lock` holds it already.  The
 * system lets it go when the process ends, however it ends.  TS_ERR_BUSY when another holds it. */
TS_CHECKED enum ts_rc lock_take(struct lock *lock, const char *path, struct ts_err *err);
/* Fine if it is not held.  The file stays: to remove it would let two hold it. */
void lock_drop(struct lock *lock);

#endif
