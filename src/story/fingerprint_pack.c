/* The layout: version, head, terms, sounds, shingles, and a hash of all that.  Integers are varints
 * (seven bits a byte, low first), signed ones zigzag; sorted hashes are written as differences.  A
 * term's kind, its usage, and which counts it has share a byte, and so do `is_day` and weekdays. */
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/story/fingerprint.h"

enum {
    VERSION = 2,
    CHECK_BYTES = 4,
    KIND_MASK = 7,
    HAS_TITLE = 8,
    HAS_LEAD = 16,
    HAS_BODY = 32,
    USAGE_SHIFT = 6,
    WEEKDAYS_SHIFT = 1,
};

static void put_uint(struct ts_buf *b, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        ts_buf_putc(b, (char)(v | 0x80));
    ts_buf_putc(b, (char)v);
}

static void put_int(struct ts_buf *b, int64_t v)
{
    put_uint(b, ((uint64_t)v << 1) ^ (uint64_t)(v >> 63));
}

static void put_terms(struct ts_buf *b, const struct ts_fingerprint *fp)
{
    uint32_t last = 0;

    put_uint(b, fp->n_terms);
    for (uint32_t i = 0; i < fp->n_terms; i++) {
        const struct ts_term *t = &fp->terms[i];
        put_uint(b, t->hash - last);
        last = t->hash;
        ts_buf_putc(b, (char)(t->kind | (t->title ? HAS_TITLE : 0) | (t->lead ? HAS_LEAD : 0) |
                              (t->body ? HAS_BODY : 0) | t->usage << USAGE_SHIFT));
        if (t->title)
            ts_buf_putc(b, (char)t->title);
        if (t->lead)
            ts_buf_putc(b, (char)t->lead);
        if (t->body)
            ts_buf_putc(b, (char)t->body);
    }
}

static void put_sorted(struct ts_buf *b, const uint32_t *v, uint32_t n)
{
    uint32_t last = 0;

    put_uint(b, n);
    for (uint32_t i = 0; i < n; i++) {
        put_uint(b, v[i] - last);
        last = v[i];
    }
}

static uint32_t check_of(ts_str bytes)
{
    uint64_t h = ts_hash_bytes(bytes.ptr, bytes.len, VERSION);
    return (uint32_t)(h ^ (h >> 32));
}

ts_str ts_fingerprint_pack(struct ts_arena *a, const struct ts_fingerprint *fp)
{
    struct ts_buf b = { 0 };

    ts_buf_putc(&b, VERSION);
    put_int(&b, fp->id);
    put_int(&b, fp->at);
    ts_buf_putc(&b, (char)(fp->is_day | fp->weekdays << WEEKDAYS_SHIFT));
    ts_buf_putc(&b, (char)fp->form);
    ts_buf_put(&b, (ts_str){ fp->lang, sizeof fp->lang });
    put_uint(&b, fp->site);
    put_uint(&b, fp->url);
    put_uint(&b, fp->n_words);
    put_terms(&b, fp);
    put_sorted(&b, fp->sounds, fp->n_sounds);
    ts_buf_putc(&b, (char)fp->has_all_shingles);
    put_sorted(&b, fp->shingles, fp->n_shingles);
    uint32_t check = check_of(ts_buf_str(&b));
    for (int i = 0; i < CHECK_BYTES; i++)
        ts_buf_putc(&b, (char)(check >> (8 * i)));
    ts_str bytes = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return bytes;
}

struct reader {
    ts_str bytes;
    size_t pos;
    bool is_bad; /* ran past the end; everything read since is 0 */
};

static uint8_t get_byte(struct reader *r)
{
    if (r->pos >= r->bytes.len) {
        r->is_bad = true;
        return 0;
    }
    return (uint8_t)r->bytes.ptr[r->pos++];
}

static uint64_t get_uint(struct reader *r)
{
    uint64_t v = 0;

    for (unsigned shift = 0; shift < 64; shift += 7) {
        uint8_t byte = get_byte(r);
        v |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return v;
    }
    r->is_bad = true;
    return 0;
}

static int64_t get_int(struct reader *r)
{
    uint64_t v = get_uint(r);
    return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

/* A count of things that take a byte each or more. */
static uint32_t get_count(struct reader *r)
{
    uint64_t n = get_uint(r);

    if (n > r->bytes.len - r->pos) {
        r->is_bad = true;
        return 0;
    }
    return (uint32_t)n;
}

static void get_terms(struct reader *r, struct ts_arena *a, struct ts_fingerprint *fp)
{
    uint32_t last = 0;

    fp->n_terms = get_count(r);
    fp->terms = ts_arena_alloc_raw(a, fp->n_terms * sizeof *fp->terms);
    for (uint32_t i = 0; i < fp->n_terms; i++) {
        struct ts_term t = { 0 };
        last += (uint32_t)get_uint(r);
        t.hash = last;
        uint8_t flags = get_byte(r);
        t.kind = flags & KIND_MASK;
        t.usage = flags >> USAGE_SHIFT;
        t.title = flags & HAS_TITLE ? get_byte(r) : 0;
        t.lead = flags & HAS_LEAD ? get_byte(r) : 0;
        t.body = flags & HAS_BODY ? get_byte(r) : 0;
        if (t.kind > TS_TERM_NUMBER)
            r->is_bad = true;
        fp->terms[i] = t;
    }
}

static uint32_t *get_sorted(struct reader *r, struct ts_arena *a, uint32_t *n)
{
    uint32_t last = 0;

    *n = get_count(r);
    uint32_t *v = ts_arena_alloc_raw(a, *n * sizeof *v);
    for (uint32_t i = 0; i < *n; i++) {
        last += (uint32_t)get_uint(r);
        v[i] = last;
    }
    return v;
}

static struct ts_fingerprint *get_all(struct reader *r, struct ts_arena *a)
{
    struct ts_fingerprint *fp = TS_NEW(a, struct ts_fingerprint);

    fp->id = get_int(r);
    fp->at = get_int(r);
    uint8_t days = get_byte(r);
    fp->is_day = days & 1;
    fp->weekdays = days >> WEEKDAYS_SHIFT;
    fp->form = get_byte(r);
    for (size_t i = 0; i < sizeof fp->lang; i++)
        fp->lang[i] = (char)get_byte(r);
    fp->lang[sizeof fp->lang - 1] = '\0';
    fp->site = (uint32_t)get_uint(r);
    fp->url = get_uint(r);
    fp->n_words = (uint32_t)get_uint(r);
    get_terms(r, a, fp);
    fp->sounds = get_sorted(r, a, &fp->n_sounds);
    fp->has_all_shingles = get_byte(r) != 0;
    fp->shingles = get_sorted(r, a, &fp->n_shingles);
    return fp;
}

static bool is_whole(ts_str bytes)
{
    uint32_t check = 0;

    if (bytes.len <= CHECK_BYTES)
        return false;
    ts_str body = ts_str_sub(bytes, 0, bytes.len - CHECK_BYTES);
    for (int i = 0; i < CHECK_BYTES; i++)
        check |= (uint32_t)(uint8_t)bytes.ptr[body.len + (size_t)i] << (8 * i);
    return check == check_of(body);
}

enum ts_rc ts_fingerprint_unpack(struct ts_arena *a, ts_str bytes, struct ts_fingerprint **out,
                                 struct ts_err *err)
{
    if (bytes.len == 0 || bytes.ptr[0] != VERSION)
        return ts_fail(err, TS_ERR_PARSE, "cannot read a report's fingerprint: not of version %d",
                       VERSION);
    if (!is_whole(bytes))
        return ts_fail(err, TS_ERR_PARSE, "cannot read a report's fingerprint: cut or damaged");
    struct reader r = { ts_str_sub(bytes, 0, bytes.len - CHECK_BYTES), 1, false };
    struct ts_fingerprint *fp = get_all(&r, a);
    if (r.is_bad || r.pos != r.bytes.len)
        return ts_fail(err, TS_ERR_PARSE, "cannot read a report's fingerprint: wrong lengths");
    *out = fp;
    return TS_OK;
}
