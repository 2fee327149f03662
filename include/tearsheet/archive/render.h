/* render.h - an article as a file that reads well without tearsheet.
 *
 * All renderings have title, byline, outlet, date and address at the top and the kept blocks below,
 * in UTF-8 with a newline at the end.  No byte of the page gets through uninterpreted: control
 * characters are dropped, markup characters escaped. */
#ifndef TEARSHEET_ARCHIVE_RENDER_H
#define TEARSHEET_ARCHIVE_RENDER_H

#include "tearsheet/model/article.h"

enum ts_render_format { TS_RENDER_TEXT, TS_RENDER_MARKDOWN, TS_RENDER_HTML };

/* The format of a name ("text", "markdown", "html"), or -1. */
int ts_render_format_of(ts_str name);
/* The ending of its files, with the dot. */
const char *ts_render_ending(enum ts_render_format format);

/* Plain text is broken at 72 columns.  HTML is one file without scripts, styles from elsewhere, or
 * anything else that a browser would fetch on its own: pictures are links. */
ts_str ts_render(struct ts_arena *a, const struct ts_article *article,
                 enum ts_render_format format);

/* A file name for a copy: "2025-03-04 Harbour Post - Ferries halted.md", built from date, outlet
 * and title. Letters, digits and a few marks of any script remain; everything that a file system or
 * a shell could take amiss becomes a space; at most 120 bytes before the ending; never empty, never
 * with a leading dot or hyphen. */
ts_str ts_copy_name(struct ts_arena *a, const struct ts_article *article,
                    enum ts_render_format format);

#endif
