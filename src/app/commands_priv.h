/* commands_priv.h - sources made by commands: `exec:COMMAND`, whose output is a feed, and
 * `filter:COMMAND:ADDRESS`, a feed that goes through a command.
 *
 * Commands run beside the transfers, a few at once, each in a process group of its own and within
 * limits of time and size.  One thread owns them. */
#ifndef TEARSHEET_APP_COMMANDS_PRIV_H
#define TEARSHEET_APP_COMMANDS_PRIV_H

#include "tearsheet/net/http.h"

enum { MAX_COMMANDS_AT_ONCE = 4, MAX_COMMAND_FDS = 2 * MAX_COMMANDS_AT_ONCE };

/* What the address of a source is made of. */
struct source_parts {
    ts_str command; /* for the shell; empty for a plain address */
    ts_str address; /* to fetch; empty with `exec:` */
};
struct source_parts source_parts_of(ts_str url);

struct command;

/* Set the limits and leave the rest zero. */
struct commands {
    size_t max_bytes; /* of what a command writes */
    int64_t max_ms;
    struct command *waiting;
    struct command *running;
    struct ts_reply *done;
};

/* Runs `line` with the shell, the body of `reply` on its standard input, and puts what it writes in
 * the place of the body.  Takes `reply`; commands_next() gives it back.  On failure its `rc` and
 * `err` say why:
 *   TS_ERR_IO     it could not be run, or ended badly: with the first line it wrote to standard
 * error TS_ERR_LIMIT  it wrote too much or took too long, and was killed with all it had started */
void commands_start(struct commands *c, struct ts_reply *reply, ts_str line);

/* Serves the commands without waiting, and gives a reply whose command is done, or NULL. */
struct ts_reply *commands_next(struct commands *c);

size_t commands_n_pending(const struct commands *c);
/* What to wait on, at most MAX_COMMAND_FDS; returns how many. */
size_t commands_fds(const struct commands *c, int *fds);
/* How long at most to wait: `timeout_ms` (below 0: for ever), or less. */
int64_t commands_wait_ms(const struct commands *c, int64_t timeout_ms);

/* Kills what runs. */
void commands_done(struct commands *c);

#endif
