/* capture_priv.h - the text of one element of a feed, with the markup inside it. */
#ifndef TEARSHEET_FEED_CAPTURE_PRIV_H
#define TEARSHEET_FEED_CAPTURE_PRIV_H

#include "tearsheet/base/buf.h"
#include "xml_priv.h"

/* How the text of a captured element is meant. */
enum ts_text_kind {
    TS_TEXT_RAW, /* an address, a date: markup inside says nothing */
    TS_TEXT_PLAIN,
    TS_TEXT_HTML,
    TS_TEXT_GUESS, /* plain by the standard, unless it looks like HTML */
    TS_TEXT_XHTML, /* elements inside, text to be escaped */
    TS_TEXT_BASE64,
};

/* All-zero is valid and empty; ends with ts_buf_done(&c->text). */
struct ts_capture {
    enum ts_text_kind kind;
    struct ts_buf text; /* its ceiling is the limit of what is kept */
};

/* What Atom's type and, before 1.0, mode say; Media RSS has types too.  RSS says nothing and means
 * HTML. */
enum ts_text_kind ts_capture_kind_of(const struct ts_xml_tag *tag, bool is_atom, bool is_xhtml);

void ts_capture_start(struct ts_capture *c, enum ts_text_kind kind);
void ts_capture_text(struct ts_capture *c, ts_str text);
/* An element inside; addresses in its attributes are resolved against `base`, if that is not empty.
 */
void ts_capture_tag(struct ts_capture *c, const struct ts_xml_tag *tag, ts_str base);
void ts_capture_tag_end(struct ts_capture *c, ts_str name);

/* What was captured, trimmed and decoded; in `a` or in the capture until the next start. */
ts_str ts_capture_take(struct ts_capture *c, struct ts_arena *a);
/* What was taken as a line of plain text, and as HTML. */
ts_str ts_capture_line(const struct ts_capture *c, struct ts_arena *a, ts_str text);
ts_str ts_capture_html(const struct ts_capture *c, struct ts_arena *a, ts_str text);

#endif
