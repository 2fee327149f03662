/* gunzip.c - the door to zlib. */
#include "gunzip_priv.h"

#include <zlib.h>

#include "tearsheet/base/buf.h"

enum {
    CHUNK_BYTES = 32 * 1024,
    GZIP_WINDOW = 15 + 16, /* zlib's way to say: the largest window, and a gzip header */
};

bool ts_is_gzip(ts_str bytes)
{
    return bytes.len > 2 && ts_str_starts(bytes, "\x1f\x8b");
}

/* Until the file ends, is full of errors, or has become too large. */
static int inflate_all(z_stream *z, struct ts_buf *out)
{
    unsigned char chunk[CHUNK_BYTES];
    int status = Z_OK;

    while (status == Z_OK && !out->is_full) {
        z->next_out = chunk;
        z->avail_out = sizeof chunk;
        status = inflate(z, Z_NO_FLUSH);
        ts_buf_put(out, (ts_str){ (const char *)chunk, sizeof chunk - z->avail_out });
    }
    return status;
}

enum ts_rc ts_gunzip(struct ts_arena *a, ts_str packed, size_t max_bytes, ts_str *out,
                     struct ts_err *err)
{
    struct ts_buf text = { .ceiling = max_bytes };
    z_stream z = { .next_in = (unsigned char *)packed.ptr, .avail_in = (uInt)packed.len };
    enum ts_rc rc = TS_OK;

    if (packed.len > UINT32_MAX)
        return ts_fail(err, TS_ERR_LIMIT, "a gzip file that is too large");
    if (inflateInit2(&z, GZIP_WINDOW) != Z_OK)
        ts_panic("out of memory (a gzip file)");
    int status = inflate_all(&z, &text);
    inflateEnd(&z);
    if (text.is_full)
        rc = ts_fail(err, TS_ERR_LIMIT, "unpacked it is larger than %zu MB", max_bytes >> 20);
    else if (status != Z_STREAM_END && status != Z_BUF_ERROR)
        rc = ts_fail(err, TS_ERR_PARSE, "a damaged gzip file");
    else
        *out = ts_buf_take(&text, a);
    ts_buf_done(&text);
    return rc;
}
