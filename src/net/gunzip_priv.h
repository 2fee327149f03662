/* gunzip_priv.h - files that are gzip themselves (sitemap.xml.gz), whatever the transfer added. */
#ifndef TEARSHEET_NET_GUNZIP_PRIV_H
#define TEARSHEET_NET_GUNZIP_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/err.h"

/* By its first bytes. */
bool ts_is_gzip(ts_str bytes);

/* What is in a gzip file; of one that was cut, what can be had.  TS_ERR_LIMIT when that is more
 * than `max_bytes`, TS_ERR_PARSE when it is damaged; without the name of the file. */
TS_CHECKED enum ts_rc ts_gunzip(struct ts_arena *a, ts_str packed, size_t max_bytes, ts_str *out,
                                struct ts_err *err);

#endif
