/* json.h - reading and writing JSON; the door to jansson. */
#ifndef TEARSHEET_BASE_JSON_H
#define TEARSHEET_BASE_JSON_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/buf.h"

enum ts_json_kind {
    TS_JSON_NULL = 0,
    TS_JSON_BOOL,
    TS_JSON_NUMBER,
    TS_JSON_STRING,
    TS_JSON_ARRAY,
    TS_JSON_OBJECT,
};

/* A value, all of it in the arena it was read into.  Members of objects have a key. */
struct ts_json {
    enum ts_json_kind kind;
    bool truth;
    double number;
    int64_t integer; /* of a number without a fraction */
    ts_str text;
    ts_str key;
    struct ts_json *first; /* members or elements, in the order written */
    struct ts_json *next;
};

/* Reads one value.  TS_ERR_PARSE with line and column on malformed text, TS_ERR_LIMIT when nested
 * deeper than 512.  Duplicate keys: the last one counts. */
TS_CHECKED enum ts_rc ts_json_parse(struct ts_arena *a, ts_str text, struct ts_json **out,
                                    struct ts_err *err);

/* The member, or NULL: also when `object` is NULL or no object, so that look-ups can be chained. */
const struct ts_json *ts_json_get(const struct ts_json *object, const char *key);
/* The text of a string (or the digits of an integer member), empty for everything else. */
ts_str ts_json_str(const struct ts_json *value);
/* ts_json_str(ts_json_get(object, key)) */
ts_str ts_json_get_str(const struct ts_json *object, const char *key);

/* Writes values into a buffer; commas and quoting are its business.  Text is escaped so that
 * control characters, what ts_rune_is_unsafe() knows, and broken UTF-8 never reach the output as
 * such. */
struct ts_json_out {
    struct ts_buf *buf;
    bool needs_comma;
};
void ts_json_open(struct ts_json_out *o, char bracket);  /* '{' or '[' */
void ts_json_close(struct ts_json_out *o, char bracket); /* '}' or ']' */
void ts_json_key(struct ts_json_out *o, const char *key);
void ts_json_put_str(struct ts_json_out *o, ts_str text);
void ts_json_put_int(struct ts_json_out *o, int64_t number);
void ts_json_put_real(struct ts_json_out *o, double number);
void ts_json_put_bool(struct ts_json_out *o, bool truth);
void ts_json_put_null(struct ts_json_out *o);
/* Key and opening bracket of a list, which ts_json_close() ends. */
void ts_json_list(struct ts_json_out *o, const char *key);
/* key and value in one; an empty text is written as null. */
void ts_json_member(struct ts_json_out *o, const char *key, ts_str text);

#endif
