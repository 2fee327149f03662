/* The bytes of answers, sound and with the faults that a route asks for. */
#include "loopback_priv.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* `body` as gzip (window bits 31) or deflate (15). */
static void put_compressed(struct ts_buf *out, ts_str body, int window_bits)
{
    z_stream z = { 0 };
    char bytes[16 << 10];
    int state = Z_OK;

    if (deflateInit2(&z, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    z.next_in = (Bytef *)body.ptr;
    z.avail_in = (uInt)body.len;
    while (state == Z_OK) {
        z.next_out = (Bytef *)bytes;
        z.avail_out = sizeof bytes;
        state = deflate(&z, Z_FINISH);
        ts_buf_put(out, (ts_str){ bytes, sizeof bytes - z.avail_out });
    }
    deflateEnd(&z);
}

void loopback_put_body(struct ts_buf *out, const struct loopback_route *r)
{
    const ts_str once = { r->body, r->body_len > 0 || !r->body ? r->body_len : strlen(r->body) };
    struct ts_buf plain = { 0 };

    for (size_t i = 0; i < (r->repeat > 0 ? r->repeat : 1); i++)
        ts_buf_put(&plain, once);
    if (r->is_gzip || r->is_deflate || r->is_gzip_file)
        put_compressed(out, ts_buf_str(&plain), r->is_deflate ? 15 : 31);
    else
        ts_buf_put(out, ts_buf_str(&plain));
    ts_buf_done(&plain);
}

static bool is_chunked(const struct loopback_route *r)
{
    return r->fault == LOOPBACK_CHUNKED || r->fault == LOOPBACK_CHUNK_LIE ||
           r->fault == LOOPBACK_CHUNK_SHORT;
}

void loopback_put_head(struct ts_buf *out, const struct loopback_route *r, int status,
                       size_t length)
{
    ts_buf_printf(out, "HTTP/1.1 %d Scripted\r\n", status);
    if (r->headers)
        ts_buf_puts(out, r->headers);
    if (r->etag)
        ts_buf_printf(out, "ETag: %s\r\n", r->etag);
    if (r->modified)
        ts_buf_printf(out, "Last-Modified: %s\r\n", r->modified);
    if (r->is_gzip || r->is_deflate)
        ts_buf_printf(out, "Content-Encoding: %s\r\n", r->is_gzip ? "gzip" : "deflate");
    if (r->fault == LOOPBACK_HUGE_HEAD) {
        ts_buf_puts(out, "X-Filler: ");
        ts_buf_fill(out, 'x', r->cut_after);
        ts_buf_puts(out, "\r\n");
    }
    if (is_chunked(r))
        ts_buf_puts(out, "Transfer-Encoding: chunked\r\n");
    else if (status != 304)
        ts_buf_printf(out, "Content-Length: %zu\r\n",
                      r->fault == LOOPBACK_BAD_LENGTH ? r->cut_after : length);
    ts_buf_puts(out, "\r\n");
}
