/* ui.h - the reader as a machine: keys and events go in, a surface and requests come out.
 *
 * It knows no terminal and starts no thread, so that tests can play it; tui/run.c joins it with
 * both.  It reads from the library, and asks the worker for everything that changes it. */
#ifndef TEARSHEET_TUI_UI_H
#define TEARSHEET_TUI_UI_H

#include "tearsheet/app/worker.h"
#include "tearsheet/store/db.h"
#include "tearsheet/tui/key.h"
#include "tearsheet/tui/surface.h"
#include "tearsheet/tui/theme.h"

struct ts_ui_options {
    struct ts_db *db;                 /* opened for reading; borrowed */
    const struct ts_profile *profile; /* borrowed */
    /* Takes a request for the worker. */
    void (*send)(void *context, struct ts_request *request);
    void *context;
    bool is_light;  /* the terminal is known to have a light ground */
    int64_t now_at; /* the time that ages are counted from; 0: the clock */
};

struct ts_ui;

/* Starts with the front page.  A theme or binding of the configuration that is wrong is said in the
 * status line, and left out.  TS_ERR_STORE when the library cannot be read. */
TS_CHECKED enum ts_rc ts_ui_open(struct ts_ui **out, const struct ts_ui_options *options,
                                 struct ts_err *err);
/* Keeps what was typed and how far was read, and frees all; NULL is fine. */
void ts_ui_close(struct ts_ui *ui);

/* The screen has other sizes; below 1 they are taken as 1. */
void ts_ui_resize(struct ts_ui *ui, int rows, int cols);
/* Does what a key asks for, wherever the reader is: in a view, a menu, a prompt. */
void ts_ui_key(struct ts_ui *ui, struct ts_key key);
/* What the worker says; `event` is borrowed. */
void ts_ui_event(struct ts_ui *ui, const struct ts_event *event);
/* What the library holds has changed, whoever did it. */
void ts_ui_changed(struct ts_ui *ui);

/* True when something changed since the last drawing. */
bool ts_ui_is_dirty(const struct ts_ui *ui);
/* Loads what is to be shown anew and draws it.  The surface is valid until the next call. */
const struct ts_surface *ts_ui_draw(struct ts_ui *ui);

/* What it wants done that needs the terminal. */
enum ts_errand_kind {
    TS_ERRAND_NONE = 0,
    TS_ERRAND_REDRAW,
    TS_ERRAND_SUSPEND,
    TS_ERRAND_THEME,  /* ts_ui_theme() has changed */
    TS_ERRAND_BROWSE, /* `address` is to be opened */
    TS_ERRAND_COPY,   /* `address` is text for the clipboard */
    TS_ERRAND_PIPE,   /* `input` is to be given to the command line `address` */
    TS_ERRAND_EDIT,   /* the file `address` is to be edited; ts_ui_edited() then */
    TS_ERRAND_QUIT,
};
struct ts_errand {
    enum ts_errand_kind kind;
    ts_str address; /* valid until the next key */
    ts_str input;   /* of TS_ERRAND_PIPE; likewise */
};
/* The next errand, which is then taken as run. */
struct ts_errand ts_ui_errand(struct ts_ui *ui);
/* The colours in force, as long as the reader; an errand tells when they change. */
const struct ts_theme *ts_ui_theme(const struct ts_ui *ui);
/* The feeds file may have changed: has it read again. */
void ts_ui_edited(struct ts_ui *ui);
/* While it is busy the status line says that what was asked of the worker is not done yet. */
void ts_ui_set_busy(struct ts_ui *ui, bool is_busy);
/* As it was set last. */
bool ts_ui_is_busy(const struct ts_ui *ui);
/* Says something in the status line. */
void ts_ui_notice(struct ts_ui *ui, bool is_error, ts_str text);

#endif
