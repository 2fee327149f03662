/* Small things that several commands print. */
#include "tearsheet/base/utf8.h"

#include "cli_priv.h"

ts_str cli_iso(struct ts_arena *a, int64_t at)
{
    return at == 0 ? (ts_str){ 0 } : ts_when_iso(a, (struct ts_when){ at, 0, TS_WHEN_TIME, true });
}

void cli_json_strings(struct ts_json_out *o, const char *key, const ts_str *strings, size_t n)
{
    ts_json_list(o, key);
    for (size_t i = 0; i < n; i++)
        ts_json_put_str(o, strings[i]);
    ts_json_close(o, ']');
}

void cli_json_int(struct ts_json_out *o, const char *key, int64_t number)
{
    ts_json_key(o, key);
    ts_json_put_int(o, number);
}

void cli_json_id(struct ts_json_out *o, const char *key, int64_t id)
{
    ts_json_key(o, key);
    if (id != 0)
        ts_json_put_int(o, id);
    else
        ts_json_put_null(o);
}

void cli_json_bool(struct ts_json_out *o, const char *key, bool truth)
{
    ts_json_key(o, key);
    ts_json_put_bool(o, truth);
}

void cli_json_states(struct ts_json_out *o, int64_t story_id, const ts_str *tags, size_t n_tags,
                     bool is_read, bool is_starred)
{
    cli_json_id(o, "story", story_id);
    cli_json_strings(o, "tags", tags, n_tags);
    cli_json_bool(o, "read", is_read);
    cli_json_bool(o, "starred", is_starred);
}

ts_str cli_one_line(struct ts_arena *a, ts_str text)
{
    return ts_utf8_safe(a, text, false);
}
