/* sources_file.c - reads the `feeds` file: a line is a row of words with what stands between them.
 */
#include "tearsheet/feed/sources_file.h"

#include "sources_line_priv.h"
#include "tearsheet/base/map.h"

struct reading {
    struct ts_arena *a;
    ts_str name;
    int line;
    struct ts_sources_file file;
    size_t cap_entries, cap_faults;
    struct ts_map seen; /* address -> line */
};

static void fault(struct reading *r, const char *what)
{
    struct ts_source_fault *f = TS_PUSH(r->a, r->file.faults, r->file.n_faults, r->cap_faults);
    f->line = r->line;
    f->message = ts_arena_printf(r->a, "%.*s:%d: %s", TS_FMT(r->name), r->line, what);
}

static void add_tag(struct ts_arena *a, struct ts_source_entry *e, size_t *cap, ts_str word)
{
    if (ts_sources_is_hiding(word))
        e->is_hidden = true;
    else if (ts_sources_is_title(word) && !e->nickname.len)
        e->nickname = ts_arena_str(a, ts_str_skip(word, 1));
    else if (!ts_sources_is_title(word) && word.len && !ts_sources_is_in(word, e->tags, e->n_tags))
        *TS_PUSH(a, e->tags, e->n_tags, *cap) = ts_arena_str(a, word);
}

static void read_line(struct reading *r, ts_str line)
{
    struct ts_source_entry e = { .line = r->line };
    size_t pos = 0, cap = 0;
    bool is_known;
    struct ts_sources_word w;

    if (!ts_sources_word_next(r->a, line, &pos, &w))
        return;
    const char *what = ts_sources_kind_of(w.value, &e.kind, &is_known);
    e.url = ts_arena_str(r->a, w.value);
    bool is_open = w.is_open;
    while (ts_sources_word_next(r->a, line, &pos, &w)) {
        is_open |= w.is_open;
        add_tag(r->a, &e, &cap, w.value);
    }
    if (is_open) /* which may be all that is wrong with the address, too */
        fault(r, "a quote is not closed");
    else if (what)
        fault(r, what);
    if (!is_known)
        return;
    int64_t *first = ts_map_put_str(&r->seen, e.url);
    if (*first) {
        fault(r, "the same address as on an earlier line");
        return;
    }
    *first = r->line;
    *TS_PUSH(r->a, r->file.entries, r->file.n_entries, r->cap_entries) = e;
}

struct ts_sources_file ts_sources_file_read(struct ts_arena *a, ts_str text, ts_str name)
{
    struct reading r = { .a = a, .name = name, .seen = { .arena = a } };
    ts_str line, ending;

    text = ts_sources_without_mark(text);
    while (ts_sources_line_next(&text, &line, &ending)) {
        r.line++;
        read_line(&r, line);
    }
    return r.file;
}
