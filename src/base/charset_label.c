/* charset_label.c - labels of charsets: where documents and headers carry them, and what they mean
 * on the web, where that differs from what iconv would make of them. */
#include <string.h>

#include "charset_priv.h"
#include "tearsheet/base/charset.h"

enum { LABEL_MAX = 40 };

/* Labels in lower case, and iconv's name of what the encoding standard means by them. */
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

ts_str ts_charset_of_label(ts_str label)
{
    for (size_t i = 0; i < TS_COUNT(aliases); i++) {
        if (ts_str_is_nocase(label, aliases[i].label))
            return ts_str_of(aliases[i].name);
    }
    return (ts_str){ 0 };
}

static bool is_label_char(char c)
{
    return ts_is_alpha(c) || ts_is_digit(c) || (c && strchr("-_.:", c));
}

bool ts_charset_is_label(ts_str label)
{
    size_t n = 0;

    while (n < label.len && is_label_char(label.ptr[n]))
        n++;
    return n == label.len && n > 0 && n <= LABEL_MAX;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* The label behind `key` and "=" in a tag or header, quoted or not. */
static ts_str label_after(ts_str text, const char *key)
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
    return label_after(ts_str_sub(head, 0, end), "encoding");
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
        ts_str label = label_after(tag, "charset");
        if (label.len > 0 &&
            (ts_str_has_nocase(tag, "http-equiv") || !ts_str_has_nocase(tag, "content=")))
            return label;
    }
    return (ts_str){ 0 };
}

ts_str ts_charset_label_in(ts_str head)
{
    ts_str label = label_of_xml(head);
    return label.len > 0 ? label : label_of_meta(head);
}

ts_str ts_charset_of_content_type(ts_str content_type)
{
    size_t at = ts_str_find_char(content_type, ';', 0);

    return at == TS_NPOS ? (ts_str){ 0 } : label_after(ts_str_skip(content_type, at), "charset");
}
