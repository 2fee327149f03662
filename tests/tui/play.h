/* play.h - keys as the tests write them: names parted by blanks ("j Enter PgDn"), and texts to be
 * typed in quotes ("'ferry'", a blank in them written as _). */
#ifndef TESTS_TUI_PLAY_H
#define TESTS_TUI_PLAY_H

#include "support/support.h"

#include "tearsheet/tui/key.h"

void play_each(const char *keys, void (*press)(void *context, struct ts_key key), void *context);

#endif
