/* signals_priv.h - signals that concern the terminal, read like a keyboard. */
#ifndef TEARSHEET_TUI_SIGNALS_PRIV_H
#define TEARSHEET_TUI_SIGNALS_PRIV_H

#include "tearsheet/tui/key.h"

struct signals {
    int fds[2]; /* a pipe; the first is readable when there is a signal to read */
};

/* Catches them from now on; once a process. */
TS_CHECKED enum ts_rc signals_open(struct signals *s, struct ts_err *err);
/* Gives them their default meanings back. */
void signals_close(struct signals *s);
/* The next signal as a key; never waits. */
bool signals_key(struct signals *s, struct ts_key *out);
/* Stops the process as SIGTSTP does by default; returns when it goes on. */
void signals_stop(void);

#endif
