/* plain_priv.h - text that was escaped or marked up where plain text was due: in JSON-LD and in
 * attributes. */
#ifndef TEARSHEET_EXTRACT_PLAIN_PRIV_H
#define TEARSHEET_EXTRACT_PLAIN_PRIV_H

#include "tearsheet/base/arena.h"

/* One line of plain text: tags of HTML removed, references decoded (also those escaped twice),
 * white space collapsed. */
ts_str ts_plain(struct ts_arena *a, ts_str text);
/* The same, with white space as it was, and a newline for tags that end a line. */
ts_str ts_plain_lines(struct ts_arena *a, ts_str text);
/* The text as HTML, if it has tags that end a line, be they escaped; else empty. */
ts_str ts_plain_markup(struct ts_arena *a, ts_str text);

#endif
