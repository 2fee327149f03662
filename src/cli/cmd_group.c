/* cmd_group.c - articles from elsewhere into stories, for programs. */
#include "tearsheet/cli/cmd_group.h"

#include <stdlib.h>

#include "tearsheet/base/json.h"
#include "tearsheet/base/map.h"
#include "tearsheet/story/group.h"
#include "tearsheet/story/novelty.h"

/* What was read; the id of report `i` is i + 1, and its own name is `names[i]`. */
struct input {
    struct ts_arena *arena;
    struct ts_map ids;
    struct ts_report *reports;
    size_t n, cap;
    ts_str *names;
    size_t n_names, names_cap;
    size_t line;
};

static enum ts_rc take_line(struct input *in, ts_str line, struct ts_err *err)
{
    struct ts_json *json;
    struct ts_err why = { 0 };

    if (ts_json_parse(in->arena, line, &json, &why) != TS_OK)
        return ts_fail(err, TS_ERR_PARSE, "line %zu is no JSON: %s", in->line, why.msg);
    ts_str id = ts_json_get_str(json, "id");
    if (id.len == 0)
        return ts_fail(err, TS_ERR_PARSE, "line %zu has no id", in->line);
    int64_t *other = ts_map_put_str(&in->ids, id);
    if (*other != 0)
        return ts_fail(err, TS_ERR_PARSE, "line %zu has the id of line %lld", in->line,
                       (long long)*other);
    *other = (int64_t)in->line;
    struct ts_report *report = TS_PUSH(in->arena, in->reports, in->n, in->cap);
    *report = (struct ts_report){
        .id = (int64_t)in->n,
        .url = ts_json_get_str(json, "url"),
        .title = ts_json_get_str(json, "title"),
        .text = ts_json_get_str(json, "text"),
        .site = ts_json_get_str(json, "site"),
        .lang = ts_json_get_str(json, "lang"),
        .published = ts_when_parse(ts_json_get_str(json, "published")),
    };
    *TS_PUSH(in->arena, in->names, in->n_names, in->names_cap) = id;
    return TS_OK;
}

static enum ts_rc read_all(struct input *in, FILE *file, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;

    while (rc == TS_OK && (len = getline(&line, &cap, file)) >= 0) {
        in->line++;
        ts_str text = ts_str_trim((ts_str){ line, (size_t)len });
        if (text.len > 0)
            rc = take_line(in, ts_arena_str(in->arena, text), err);
    }
    free(line);
    if (rc == TS_OK && ferror(file))
        rc = ts_fail_errno(err, "cannot read the articles");
    return rc;
}

static void put_name(struct ts_json_out *o, const char *key, const struct input *in, int64_t id)
{
    ts_json_member(o, key, id != 0 ? in->names[id - 1] : (ts_str){ 0 });
}

static void put_sentences(struct ts_json_out *o, const struct ts_told *told)
{
    ts_json_list(o, "sentences");
    for (size_t i = 0; i < told->n; i++) {
        ts_json_open(o, '{');
        ts_json_member(o, "text", told->sentences[i].text);
        ts_json_key(o, "known");
        ts_json_put_bool(o, told->sentences[i].is_known);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static enum ts_rc write_all(const struct input *in, FILE *out,
                            const struct ts_placement *placements, const struct ts_told *told,
                            struct ts_err *err)
{
    struct ts_buf text = { 0 };
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; i < in->n && rc == TS_OK; i++) {
        struct ts_json_out o = { .buf = &text };
        ts_buf_clear(&text);
        ts_json_open(&o, '{');
        put_name(&o, "id", in, (int64_t)i + 1);
        put_name(&o, "story", in, placements[i].story_id);
        put_name(&o, "saga", in, placements[i].saga_id);
        put_name(&o, "copy_of", in, placements[i].copy_of_id);
        if (told)
            put_sentences(&o, &told[i]);
        ts_json_close(&o, '}');
        ts_buf_putc(&text, '\n');
        if (fwrite(text.ptr, 1, text.len, out) != text.len)
            rc = ts_fail_errno(err, "cannot write the groups");
    }
    if (rc == TS_OK && fflush(out) != 0)
        rc = ts_fail_errno(err, "cannot write the groups");
    ts_buf_done(&text);
    return rc;
}

enum ts_rc ts_cmd_group(struct ts_arena *a, FILE *in, FILE *out, bool with_novelty,
                        struct ts_err *err)
{
    struct input input = { .arena = a, .ids.arena = a };
    struct ts_told *told = NULL;

    enum ts_rc rc = read_all(&input, in, err);
    if (rc != TS_OK)
        return rc;
    struct ts_placement *placements = TS_NEW_ARRAY(a, input.n, struct ts_placement);
    ts_group_all(a, input.reports, input.n, placements);
    if (with_novelty) {
        told = TS_NEW_ARRAY(a, input.n, struct ts_told);
        ts_novelty_all(a, input.reports, placements, input.n, told);
    }
    return write_all(&input, out, placements, told, err);
}
