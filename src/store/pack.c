/* pack.c - texts and pages as small blobs.
 *
 * A blob is a byte for its form and a zstd frame that knows its length.  Blocks are written one
 * after the other: numbers in 7-bit groups, texts with their length in front.  Each block says for
 * itself whether its text belongs to the article's, so that what was indexed can be told again even
 * when the rule has changed since. */
#include "tearsheet/store/pack.h"

#include <string.h>
#include <zstd.h>

enum { FORM_BYTES = 1, FORM_BLOCKS = 2 };
enum { FLAG_KEPT = 1, FLAG_HEADER = 2, FLAG_TEXT = 4, FLAG_RULE = 8, FLAG_READER = 16 };
/* The least a block and a span take: more of them than bytes cannot be meant. */
enum { MIN_BLOCK_BYTES = 12, MIN_SPAN_BYTES = 4 };
/* Of zstd: a short text is done a quarter sooner at the lower level, and 2 % larger. */
enum { SHORT_BYTES = 8192, LEVEL_SHORT = 1, LEVEL = 3 };

/* ---- compression ---- */

void ts_packer_done(struct ts_packer *p)
{
    ZSTD_freeCCtx(p->context);
    p->context = NULL;
}

static size_t compress(struct ts_packer *p, char *frame, size_t room, ts_str bytes)
{
    const char *from = bytes.ptr ? bytes.ptr : "";
    int level = bytes.len <= SHORT_BYTES ? LEVEL_SHORT : LEVEL;

    if (p && !p->context)
        p->context = ZSTD_createCCtx();
    return p && p->context ? ZSTD_compressCCtx(p->context, frame, room, from, bytes.len, level)
                           : ZSTD_compress(frame, room, from, bytes.len, level);
}

static enum ts_rc put_compressed(struct ts_packer *p, struct ts_buf *out, char form, ts_str bytes,
                                 struct ts_err *err)
{
    if (bytes.len > TS_PACK_MAX_BYTES)
        return ts_fail(err, TS_ERR_LIMIT, "%zu bytes are more than the library takes", bytes.len);
    struct ts_arena a = { 0 };
    size_t room = ZSTD_compressBound(bytes.len);
    char *frame = ts_arena_alloc_raw(&a, room);
    size_t len = compress(p, frame, room, bytes);

    if (!ZSTD_isError(len)) {
        ts_buf_putc(out, form);
        ts_buf_put(out, (ts_str){ frame, len });
    }
    ts_arena_done(&a);
    if (ZSTD_isError(len))
        return ts_fail(err, TS_ERR_STORE, "cannot compress: %s", ZSTD_getErrorName(len));
    return TS_OK;
}

static enum ts_rc take_compressed(struct ts_arena *a, char form, ts_str packed, ts_str *out,
                                  struct ts_err *err)
{
    if (packed.len < 1 || packed.ptr[0] != form)
        return ts_fail(err, TS_ERR_STORE, "a packed text of an unknown form");
    ts_str frame = ts_str_skip(packed, 1);
    unsigned long long want = ZSTD_getFrameContentSize(frame.ptr, frame.len);

    if (want == ZSTD_CONTENTSIZE_UNKNOWN || want == ZSTD_CONTENTSIZE_ERROR ||
        want > TS_PACK_MAX_BYTES)
        return ts_fail(err, TS_ERR_STORE, "a packed text is damaged: it does not tell its length");
    char *bytes = ts_arena_alloc_raw(a, (size_t)want + 1);
    size_t len = ZSTD_decompress(bytes, (size_t)want, frame.ptr, frame.len);

    if (ZSTD_isError(len) || len != want)
        return ts_fail(err, TS_ERR_STORE, "a packed text is damaged: %s",
                       ZSTD_isError(len) ? ZSTD_getErrorName(len) : "too short");
    bytes[len] = '\0';
    *out = (ts_str){ bytes, len };
    return TS_OK;
}

enum ts_rc ts_pack_bytes(struct ts_packer *p, struct ts_buf *out, ts_str bytes, struct ts_err *err)
{
    return put_compressed(p, out, FORM_BYTES, bytes, err);
}

enum ts_rc ts_unpack_bytes(struct ts_arena *a, ts_str packed, ts_str *out, struct ts_err *err)
{
    return take_compressed(a, FORM_BYTES, packed, out, err);
}

/* ---- writing blocks ---- */

static void put_number(struct ts_buf *out, uint64_t number)
{
    while (number >= 0x80) {
        ts_buf_putc(out, (char)(number | 0x80));
        number >>= 7;
    }
    ts_buf_putc(out, (char)number);
}

static void put_text(struct ts_buf *out, ts_str text)
{
    put_number(out, text.len);
    ts_buf_put(out, text);
}

static void put_float(struct ts_buf *out, float number)
{
    uint32_t bits;

    memcpy(&bits, &number, sizeof bits);
    for (int i = 0; i < 4; i++)
        ts_buf_putc(out, (char)(bits >> (8 * i)));
}

static unsigned flags_of(const struct ts_block *block)
{
    return (block->is_kept ? FLAG_KEPT : 0U) | (block->is_header ? FLAG_HEADER : 0U) |
           (ts_block_is_text(block) ? FLAG_TEXT : 0U) |
           (block->decided_by == TS_BY_RULE ? FLAG_RULE : 0U) |
           (block->decided_by == TS_BY_READER ? FLAG_READER : 0U);
}

static void put_block(struct ts_buf *out, const struct ts_block *block)
{
    put_number(out, (uint64_t)block->kind);
    put_number(out, flags_of(block));
    put_number(out, block->level);
    put_number(out, block->number);
    put_float(out, block->score);
    put_text(out, block->text);
    put_text(out, block->reason);
    put_text(out, block->image);
    put_number(out, block->n_spans);
    for (size_t i = 0; i < block->n_spans; i++) {
        put_number(out, block->spans[i].start);
        put_number(out, block->spans[i].len);
        put_number(out, (uint64_t)block->spans[i].kind);
        put_text(out, block->spans[i].target);
    }
}

enum ts_rc ts_pack_blocks(struct ts_packer *p, struct ts_buf *out, const struct ts_block *blocks,
                          size_t n, struct ts_err *err)
{
    struct ts_buf plain = { 0 };

    put_number(&plain, n);
    for (size_t i = 0; i < n; i++)
        put_block(&plain, &blocks[i]);
    enum ts_rc rc = put_compressed(p, out, FORM_BLOCKS, ts_buf_str(&plain), err);
    ts_buf_done(&plain);
    return rc;
}

/* ---- reading blocks ---- */

/* What is left to read; a read past the end gives zeros and is remembered. */
struct reader {
    ts_str rest;
    bool is_broken;
};

static uint64_t take_number(struct reader *r)
{
    uint64_t number = 0;

    for (unsigned shift = 0; shift < 64 && r->rest.len; shift += 7) {
        unsigned char byte = (unsigned char)r->rest.ptr[0];
        r->rest = ts_str_skip(r->rest, 1);
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    r->is_broken = true;
    return 0;
}

/* A number that must not be above `max`. */
static uint64_t take_below(struct reader *r, uint64_t max)
{
    uint64_t number = take_number(r);

    if (number <= max)
        return number;
    r->is_broken = true;
    return 0;
}

static ts_str take_bytes(struct reader *r, size_t len)
{
    ts_str bytes = ts_str_sub(r->rest, 0, len);

    if (bytes.len < len)
        r->is_broken = true;
    r->rest = ts_str_skip(r->rest, bytes.len);
    return bytes;
}

static ts_str take_text(struct reader *r)
{
    return take_bytes(r, (size_t)take_below(r, r->rest.len));
}

static float take_float(struct reader *r)
{
    ts_str bytes = take_bytes(r, 4);
    uint32_t bits = 0;
    float number;

    for (size_t i = 0; i < bytes.len; i++)
        bits |= (uint32_t)(unsigned char)bytes.ptr[i] << (8 * i);
    memcpy(&number, &bits, sizeof number);
    return number;
}

static void take_spans(struct reader *r, struct ts_arena *a, struct ts_block *block)
{
    size_t n = (size_t)take_below(r, r->rest.len / MIN_SPAN_BYTES);

    block->spans = n ? TS_NEW_ARRAY(a, n, struct ts_span) : NULL;
    block->n_spans = n;
    for (size_t i = 0; i < n && !r->is_broken; i++) {
        struct ts_span *span = &block->spans[i];
        span->start = (uint32_t)take_below(r, block->text.len);
        span->len = (uint32_t)take_below(r, block->text.len - span->start);
        span->kind = (enum ts_span_kind)take_below(r, TS_SPAN_CODE);
        span->target = take_text(r);
    }
}

/* Returns the block's flags. */
static uint64_t take_block(struct reader *r, struct ts_arena *a, struct ts_block *block)
{
    block->kind = (enum ts_block_kind)take_below(r, UINT8_MAX);
    uint64_t flags = take_number(r);
    block->is_kept = flags & FLAG_KEPT;
    block->is_header = flags & FLAG_HEADER;
    block->decided_by = flags & FLAG_READER ? TS_BY_READER
                        : flags & FLAG_RULE ? TS_BY_RULE
                                            : TS_BY_EXTRACTOR;
    block->level = (uint8_t)take_below(r, UINT8_MAX);
    block->number = (uint16_t)take_below(r, UINT16_MAX);
    block->score = take_float(r);
    block->text = take_text(r);
    block->reason = take_text(r);
    block->image = take_text(r);
    take_spans(r, a, block);
    return flags;
}

static enum ts_rc open_blocks(struct ts_arena *a, ts_str packed, struct reader *r, size_t *n,
                              struct ts_err *err)
{
    enum ts_rc rc = take_compressed(a, FORM_BLOCKS, packed, &r->rest, err);

    if (rc == TS_OK)
        *n = (size_t)take_below(r, r->rest.len / MIN_BLOCK_BYTES);
    return rc;
}

static enum ts_rc blocks_damaged(struct ts_err *err)
{
    return ts_fail(err, TS_ERR_STORE, "a packed text is damaged: its blocks do not add up");
}

enum ts_rc ts_unpack_blocks(struct ts_arena *a, ts_str packed, struct ts_block **out, size_t *n,
                            struct ts_err *err)
{
    struct reader r = { 0 };
    size_t n_blocks = 0;

    enum ts_rc rc = open_blocks(a, packed, &r, &n_blocks, err);
    if (rc != TS_OK)
        return rc;
    struct ts_block *blocks = n_blocks ? TS_NEW_ARRAY(a, n_blocks, struct ts_block) : NULL;
    for (size_t i = 0; i < n_blocks && !r.is_broken; i++)
        take_block(&r, a, &blocks[i]);
    if (r.is_broken || r.rest.len)
        return blocks_damaged(err);
    *out = blocks;
    *n = n_blocks;
    return TS_OK;
}

enum ts_rc ts_unpack_text(struct ts_arena *a, ts_str packed, ts_str *out, struct ts_err *err)
{
    struct ts_arena spans = { 0 };
    struct ts_buf text = { 0 };
    struct reader r = { 0 };
    size_t n_blocks = 0;

    enum ts_rc rc = open_blocks(a, packed, &r, &n_blocks, err);
    for (size_t i = 0; i < n_blocks && !r.is_broken; i++) {
        struct ts_block block = { 0 };
        if (!(take_block(&r, &spans, &block) & FLAG_TEXT) || r.is_broken)
            continue;
        ts_buf_puts(&text, text.len ? "\n\n" : "");
        ts_buf_put(&text, block.text);
    }
    if (rc == TS_OK && (r.is_broken || r.rest.len))
        rc = blocks_damaged(err);
    if (rc == TS_OK)
        *out = ts_buf_take(&text, a);
    ts_buf_done(&text);
    ts_arena_done(&spans);
    return rc;
}
