/* Which charset some bytes are in, and their way to UTF-8.  Candidates are asked in the browser's
 * order; each is taken unless the bytes speak against it: declared UTF-8 must mostly be UTF-8, and
 * bytes that are UTF-8 with more than chance are that, whatever is declared.  Labels go through the
 * table of the encoding standard, where it differs from what iconv would make of them. */
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
    LABEL_MAX = 40,
    CHANCE_MAX = 8, /* well-formed sequences that can be chance in another multi-byte charset */
    CHUNK = 16 << 10,
    SNIFFED_BYTES = 1445, /* of a document that may be binary */
    BINARY_SHARE = 32,    /* random bytes have about a tenth, most programs and pictures more */
};

/* Labels in lower case and what they mean on the web.  A label that is not here is asked of iconv
 * as it is. */
static const struct {
    const char *label, *name;
} aliases[] = {
    { "utf8", "UTF-8" },
    { "utf-8", "UTF-8" },
    { "unicode-1-1-utf-8", "UTF-8" },
    { "x-unicode20utf8", "UTF-8" },
    { "utf8mb4", "UTF-8" },
    { "ascii", "WINDOWS-1252" },
    { "us-ascii", "WINDOWS-1252" },
    { "ansi", "WINDOWS-1252" },
    { "ansi_x3.4-1968", "WINDOWS-1252" },
    { "latin1", "WINDOWS-1252" },
    { "latin-1", "WINDOWS-1252" },
    { "l1", "WINDOWS-1252" },
    { "iso-8859-1", "WINDOWS-1252" },
    { "iso8859-1", "WINDOWS-1252" },
    { "iso88591", "WINDOWS-1252" },
    { "iso_8859-1", "WINDOWS-1252" },
    { "iso_8859-1:1987", "WINDOWS-1252" },
    { "ibm819", "WINDOWS-1252" },
    { "cp819", "WINDOWS-1252" },
    { "cp1252", "WINDOWS-1252" },
    { "x-cp1252", "WINDOWS-1252" },
    { "windows1252", "WINDOWS-1252" },
    { "latin2", "ISO-8859-2" },
    { "iso8859-2", "ISO-8859-2" },
    { "iso88592", "ISO-8859-2" },
    { "latin5", "WINDOWS-1254" },
    { "iso-8859-9", "WINDOWS-1254" },
    { "iso8859-9", "WINDOWS-1254" },
    { "iso88599", "WINDOWS-1254" },
    { "latin9", "ISO-8859-15" },
    { "iso-8859-8-i", "ISO-8859-8" },
    { "logical", "ISO-8859-8" },
    { "visual", "ISO-8859-8" },
    { "iso-8859-11", "CP874" },
    { "iso8859-11", "CP874" },
    { "tis-620", "CP874" },
    { "windows-874", "CP874" },
    { "dos-874", "CP874" },
    { "x-cp1250", "WINDOWS-1250" },
    { "cp1251", "WINDOWS-1251" },
    { "x-cp1251", "WINDOWS-1251" },
    { "win-1251", "WINDOWS-1251" },
    { "win1251", "WINDOWS-1251" },
    { "windows1251", "WINDOWS-1251" },
    { "x-cp1253", "WINDOWS-1253" },
    { "x-cp1254", "WINDOWS-1254" },
    { "cyrillic", "ISO-8859-5" },
    { "greek", "ISO-8859-7" },
    { "hebrew", "ISO-8859-8" },
    { "arabic", "ISO-8859-6" },
    { "koi", "KOI8-R" },
    { "koi8", "KOI8-R" },
    { "koi8_r", "KOI8-R" },
    { "koi8-ru", "KOI8-U" },
    { "ibm866", "CP866" },
    { "866", "CP866" },
    { "csibm866", "CP866" },
    { "mac", "MACINTOSH" },
    { "x-mac-roman", "MACINTOSH" },
    { "x-mac-cyrillic", "MAC-CYRILLIC" },
    { "x-mac-ukrainian", "MAC-CYRILLIC" },
    { "chinese", "GB18030" },
    { "gb2312", "GB18030" },
    { "gb_2312", "GB18030" },
    { "gb_2312-80", "GB18030" },
    { "gbk", "GB18030" },
    { "x-gbk", "GB18030" },
    { "cp936", "GB18030" },
    { "hz-gb-2312", "HZ" },
    { "big5", "BIG5-HKSCS" },
    { "big5-hkscs", "BIG5-HKSCS" },
    { "x-x-big5", "BIG5-HKSCS" },
    { "cn-big5", "BIG5-HKSCS" },
    { "sjis", "CP932" },
    { "x-sjis", "CP932" },
    { "shift-jis", "CP932" },
    { "shift_jis", "CP932" },
    { "ms_kanji", "CP932" },
    { "ms932", "CP932" },
    { "windows-31j", "CP932" },
    { "x-euc-jp", "EUC-JP" },
    { "euc-kr", "CP949" },
    { "ks_c_5601-1987", "CP949" },
    { "ks_c_5601-1989", "CP949" },
    { "ks_c_5601", "CP949" },
    { "ksc5601", "CP949" },
    { "ksc_5601", "CP949" },
    { "korean", "CP949" },
    { "windows-949", "CP949" },
    { "uhc", "CP949" },
    { "x-windows-949", "CP949" },
};

/* Charsets of more than one byte a character, whose text may look like UTF-8 by chance. */
static const char *const multibyte[] = { "GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "CP949" };

static char upper(char c)
{
    return (c >= 'a' && c <= 'z') ? (char)(c - 32) : c;
}

static bool is_label_char(char c)
{
    return ts_is_alpha(c) || ts_is_digit(c) || (c && strchr("-_.:", c));
}

/* iconv's name of a label, or empty if nobody knows it. */
static ts_str name_of(struct ts_arena *a, ts_str label)
{
    char name[LABEL_MAX + 1];

    label = ts_str_trim(label);
    if (label.len == 0 || label.len > LABEL_MAX)
        return (ts_str){ 0 };
    for (size_t i = 0; i < TS_COUNT(aliases); i++) {
        if (ts_str_is_nocase(label, aliases[i].label))
            return ts_str_of(aliases[i].name);
    }
    for (size_t i = 0; i < label.len; i++) {
        if (!is_label_char(label.ptr[i]))
            return (ts_str){ 0 };
        name[i] = upper(label.ptr[i]);
    }
    name[label.len] = '\0';
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1)
        return (ts_str){ 0 };
    iconv_close(cd);
    return ts_arena_str(a, (ts_str){ name, label.len });
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

    for (size_t pos = 0; pos < bytes.len;) {
        size_t start = pos;
        if (!(bytes.ptr[pos] & 0x80)) {
            pos++;
            continue;
        }
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

/* ---- what the document declares ---- */

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* The value behind `key` and "=" in a tag or header: quoted or up to a space, ";" or ">". */
static ts_str value_after(ts_str text, const char *key)
{
    for (size_t at = 0; (at = ts_str_find_nocase(text, ts_str_of(key), at)) != TS_NPOS;) {
        ts_str rest = ts_str_trim(ts_str_skip(text, at + strlen(key)));
        at += strlen(key);
        if (!ts_str_starts(rest, "="))
            continue;
        rest = ts_str_trim(ts_str_skip(rest, 1));
        if (rest.len > 0 && is_quote(rest.ptr[0]))
            rest = ts_str_trim(ts_str_skip(rest, 1));
        size_t len = 0;
        while (len < rest.len && is_label_char(rest.ptr[len]))
            len++;
        return ts_str_sub(rest, 0, len);
    }
    return (ts_str){ 0 };
}

static ts_str label_of_xml(ts_str head)
{
    head = ts_str_trim(head);
    size_t end = ts_str_find(head, TS_STR("?>"), 0);

    if (!ts_str_starts(head, "<?xml") || end == TS_NPOS)
        return (ts_str){ 0 };
    return value_after(ts_str_sub(head, 0, end), "encoding");
}

/* The label of the first <meta> outside of comments that has one: its own attribute, or inside the
 * content of http-equiv. */
static ts_str label_of_meta(ts_str head)
{
    for (size_t at = 0; (at = ts_str_find_char(head, '<', at)) != TS_NPOS; at++) {
        ts_str rest = ts_str_skip(head, at);
        bool is_comment = ts_str_starts(rest, "<!--");
        size_t end = ts_str_find(rest, is_comment ? TS_STR("-->") : TS_STR(">"), 0);

        if (end == TS_NPOS && is_comment)
            return (ts_str){ 0 };
        if (is_comment)
            at += end;
        if (is_comment || !ts_str_starts_nocase(rest, "<meta"))
            continue;
        ts_str tag = ts_str_sub(rest, 0, end);
        ts_str label = value_after(tag, "charset");
        if (label.len > 0 &&
            (ts_str_has_nocase(tag, "http-equiv") || !ts_str_has_nocase(tag, "content=")))
            return label;
    }
    return (ts_str){ 0 };
}

static ts_str declared_in(struct ts_arena *a, ts_str bytes)
{
    ts_str head = ts_str_sub(bytes, 0, DECLARATION_MAX);
    ts_str label = label_of_xml(head);
    ts_str name = name_of(a, label.len > 0 ? label : label_of_meta(head));

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

ts_str ts_charset_to_utf8(struct ts_arena *a, ts_str bytes, ts_str http, struct ts_charset *used)
{
    struct ts_charset charset = ts_charset_guess(a, bytes, http);
    size_t bom_len;

    charset_of_bom(bytes, &bom_len);
    bytes = ts_str_skip(bytes, bom_len);
    if (used)
        *used = charset;
    if (ts_str_is(charset.name, "UTF-8"))
        return ts_charset_mend_twice(a, ts_utf8_repair(a, bytes));
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

ts_str ts_charset_of_content_type(ts_str content_type)
{
    size_t at = ts_str_find_char(content_type, ';', 0);

    return at == TS_NPOS ? (ts_str){ 0 } : value_after(ts_str_skip(content_type, at), "charset");
}
