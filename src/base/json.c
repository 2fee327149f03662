/* Reading goes through jansson's tree once to copy it into the arena, so that a value lives as long
 * as the document it came from and nobody counts references. */
#include "tearsheet/base/json.h"

#include <math.h>
#include <stdio.h>

#include <jansson.h>

#include "tearsheet/base/utf8.h"

enum { MAX_DEPTH = 512 };

static struct ts_json *copy_value(struct ts_arena *a, const json_t *from);

static void copy_object(struct ts_arena *a, const json_t *from, struct ts_json *to)
{
    struct ts_json **link = &to->first;
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)from, key, value)
    {
        *link = copy_value(a, value);
        (*link)->key = ts_arena_str(a, ts_str_of(key));
        link = &(*link)->next;
    }
}

static void copy_array(struct ts_arena *a, const json_t *from, struct ts_json *to)
{
    struct ts_json **link = &to->first;
    size_t i;
    json_t *value;

    json_array_foreach(from, i, value)
    {
        *link = copy_value(a, value);
        link = &(*link)->next;
    }
}

/* Integers have their digits as text too: ids are written as numbers and as strings. */
static void copy_number(struct ts_arena *a, const json_t *from, struct ts_json *to)
{
    to->kind = TS_JSON_NUMBER;
    to->number = json_number_value(from);
    if (json_is_integer(from))
        to->integer = (int64_t)json_integer_value(from);
    else if (fabs(to->number) < 9e15)
        to->integer = (int64_t)to->number;
    if (json_is_integer(from) || to->number == (double)to->integer)
        to->text = ts_arena_printf(a, "%lld", (long long)to->integer);
}

/* Calls itself at most MAX_DEPTH deep: is_too_deep() was asked before. */
static struct ts_json *copy_value(struct ts_arena *a, const json_t *from)
{
    struct ts_json *to = TS_NEW(a, struct ts_json);

    switch (json_typeof(from)) {
    case JSON_OBJECT:
        to->kind = TS_JSON_OBJECT;
        copy_object(a, from, to);
        break;
    case JSON_ARRAY:
        to->kind = TS_JSON_ARRAY;
        copy_array(a, from, to);
        break;
    case JSON_STRING:
        to->kind = TS_JSON_STRING;
        to->text = ts_arena_str(a, (ts_str){ json_string_value(from), json_string_length(from) });
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        copy_number(a, from, to);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        to->kind = TS_JSON_BOOL;
        to->truth = json_is_true(from);
        break;
    case JSON_NULL:
        break;
    }
    return to;
}

/* jansson allows 2048 levels; ours are fewer since the tree is copied by calls. */
static bool is_too_deep(ts_str text)
{
    int depth = 0;
    bool in_string = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (in_string) {
            if (c == '\\')
                i++;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > MAX_DEPTH)
                return true;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

static json_t *load(ts_str text, size_t flags, json_error_t *why)
{
    return json_loadb(text.ptr ? text.ptr : "", text.len, flags | JSON_DECODE_ANY | JSON_ALLOW_NUL,
                      why);
}

enum ts_rc ts_json_parse(struct ts_arena *a, ts_str text, struct ts_json **out, struct ts_err *err)
{
    json_error_t why;

    if (is_too_deep(text))
        return ts_fail(err, TS_ERR_LIMIT, "JSON nested deeper than %d", MAX_DEPTH);
    json_t *root = load(text, 0, &why);
    if (!root && json_error_code(&why) == json_error_numeric_overflow)
        root = load(text, JSON_DECODE_INT_AS_REAL, &why); /* an integer of more than 64 bits */
    if (!root)
        return ts_fail(err, TS_ERR_PARSE, "line %d, column %d: %s", why.line, why.column, why.text);
    *out = copy_value(a, root);
    json_decref(root);
    return TS_OK;
}

const struct ts_json *ts_json_get(const struct ts_json *object, const char *key)
{
    if (!object || object->kind != TS_JSON_OBJECT)
        return NULL;
    for (const struct ts_json *m = object->first; m; m = m->next)
        if (ts_str_is(m->key, key))
            return m;
    return NULL;
}

ts_str ts_json_str(const struct ts_json *value)
{
    bool has_text = value && (value->kind == TS_JSON_STRING || value->kind == TS_JSON_NUMBER);
    return has_text ? value->text : (ts_str){ 0 };
}

ts_str ts_json_get_str(const struct ts_json *object, const char *key)
{
    return ts_json_str(ts_json_get(object, key));
}

static void before_value(struct ts_json_out *o)
{
    if (o->needs_comma)
        ts_buf_putc(o->buf, ',');
    o->needs_comma = true;
}

void ts_json_open(struct ts_json_out *o, char bracket)
{
    before_value(o);
    ts_buf_putc(o->buf, bracket);
    o->needs_comma = false;
}

void ts_json_close(struct ts_json_out *o, char bracket)
{
    ts_buf_putc(o->buf, bracket);
    o->needs_comma = true;
}

/* "\u202e", and two halves of a pair beyond the first 65536. */
static void put_number_of(struct ts_buf *buf, uint32_t rune)
{
    if (rune > 0xFFFF) {
        ts_buf_printf(buf, "\\u%04x", (unsigned)(0xD800 + ((rune - 0x10000) >> 10)));
        rune = 0xDC00 + (rune & 0x3FF);
    }
    ts_buf_printf(buf, "\\u%04x", (unsigned)rune);
}

static void put_quoted(struct ts_buf *buf, ts_str text)
{
    ts_buf_putc(buf, '"');
    for (size_t pos = 0; pos < text.len;) {
        uint32_t rune = ts_utf8_next(text, &pos);
        if (rune == '"' || rune == '\\') {
            ts_buf_putc(buf, '\\');
            ts_buf_putc(buf, (char)rune);
        } else if (rune == '\n') {
            ts_buf_puts(buf, "\\n");
        } else if (ts_rune_is_unsafe(rune)) {
            put_number_of(buf, rune);
        } else {
            ts_utf8_put(buf, rune);
        }
    }
    ts_buf_putc(buf, '"');
}

void ts_json_key(struct ts_json_out *o, const char *key)
{
    before_value(o);
    put_quoted(o->buf, ts_str_of(key));
    ts_buf_putc(o->buf, ':');
    o->needs_comma = false;
}

void ts_json_put_str(struct ts_json_out *o, ts_str text)
{
    before_value(o);
    put_quoted(o->buf, text);
}

void ts_json_put_int(struct ts_json_out *o, int64_t number)
{
    before_value(o);
    ts_buf_printf(o->buf, "%lld", (long long)number);
}

void ts_json_put_real(struct ts_json_out *o, double number)
{
    before_value(o);
    if (isfinite(number))
        ts_buf_printf(o->buf, "%.6g", number);
    else
        ts_buf_puts(o->buf, "null");
}

void ts_json_put_bool(struct ts_json_out *o, bool truth)
{
    before_value(o);
    ts_buf_puts(o->buf, truth ? "true" : "false");
}

void ts_json_put_null(struct ts_json_out *o)
{
    before_value(o);
    ts_buf_puts(o->buf, "null");
}

void ts_json_list(struct ts_json_out *o, const char *key)
{
    ts_json_key(o, key);
    ts_json_open(o, '[');
}

void ts_json_member(struct ts_json_out *o, const char *key, ts_str text)
{
    ts_json_key(o, key);
    if (text.len > 0)
        ts_json_put_str(o, text);
    else
        ts_json_put_null(o);
}
