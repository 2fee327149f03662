#include "packed.h"

#include <stdlib.h>
#include <zlib.h>

enum { BLOCK = 16 << 20, N_BLOCKS = 128 };

/* Packed with a full flush at its end, a block stands for itself: the same bytes over and over are
 * the same zeros over and over. */
static void put_block(struct ts_buf *out, z_stream *z, const unsigned char *zeros)
{
    static unsigned char packed[BLOCK / 256];

    z->next_in = (Bytef *)zeros;
    z->avail_in = BLOCK;
    z->next_out = packed;
    z->avail_out = sizeof packed;
    if (deflate(z, Z_FULL_FLUSH) != Z_OK || z->avail_in > 0)
        abort();
    ts_buf_put(out, (ts_str){ (char *)packed, sizeof packed - z->avail_out });
}

void packed_gzip_bomb(struct ts_buf *out)
{
    unsigned char *zeros = calloc(1, BLOCK);
    z_stream z = { 0 };
    struct ts_buf second = { 0 };

    if (!zeros || deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    put_block(out, &z, zeros); /* with the header of gzip in front */
    put_block(&second, &z, zeros);
    for (int i = 1; i < N_BLOCKS; i++)
        ts_buf_put(out, ts_buf_str(&second));
    deflateEnd(&z);
    ts_buf_done(&second);
    free(zeros);
}
