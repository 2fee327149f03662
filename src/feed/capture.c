/* capture.c - what is inside an element is written back as HTML, whether its markup was escaped, in
 * a CDATA section, XHTML as it should be, or HTML that nobody escaped. */
#include "capture_priv.h"

#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "text_priv.h"

static bool is_markup_type(ts_str type)
{
    return ts_str_is_nocase(type, "xhtml") || ts_str_ends(type, "+xml") ||
           ts_str_ends(type, "/xml");
}

enum ts_text_kind ts_capture_kind_of(const struct ts_xml_tag *tag, bool is_atom, bool is_xhtml)
{
    ts_str type = ts_xml_attr(tag, "type"), mode = ts_xml_attr(tag, "mode");

    if (is_xhtml || ts_str_is_nocase(mode, "xml") || is_markup_type(type))
        return TS_TEXT_XHTML;
    if (ts_str_is_nocase(mode, "base64"))
        return TS_TEXT_BASE64;
    if (ts_str_has_nocase(type, "html"))
        return TS_TEXT_HTML;
    if (ts_str_is_nocase(type, "text") || ts_str_starts_nocase(type, "text/"))
        return ts_str_is_nocase(mode, "escaped") ? TS_TEXT_GUESS : TS_TEXT_PLAIN;
    if (ts_str_find_char(type, '/', 0) != TS_NPOS)
        return TS_TEXT_BASE64;
    return is_atom ? TS_TEXT_GUESS : TS_TEXT_HTML;
}

void ts_capture_start(struct ts_capture *c, enum ts_text_kind kind)
{
    c->kind = kind;
    c->text.is_full = false;
    ts_buf_clear(&c->text);
}

void ts_capture_text(struct ts_capture *c, ts_str text)
{
    if (c->kind == TS_TEXT_XHTML)
        ts_text_escape(&c->text, text);
    else
        ts_buf_put(&c->text, text);
}

/* Elements inside a text that was said to have none: from here on it is XHTML. */
static void turn_into_markup(struct ts_capture *c)
{
    struct ts_arena a = { 0 };
    ts_str so_far = ts_buf_take(&c->text, &a);

    ts_buf_clear(&c->text);
    ts_text_escape(&c->text, so_far);
    c->kind = TS_TEXT_XHTML;
    ts_arena_done(&a);
}

static void write_attr(struct ts_capture *c, const struct ts_xml_attr *attr, ts_str base)
{
    bool is_address = ts_str_is_nocase(attr->name, "href") || ts_str_is_nocase(attr->name, "src");
    struct ts_arena a = { 0 };
    ts_str value = attr->value;

    if (is_address && base.len)
        value = ts_url_resolve(&a, base, value);
    ts_buf_putc(&c->text, ' ');
    ts_buf_put(&c->text, attr->name);
    ts_buf_puts(&c->text, "=\"");
    ts_text_escape(&c->text, value);
    ts_buf_putc(&c->text, '"');
    ts_arena_done(&a);
}

void ts_capture_tag(struct ts_capture *c, const struct ts_xml_tag *tag, ts_str base)
{
    if (c->kind == TS_TEXT_RAW || c->kind == TS_TEXT_BASE64)
        return;
    if (c->kind == TS_TEXT_PLAIN || c->kind == TS_TEXT_GUESS)
        turn_into_markup(c);
    ts_buf_putc(&c->text, '<');
    ts_buf_put(&c->text, tag->name);
    for (size_t i = 0; i < tag->n_attrs; i++)
        if (!tag->attrs[i].prefix.len)
            write_attr(c, &tag->attrs[i], base);
    ts_buf_putc(&c->text, '>');
}

void ts_capture_tag_end(struct ts_capture *c, ts_str name)
{
    if (c->kind == TS_TEXT_RAW || c->kind == TS_TEXT_BASE64 || ts_text_is_void(name))
        return;
    ts_buf_puts(&c->text, "</");
    ts_buf_put(&c->text, name);
    ts_buf_putc(&c->text, '>');
}

/* What is said to be binary: empty if it is; the text itself if it is no base64 after all (JSON,
 * say). */
static ts_str decoded(struct ts_arena *a, ts_str text)
{
    ts_str bytes;

    if (!ts_text_base64(a, text, &bytes))
        return text;
    return ts_utf8_is_valid(bytes) ? bytes : (ts_str){ 0 };
}

ts_str ts_capture_take(struct ts_capture *c, struct ts_arena *a)
{
    ts_str text = ts_str_trim(ts_buf_str(&c->text));

    if (c->kind == TS_TEXT_BASE64) {
        c->kind = TS_TEXT_GUESS;
        return decoded(a, text);
    }
    return c->text.is_full ? ts_utf8_repair(a, text) : text; /* the ceiling may cut a character */
}

static bool is_plain(const struct ts_capture *c, ts_str text)
{
    return c->kind == TS_TEXT_PLAIN || (c->kind == TS_TEXT_GUESS && !ts_text_is_html(text));
}

ts_str ts_capture_line(const struct ts_capture *c, struct ts_arena *a, ts_str text)
{
    return is_plain(c, text) ? ts_utf8_squeeze(a, text) : ts_text_plain(a, text);
}

ts_str ts_capture_html(const struct ts_capture *c, struct ts_arena *a, ts_str text)
{
    struct ts_buf html = { 0 };

    if (!is_plain(c, text))
        return text;
    ts_text_escape(&html, text);
    ts_str out = ts_buf_take(&html, a);
    ts_buf_done(&html);
    return out;
}
