/* rig.h - the reader on a library of its own, with the test in the place of the worker: requests
 * that change the library are done at once, the others are only noted. */
#ifndef TESTS_TUI_RIG_H
#define TESTS_TUI_RIG_H

#include "library.h"
#include "play.h"

#include "tearsheet/tui/ui.h"

struct rig {
    struct ts_arena arena;
    const char *dir;
    struct ts_profile profile;
    struct ts_db *writer;
    struct ts_db *reader;
    struct ts_ui *ui;
    struct ts_errand errand; /* the last one */
    char address[256];       /* of it */
    int n_sent[TS_REQUEST_POSITION + 1];
    char text[256];  /* of the last request */
    size_t n_picked; /* of it */
    int64_t id;      /* the article or story of the last request */
};

/* The library that rigs get copies of, as the state of a group of tests. */
struct rig_library {
    struct ts_arena arena;
    const char *dir;
    const char *path;
    const char *specimens_path; /* another one, of what is hard to set */
};
int rig_setup(void **state);
int rig_teardown(void **state);

/* `library` is the path of a library to copy, or NULL for an empty one. */
void rig_init(struct rig *r, const char *library);
/* rig_init() with the library of the group. */
void rig_init_copy(struct rig *r, void **state);
void rig_open(struct rig *r, int rows, int cols);
void rig_press(void *context, struct ts_key key);
void rig_play(struct rig *r, const char *keys);
void rig_close(struct rig *r);
void rig_done(struct rig *r);
/* The screen as text, and behind it the plane of roles and the place of the cursor. */
ts_str rig_screen(struct rig *r, bool with_roles);

/* Keys, and what the screen then has and has not; `missing` may be NULL. */
struct rig_case {
    const char *keys;
    const char *want;
    const char *missing;
};
/* Each on a fresh copy of the library of the group, on a screen of 24 rows of 80 columns. */
void rig_run_cases(void **state, const struct rig_case *cases, size_t n);

#endif
