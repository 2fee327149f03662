/* charset.h - from the bytes of a document to UTF-8; the door to iconv and uchardet.
 *
 * The order of belief is the browser's (WHATWG "determining the character encoding"): byte order
 * mark, HTTP header, what the document declares, detection.  A declared charset whose decoding
 * leaves broken text is dropped when the bytes are valid UTF-8. */
#ifndef TEARSHEET_BASE_CHARSET_H
#define TEARSHEET_BASE_CHARSET_H

#include "tearsheet/base/arena.h"

enum ts_charset_source {
    TS_CHARSET_BOM,
    TS_CHARSET_HTTP,
    TS_CHARSET_DECLARED, /* <meta charset>, <?xml encoding?> */
    TS_CHARSET_DETECTED,
    TS_CHARSET_FALLBACK, /* nothing known: UTF-8 if valid, else windows-1252 */
};

struct ts_charset {
    ts_str name; /* as iconv knows it, upper case: "UTF-8", "WINDOWS-1251" */
    enum ts_charset_source source;
};

/* Decides on the charset of `bytes`.  `http` is the charset parameter of the Content-Type header,
 * or empty.  Reads at most the first 4 KB for a declaration (<meta> and <?xml?>). */
struct ts_charset ts_charset_guess(struct ts_arena *a, ts_str bytes, ts_str http);

/* What each of them says, by itself and right or wrong; empty where it says nothing. */
struct ts_charset_votes {
    ts_str bom;
    ts_str http;
    ts_str declared;
    ts_str detected;
};
struct ts_charset_votes ts_charset_ask(struct ts_arena *a, ts_str bytes, ts_str http);

/* `bytes` as valid UTF-8 in `a` (or `bytes` themselves if they are already), without a byte order
 * mark. What cannot be decoded becomes U+FFFD; UTF-8 that somebody took for windows-1252 and
 * encoded again, the whole document through, is read as what it was.  `used` may be NULL. */
ts_str ts_charset_to_utf8(struct ts_arena *a, ts_str bytes, ts_str http, struct ts_charset *used);
/* The same of a file, but UTF-8 stays what it says, however it looks: what we write is read again
 * as it was. */
ts_str ts_charset_decode(struct ts_arena *a, ts_str bytes);

/* True if `text`, as ts_charset_to_utf8() gave it, was never text: it says it is a PDF, or more
 * than a few of its first 1445 bytes (what the MIME Sniffing Standard, section 5, looks at) are
 * controls that it calls binary data bytes.  A stray one, as broken pages have, does not count. */
bool ts_charset_is_binary(ts_str text);

/* The charset parameter of a Content-Type value ("text/html; charset=utf8" -> "utf8"), or empty. */
ts_str ts_charset_of_content_type(ts_str content_type);

#endif
