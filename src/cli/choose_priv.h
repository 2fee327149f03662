/* choose_priv.h - asking a person on a terminal which of several feeds is meant. */
#ifndef TEARSHEET_CLI_CHOOSE_PRIV_H
#define TEARSHEET_CLI_CHOOSE_PRIV_H

#include "cli_priv.h"
#include "tearsheet/app/refresh.h"

/* True if somebody sits there who can answer. */
bool choose_can_ask(const struct cli *c);

/* Asks until the answer can be read; as ts_refresh_listener.choose. */
size_t choose_feeds(struct cli *c, ts_str about, const struct ts_offer *offers, size_t n,
                    size_t *picks);

/* Reads "1", "1 3", "1,3": numbers from 1 to `n`, each once, in the order given; `picks` has room
 * for `n` and counts from 0.  False if it is something else.  An empty answer picks nothing. */
bool choose_read(ts_str answer, size_t n, size_t *picks, size_t *n_picks);

#endif
