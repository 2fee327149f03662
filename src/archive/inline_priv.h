/* inline_priv.h - walking a block's text together with its spans. */
#ifndef TEARSHEET_ARCHIVE_INLINE_PRIV_H
#define TEARSHEET_ARCHIVE_INLINE_PRIV_H

#include "tearsheet/base/buf.h"
#include "tearsheet/model/article.h"

/* How a format writes what the walk meets, in the order of the text. */
struct inline_writer {
    void (*text)(struct ts_buf *out, ts_str text);
    void (*open)(struct ts_buf *out, const struct ts_span *span);
    void (*close)(struct ts_buf *out, const struct ts_span *span);
};

/* Writes the block's text; spans are properly nested in what `writer` sees: one that crosses the
 * end of another is cut there. */
void inline_write(struct ts_buf *out, const struct ts_block *block,
                  const struct inline_writer *writer);

#endif
