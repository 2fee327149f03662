/* Which charset some bytes are in, and their way to UTF-8.  Candidates are asked in the browser's
 * order; each is taken unless the bytes speak against it: declared UTF-8 must mostly be UTF-8, and
 * bytes that are UTF-8 with more than chance are that, whatever is declared. */
#include "tearsheet/base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet.h>

#include "charset_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

enum {
    DECLARATION_MAX = 4096, /* bytes looked through for a declaration */
    DETECT_MAX = 256 << 10, /* bytes shown to the detector */
    CHANCE_MAX = 8, /* well-formed sequences that can be chance in another multi-byte charset */
    CHUNK = 16 << 10,
    SNIFFED_BYTES = 1445, /* of a document that may be binary */
    BINARY_SHARE = 32,    /* random bytes have about a tenth, most programs and pictures more */
};

/* Charsets of more than one byte a character, whose text may look like UTF-8 by chance. */
static const char *const multibyte[] = { "GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "CP949" };

/* In ASCII; with a NUL, in `a`. */
static const char *upper(struct ts_arena *a, ts_str label)
{
    char *out = TS_NEW_ARRAY(a, label.len + 1, char);

    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];
        out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return out;
}

static bool is_known_to_iconv(const char *name)
{
    iconv_t cd = iconv_open("UTF-8", name);

    if (cd == (iconv_t)-1)
        return false;
    iconv_close(cd);
    return true;
}

/* iconv's name of a label, or empty if nobody knows it. */
static ts_str name_of(struct ts_arena *a, ts_str label)
{
    label = ts_str_trim(label);
    ts_str name = ts_charset_of_label(label);

    if (name.len > 0 || !ts_charset_is_label(label))
        return name;
    const char *asked = upper(a, label);
    return is_known_to_iconv(asked) ? ts_str_of(asked) : (ts_str){ 0 };
}

/* ---- what the bytes say ---- */

static const struct {
    const char *mark;
    size_t len;
    const char *name;
} boms[] = {
    { "\xEF\xBB\xBF", 3, "UTF-8" },
    { "\xFE\xFF", 2, "UTF-16BE" },
    { "\xFF\xFE", 2, "UTF-16LE" },
};

static ts_str charset_of_bom(ts_str bytes, size_t *bom_len)
{
    *bom_len = 0;
    for (size_t i = 0; i < TS_COUNT(boms); i++) {
        if (bytes.len >= boms[i].len && memcmp(bytes.ptr, boms[i].mark, boms[i].len) == 0) {
            *bom_len = boms[i].len;
            return ts_str_of(boms[i].name);
        }
    }
    return (ts_str){ 0 };
}

/* "<" and a letter, "!" or "?" as 16-bit units. */
static ts_str charset_of_units(ts_str bytes)
{
    if (bytes.len < 4)
        return (ts_str){ 0 };
    if (bytes.ptr[0] == '<' && !bytes.ptr[1] && bytes.ptr[2] && !bytes.ptr[3])
        return TS_STR("UTF-16LE");
    if (!bytes.ptr[0] && bytes.ptr[1] == '<' && !bytes.ptr[2] && bytes.ptr[3])
        return TS_STR("UTF-16BE");
    return (ts_str){ 0 };
}

struct utf8_count {
    size_t good; /* well-formed sequences of two bytes and more */
    size_t bad;  /* bytes that belong to none */
};

static struct utf8_count count_utf8(ts_str bytes)
{
    struct utf8_count n = { 0 };

    for (size_t pos = 0; (pos += ts_utf8_ascii_run(bytes, pos)) < bytes.len;) {
        size_t start = pos;
        uint32_t rune = ts_utf8_next(bytes, &pos);
        /* U+FFFD that was written as such is a sequence of three bytes */
        if (rune == TS_RUNE_BAD && pos - start < 3)
            n.bad += pos - start;
        else
            n.good++;
    }
    return n;
}

static bool is_multibyte(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(multibyte); i++) {
        if (ts_str_is(name, multibyte[i]))
            return true;
    }
    return ts_str_starts(name, "UTF-16") || ts_str_starts(name, "EUC");
}

/* Do the bytes fit a charset that was announced for them? */
static bool fits(ts_str bytes, ts_str name, struct utf8_count n)
{
    if (ts_str_is(name, "UTF-8"))
        return n.bad <= n.good;
    if (ts_str_starts(name, "UTF-16"))
        return ts_str_find_char(ts_str_sub(bytes, 0, 64), '\0', 0) != TS_NPOS;
    if (n.bad > 0)
        return true;
    return n.good <= (is_multibyte(name) ? CHANCE_MAX : 0);
}

static ts_str declared_in(struct ts_arena *a, ts_str bytes)
{
    ts_str head = ts_str_sub(bytes, 0, DECLARATION_MAX);
    ts_str name = name_of(a, ts_charset_label_in(head));

    if (ts_str_starts(name, "UTF-16") || ts_str_starts(name, "UTF-32"))
        return TS_STR("UTF-8"); /* it was read as ASCII, so it cannot be that */
    return name;
}

static ts_str detected_in(struct ts_arena *a, ts_str bytes)
{
    uchardet_t detector = uchardet_new();
    ts_str name = { 0 };

    if (uchardet_handle_data(detector, bytes.ptr,
                             bytes.len < DETECT_MAX ? bytes.len : DETECT_MAX) == 0) {
        uchardet_data_end(detector);
        name = name_of(a, ts_str_of(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return name;
}

struct ts_charset ts_charset_guess(struct ts_arena *a, ts_str bytes, ts_str http)
{
    size_t bom_len;
    ts_str bom = charset_of_bom(bytes, &bom_len);

    if (bom_len > 0)
        return (struct ts_charset){ bom, TS_CHARSET_BOM };

    struct utf8_count n = count_utf8(bytes);
    ts_str by_http = name_of(a, http);
    if (by_http.len > 0 && fits(bytes, by_http, n))
        return (struct ts_charset){ by_http, TS_CHARSET_HTTP };
    ts_str units = charset_of_units(bytes);
    if (units.len > 0)
        return (struct ts_charset){ units, TS_CHARSET_DETECTED };
    ts_str declared = declared_in(a, bytes);
    if (declared.len > 0 && fits(bytes, declared, n))
        return (struct ts_charset){ declared, TS_CHARSET_DECLARED };
    if (n.bad == 0 && n.good > 0)
        return (struct ts_charset){ TS_STR("UTF-8"), TS_CHARSET_DETECTED };
    bool is_escaped = ts_str_has(bytes, "\x1b$") || ts_str_has(bytes, "~{");
    ts_str detected = n.bad > 0 || is_escaped ? detected_in(a, bytes) : (ts_str){ 0 };
    if (detected.len > 0 && fits(bytes, detected, n))
        return (struct ts_charset){ detected, TS_CHARSET_DETECTED };
    return (struct ts_charset){ n.bad > 0 ? TS_STR("WINDOWS-1252") : TS_STR("UTF-8"),
                                TS_CHARSET_FALLBACK };
}

/* ---- decoding ---- */

struct ts_charset_votes ts_charset_ask(struct ts_arena *a, ts_str bytes, ts_str http)
{
    size_t bom_len;
    struct utf8_count n = count_utf8(bytes);
    struct ts_charset_votes votes = { .bom = charset_of_bom(bytes, &bom_len),
                                      .http = name_of(a, http),
                                      .declared = declared_in(a, bytes) };

    if (n.good + n.bad > 0) /* ASCII is the same in all of them */
        votes.detected = detected_in(a, bytes);
    return votes;
}

/* All of `bytes` through `cd` into `out`; what iconv refuses becomes U+FFFD, byte by byte. */
static void decode(iconv_t cd, ts_str bytes, struct ts_buf *out)
{
    char chunk[CHUNK];
    char *in = (char *)bytes.ptr;
    size_t in_left = bytes.len;
    bool is_flushed = false;

    while (!is_flushed) {
        char *to = chunk;
        size_t to_left = sizeof chunk;
        is_flushed = in_left == 0;
        size_t n = iconv(cd, is_flushed ? NULL : &in, is_flushed ? NULL : &in_left, &to, &to_left);
        int why = errno;
        ts_buf_put(out, (ts_str){ chunk, (size_t)(to - chunk) });
        if (n != (size_t)-1 || why == E2BIG || is_flushed)
            continue;
        ts_utf8_put(out, TS_RUNE_BAD);
        in++;
        in_left--;
    }
}

static bool is_utf8(struct ts_charset charset)
{
    return ts_str_is(charset.name, "UTF-8");
}

static ts_str decode_as(struct ts_arena *a, ts_str bytes, struct ts_charset charset)
{
    size_t bom_len;

    charset_of_bom(bytes, &bom_len);
    bytes = ts_str_skip(bytes, bom_len);
    if (is_utf8(charset))
        return ts_utf8_repair(a, bytes);
    iconv_t cd = iconv_open("UTF-8", ts_arena_cstr(a, charset.name));
    if (cd == (iconv_t)-1)
        return ts_utf8_repair(a, bytes);

    struct ts_buf out = { 0 };
    decode(cd, bytes, &out);
    iconv_close(cd);
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return ts_utf8_repair(a, text);
}

ts_str ts_charset_decode(struct ts_arena *a, ts_str bytes)
{
    return decode_as(a, bytes, ts_charset_guess(a, bytes, (ts_str){ 0 }));
}

ts_str ts_charset_to_utf8(struct ts_arena *a, ts_str bytes, ts_str http, struct ts_charset *used)
{
    struct ts_charset charset = ts_charset_guess(a, bytes, http);
    ts_str text = decode_as(a, bytes, charset);

    if (used)
        *used = charset;
    return is_utf8(charset) ? ts_charset_mend_twice(a, text) : text;
}

/* MIME Sniffing Standard, section 3 */
static bool is_binary_data_byte(unsigned char c)
{
    return c <= 0x08 || c == 0x0B || (c >= 0x0E && c <= 0x1A) || (c >= 0x1C && c <= 0x1F);
}

bool ts_charset_is_binary(ts_str text)
{
    ts_str head = ts_str_sub(text, 0, SNIFFED_BYTES);
    size_t n = 0;

    for (size_t i = 0; i < head.len; i++)
        n += is_binary_data_byte((unsigned char)head.ptr[i]);
    return ts_str_starts(text, "%PDF-") || n > head.len / BINARY_SHARE;
}
