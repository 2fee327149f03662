/* text_priv.h - the little HTML that feeds carry in places meant for plain text. */
#ifndef TEARSHEET_FEED_TEXT_PRIV_H
#define TEARSHEET_FEED_TEXT_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/buf.h"

/* Reads the character reference at s.ptr[at], an "&": "&eacute;", "&#233;", "&#xE9;", or one of a
 * few names without semicolon.  Appends its character and returns its length; 0 if it is none. */
size_t ts_text_reference(struct ts_buf *b, ts_str s, size_t at);

/* A line of plain text: tags of HTML and comments removed, references decoded, white space
 * collapsed.
 * "<" that begins no tag of HTML stays. */
ts_str ts_text_plain(struct ts_arena *a, ts_str html);

/* True if a text that says nothing of its type is more likely HTML: it has a tag of HTML or a
 * character reference. */
bool ts_text_is_html(ts_str text);

/* Elements of HTML that have no end tag, as far as feeds have no element of that name. */
bool ts_text_is_void(ts_str name);

/* Appends `text` as HTML. */
void ts_text_escape(struct ts_buf *b, ts_str text);

/* The bytes that base64 text stands for, white space in it aside.  False if it is none. */
bool ts_text_base64(struct ts_arena *a, ts_str text, ts_str *bytes);

#endif
