/* file.h - files and folders. */
#ifndef TEARSHEET_BASE_FILE_H
#define TEARSHEET_BASE_FILE_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/buf.h"

/* The whole file, in `a`, with a NUL behind it; "-" is standard input.  TS_ERR_LIMIT when it is
 * larger than `max_bytes`, TS_ERR_NOTFOUND when there is none, TS_ERR_IO otherwise. */
TS_CHECKED enum ts_rc ts_file_read(struct ts_arena *a, const char *path, size_t max_bytes,
                                   ts_str *out, struct ts_err *err);

/* Replaces the file, or makes it: readers see the old or the new, also after a power cut.  The new
 * one has the old one's permissions; a symbolic link stays, and what it leads to is replaced. */
TS_CHECKED enum ts_rc ts_file_write(const char *path, ts_str bytes, struct ts_err *err);
/* Writes a file that must not exist yet; TS_ERR_ARG when it does.  On failure there is none. */
TS_CHECKED enum ts_rc ts_file_create(const char *path, ts_str bytes, struct ts_err *err);

/* True for a folder, too; false also where one may not look. */
bool ts_file_exists(const char *path);
/* A number that is another one once the file was written, replaced, or removed (then 0). */
uint64_t ts_file_stamp(const char *path);
/* Makes the folder and those above it (mode 0700); fine if it is there. */
TS_CHECKED enum ts_rc ts_dir_make(const char *path, struct ts_err *err);
/* `dir`/`name` in `a`. */
const char *ts_path_join(struct ts_arena *a, const char *dir, const char *name);
/* A leading ~ replaced by the home folder. */
const char *ts_path_expand(struct ts_arena *a, const char *path);
/* The folder that the running program is in; NULL where the system does not tell. */
const char *ts_path_of_program(struct ts_arena *a);

#endif
