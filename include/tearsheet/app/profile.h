/* profile.h - where one reader's things are, and how they are set up. */
#ifndef TEARSHEET_APP_PROFILE_H
#define TEARSHEET_APP_PROFILE_H

#include "tearsheet/app/config.h"
#include "tearsheet/base/arena.h"

/* Paths of one reader.  All strings end with a NUL and live in the arena the profile was opened
 * with. */
struct ts_profile {
    const char *config_dir; /* feeds, config, themes/ */
    const char *data_dir;   /* library.db, and copies unless `save-folder` says otherwise */
    const char *state_dir;  /* prompt history */
    const char *config_path;
    const char *feeds_path;
    const char *library_path;
    const char *theme_dirs[5]; /* searched in this order; NULL ends the list */
    struct ts_config config;
};

/* Finds the folders and reads the configuration.  With `dir` everything is in that one folder; with
 * NULL the XDG base directories count (XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME).  Folders
 * that are missing are made.  TS_ERR_IO when one cannot be made or written in, TS_ERR_PARSE with
 * file and line when the configuration has a mistake. */
TS_CHECKED enum ts_rc ts_profile_open(struct ts_arena *a, const char *dir, struct ts_profile *out,
                                      struct ts_err *err);

/* The same for what needs the configuration alone: no folder has to be there, and none is made. */
TS_CHECKED enum ts_rc ts_profile_look(struct ts_arena *a, const char *dir, struct ts_profile *out,
                                      struct ts_err *err);

#endif
