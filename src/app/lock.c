#include "lock_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

enum ts_rc lock_take(struct lock *lock, const char *path, struct ts_err *err)
{
    if (lock->fd_and_1 != 0)
        return TS_OK;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return ts_fail_errno(err, "cannot open %s", path);
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        enum ts_rc rc = errno == EWOULDBLOCK ? ts_fail(err, TS_ERR_BUSY, "%s is locked", path)
                                             : ts_fail_errno(err, "cannot lock %s", path);
        close(fd);
        return rc;
    }
    lock->fd_and_1 = fd + 1;
    return TS_OK;
}

void lock_drop(struct lock *lock)
{
    if (lock->fd_and_1 != 0)
        close(lock->fd_and_1 - 1);
    lock->fd_and_1 = 0;
}
