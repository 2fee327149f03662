/* url.h - addresses (RFC 3986, lenient as browsers are). */
#ifndef TEARSHEET_BASE_URL_H
#define TEARSHEET_BASE_URL_H

#include "tearsheet/base/arena.h"

/* Parts of an address, slices of it.  Absent and empty parts are both empty, except where has_*
 * tells. */
struct ts_url {
    ts_str scheme; /* as written: compare without case */
    ts_str user;   /* "name:password", before the @ */
    ts_str host;   /* without brackets for IPv6 */
    ts_str port;
    ts_str path;
    ts_str query;    /* without "?" */
    ts_str fragment; /* without "#" */
    bool has_authority;
    bool has_query;
};

/* Takes any reference apart; what has no scheme is relative.  Never fails. */
struct ts_url ts_url_parse(ts_str address);

/* True for http://, https:// with a host, and file:/// with a path. */
bool ts_url_is_http(ts_str address);
bool ts_url_is_file(ts_str address);

/* `reference` resolved against `base`, dot segments removed, white space trimmed, tabs and line
 * breaks in it dropped as browsers do, spaces and other
 * control characters percent-encoded.  `base` may be empty: then the reference itself. */
ts_str ts_url_resolve(struct ts_arena *a, ts_str base, ts_str reference);

/* The form that two spellings of one article share: lower-case scheme and host, no default port, no
 * fragment, dot segments removed, tracking parameters (utm_*, fbclid, ...) removed, "/amp" forms of
 * a path undone.  An address that is not http is returned as it is. */
ts_str ts_url_canonical(struct ts_arena *a, ts_str address);

/* The host without "www.", or empty: a site's name when nothing better is known. */
ts_str ts_url_site(ts_str address);

/* True if the host is the machine itself or in a private network, by its name (localhost, what ends
 * in .local and the like) or as an address that is not of the public internet, however that is
 * spelled.  What a name resolves to is not asked. */
bool ts_url_is_private(ts_str address);

/* The name and the password of the first address in a text, with the "@" behind them; empty if it
 * has none.  The address may have words in front, as "filter:COMMAND:https://..." has. */
ts_str ts_url_secret(ts_str text);
/* The text without these, to be shown: itself if it has none. */
ts_str ts_url_without_secret(struct ts_arena *a, ts_str text);
/* `url` with the name and the password of `other`, if both are of one server (scheme, host and port
 * as written) and it has none of its own; otherwise itself. */
ts_str ts_url_with_secret_of(struct ts_arena *a, ts_str url, ts_str other);

/* %XX decoded; `a` owns the result. */
ts_str ts_url_decode(struct ts_arena *a, ts_str text);

/* The path of a file: address, decoded, with a NUL behind it; empty if it is none, or holds a NUL.
 */
ts_str ts_url_file_path(struct ts_arena *a, ts_str address);
/* The file: address of an absolute path. */
ts_str ts_url_of_path(struct ts_arena *a, ts_str path);

#endif
