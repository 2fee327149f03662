#include "lock_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
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

/* The note is that the file is not empty.  One that cannot be made is no loss: the next refresh
 * does what is left. */
void lock_note(const struct lock *lock, bool is_under_way)
{
    if (lock->fd_and_1 != 0 && ftruncate(lock->fd_and_1 - 1, is_under_way) != 0)
        return;
}

bool lock_has_note(const struct lock *lock)
{
    struct stat st;

    return lock->fd_and_1 != 0 && fstat(lock->fd_and_1 - 1, &st) == 0 && st.st_size > 0;
}

void lock_drop(struct lock *lock)
{
    if (lock->fd_and_1 != 0)
        close(lock->fd_and_1 - 1);
    lock->fd_and_1 = 0;
}
