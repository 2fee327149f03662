/* media.h - what an answer is when it is no text: told by its Content-Type, or by its first bytes. */
#ifndef TEARSHEET_NET_MEDIA_H
#define TEARSHEET_NET_MEDIA_H

#include "tearsheet/base/str.h"

/* "a PDF document", "an image"; NULL for what is text, or may be: a type that is not known, or none
 * (`content_type` empty), with bytes that are not those of a known kind of file. */
const char *ts_media_name(ts_str content_type, ts_str bytes);

#endif
