/* address_priv.h - forms of an address that only the net needs. */
#ifndef TEARSHEET_NET_ADDRESS_PRIV_H
#define TEARSHEET_NET_ADDRESS_PRIV_H

#include "tearsheet/base/arena.h"

/* "https://name:443": what counts as one host. */
ts_str ts_origin_of(struct ts_arena *a, ts_str url);

/* For messages: without name and password, cut when very long, safe to print. */
ts_str ts_url_shown(struct ts_arena *a, ts_str url);

/* With the bytes outside ASCII behind the host percent-encoded, whatever charset they are in. */
ts_str ts_url_escaped(struct ts_arena *a, ts_str url);

/* As it goes into a request: escaped, the host in ASCII, no fragment. */
const char *ts_url_on_wire(struct ts_arena *a, ts_str url);

/* A host name as the name system knows it: "bücher.example" -> "xn--bcher-kva.example" (RFC 3492).
 * Labels that are too long for it stay. */
ts_str ts_host_ascii(struct ts_arena *a, ts_str host);

#endif
