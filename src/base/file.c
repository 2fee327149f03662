/* Files are read and written whole.  What replaces a file is written beside it and renamed over it,
 * so that nobody ever sees half of it; the umask is left to open(), since asking for it would
 * change it for the other threads. */
#include "tearsheet/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 64 << 10 };

static enum ts_rc read_fd(int fd, const char *name, struct ts_buf *buf, struct ts_err *err)
{
    char bytes[READ_STEP];

    for (;;) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ts_fail_errno(err, "cannot read %s", name);
        if (n == 0)
            return TS_OK;
        ts_buf_put(buf, (ts_str){ bytes, (size_t)n });
        if (buf->is_full)
            return ts_fail(err, TS_ERR_LIMIT, "%s is larger than %zu bytes", name, buf->ceiling);
    }
}

enum ts_rc ts_file_read(struct ts_arena *a, const char *path, size_t max_bytes, ts_str *out,
                        struct ts_err *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const char *name = is_stdin ? "standard input" : path;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct ts_buf buf = { .ceiling = max_bytes };

    if (fd < 0) {
        enum ts_rc rc = errno == ENOENT ? TS_ERR_NOTFOUND : TS_ERR_IO;
        return ts_fail(err, rc, "cannot open %s: %s", path, strerror(errno));
    }
    enum ts_rc rc = read_fd(fd, name, &buf, err);
    if (!is_stdin)
        close(fd);
    if (rc == TS_OK)
        *out = ts_buf_take(&buf, a);
    ts_buf_done(&buf);
    return rc;
}

static enum ts_rc write_fd(int fd, const char *path, ts_str bytes, struct ts_err *err)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ts_fail_errno(err, "cannot write %s", path);
        bytes = ts_str_skip(bytes, (size_t)n);
    }
    if (fsync(fd) != 0 && errno != EINVAL)
        return ts_fail_errno(err, "cannot write %s", path);
    return TS_OK;
}

/* Writes and closes `fd`; on failure nothing is left at `path`. */
static enum ts_rc fill_file(int fd, const char *path, ts_str bytes, struct ts_err *err)
{
    enum ts_rc rc = write_fd(fd, path, bytes, err);

    if (close(fd) != 0 && rc == TS_OK)
        rc = ts_fail_errno(err, "cannot write %s", path);
    if (rc != TS_OK)
        unlink(path);
    return rc;
}

/* A name is in the folder once the folder is on the disk.  Where a file system cannot do that there
 * is nothing better to be had, so no failure is reported. */
static void sync_folder_of(const char *path)
{
    struct ts_arena scratch = { 0 };
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) + 1 : 0;
    const char *folder = len > 0 ? ts_arena_cstr(&scratch, (ts_str){ path, len }) : ".";
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    ts_arena_done(&scratch);
}

/* Where the bytes of `path` are: a link stays one, and what it leads to is written. */
static const char *behind_links(struct ts_arena *a, const char *path)
{
    char *real = realpath(path, NULL);
    const char *copy = real ? ts_arena_cstr(a, ts_str_of(real)) : path;

    free(real);
    return copy;
}

/* Opens a new file beside `path`, with the permissions of the one that it is to replace, or what
 * the umask leaves of 0666.  `*name` is what it is called.  Below 0 with errno on failure. */
static int open_beside(struct ts_arena *a, const char *path, const char **name)
{
    enum { TRIES = 100 };
    struct stat old;
    bool has_old = stat(path, &old) == 0;
    mode_t mode = has_old ? old.st_mode & 0777 : 0666;
    int fd = -1;

    for (int i = 0; i < TRIES; i++) {
        *name = ts_arena_printf(a, "%s.new-%ld-%d", path, (long)getpid(), i).ptr;
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            break;
    }
    if (fd >= 0 && has_old)
        (void)fchmod(fd, mode); /* a file system without permissions is none the worse */
    return fd;
}

enum ts_rc ts_file_write(const char *path, ts_str bytes, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    const char *target = behind_links(&scratch, path), *temp;
    enum ts_rc rc;
    int fd = open_beside(&scratch, target, &temp);

    if (fd < 0) {
        rc = ts_fail_errno(err, "cannot write %s", path);
        goto out;
    }
    rc = fill_file(fd, temp, bytes, err);
    if (rc == TS_OK && rename(temp, target) != 0) {
        rc = ts_fail_errno(err, "cannot write %s", path);
        unlink(temp);
    }
    if (rc == TS_OK)
        sync_folder_of(target);
out:
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc ts_file_create(const char *path, ts_str bytes, struct ts_err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (fd < 0 && errno == EEXIST)
        return ts_fail(err, TS_ERR_ARG, "%s is already there", path);
    if (fd < 0)
        return ts_fail_errno(err, "cannot write %s", path);
    enum ts_rc rc = fill_file(fd, path, bytes, err);
    if (rc == TS_OK)
        sync_folder_of(path);
    return rc;
}

bool ts_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

uint64_t ts_file_stamp(const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return 0;
    const int64_t parts[] = { (int64_t)st.st_ino, (int64_t)st.st_size, (int64_t)st.st_mtim.tv_sec,
                              (int64_t)st.st_mtim.tv_nsec };
    return ts_hash_bytes(parts, sizeof parts, 0) | 1;
}

static bool is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum ts_rc fail_to_make(const char *dir, int why, struct ts_err *err)
{
    if (why == EEXIST)
        return ts_fail(err, TS_ERR_IO, "%s is no folder", dir);
    errno = why; /* looking whether it is there has another reason */
    return ts_fail_errno(err, "cannot make the folder %s", dir);
}

enum ts_rc ts_dir_make(const char *path, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    enum ts_rc rc = TS_OK;
    char *copy = (char *)ts_arena_cstr(&scratch, ts_str_of(path));

    for (char *slash = copy + 1; rc == TS_OK && *copy; slash++) {
        char kept = *slash;
        if (kept != '/' && kept != '\0')
            continue;
        *slash = '\0';
        int why = mkdir(copy, 0700) == 0 ? 0 : errno;
        if (why != 0 && !is_dir(copy))
            rc = fail_to_make(copy, why, err);
        *slash = kept;
        if (kept == '\0')
            break;
    }
    ts_arena_done(&scratch);
    return rc;
}

const char *ts_path_join(struct ts_arena *a, const char *dir, const char *name)
{
    size_t n = strlen(dir);
    const char *slash = n > 0 && dir[n - 1] == '/' ? "" : "/";
    return ts_arena_printf(a, "%s%s%s", dir, slash, name).ptr;
}

static const char *home_dir(void)
{
    const char *home = getenv("HOME");

    if (home && *home)
        return home;
    const struct passwd *user = getpwuid(getuid());
    return user ? user->pw_dir : "/";
}

const char *ts_path_expand(struct ts_arena *a, const char *path)
{
    if (path[0] != '~' || (path[1] != '/' && path[1] != '\0'))
        return ts_arena_cstr(a, ts_str_of(path));
    return ts_arena_printf(a, "%s%s", home_dir(), path + 1).ptr;
}

const char *ts_path_of_program(struct ts_arena *a)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);

    while (n > 0 && path[n - 1] != '/')
        n--;
    return n > 0 ? ts_arena_cstr(a, (ts_str){ path, (size_t)n }) : NULL;
}
