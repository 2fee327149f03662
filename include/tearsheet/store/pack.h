/* pack.h - texts and pages as small blobs; the door to zstd.
 *
 * A blob begins with a byte that says how it is made.  Reading one believes nothing: whatever the
 * bytes, the result is a value or TS_ERR_STORE, never a read past the end. */
#ifndef TEARSHEET_STORE_PACK_H
#define TEARSHEET_STORE_PACK_H

#include "tearsheet/base/buf.h"
#include "tearsheet/model/article.h"

/* What an unpacked blob may grow to. */
#define TS_PACK_MAX_BYTES ((size_t)256 << 20)

/* zstd's tables, kept from one blob to the next: making them anew costs more than to compress a
 * short text.  All-zero is valid; where one is taken NULL will do. */
struct ts_packer {
    void *context;
};
void ts_packer_done(struct ts_packer *p);

/* Appends `bytes`, compressed, to `out`.  More than TS_PACK_MAX_BYTES: TS_ERR_LIMIT. */
TS_CHECKED enum ts_rc ts_pack_bytes(struct ts_packer *p, struct ts_buf *out, ts_str bytes,
                                    struct ts_err *err);
TS_CHECKED enum ts_rc ts_unpack_bytes(struct ts_arena *a, ts_str packed, ts_str *out,
                                      struct ts_err *err);

/* The same for the blocks of an article, with their spans. */
TS_CHECKED enum ts_rc ts_pack_blocks(struct ts_packer *p, struct ts_buf *out,
                                     const struct ts_block *blocks, size_t n, struct ts_err *err);
TS_CHECKED enum ts_rc ts_unpack_blocks(struct ts_arena *a, ts_str packed, struct ts_block **out,
                                       size_t *n, struct ts_err *err);

/* Only their text, as ts_article_text() had it when they were packed: what is indexed. */
TS_CHECKED enum ts_rc ts_unpack_text(struct ts_arena *a, ts_str packed, ts_str *out,
                                     struct ts_err *err);

#endif
