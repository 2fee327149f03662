/* sources_file.c - a line is a row of words with what stands between them.  Reading looks at the
 * words; editing writes the line again from the same words and gaps, so that what is not edited
 * keeps its bytes. */
#include "tearsheet/feed/sources_file.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"

struct word {
    ts_str raw;   /* as written, with quotes */
    ts_str value; /* what it means */
    size_t start; /* in the line */
    bool is_open; /* its quote is not closed */
};

static const struct {
    const char *prefix;
    enum ts_source_entry_kind kind;
} commands[] = {
    { "query:", TS_ENTRY_QUERY },
    { "exec:", TS_ENTRY_EXEC },
    { "filter:", TS_ENTRY_FILTER },
};

static bool is_address(ts_str word)
{
    return ts_url_is_http(word) || ts_url_is_file(word);
}

/* filter:COMMAND:ADDRESS, where no colon can be in the command. */
static bool is_filter(ts_str word)
{
    ts_str prefix, command;

    return ts_str_split(&word, ':', &prefix) && ts_str_split(&word, ':', &command) &&
           ts_str_trim(command).len > 0 && is_address(word);
}

/* ---- Lines and words ---- */

/* Cuts the next line off `*rest`; `*ending` is its line feed, or empty at the end of the text. */
static bool next_line(ts_str *rest, ts_str *line, ts_str *ending)
{
    if (!rest->len)
        return false;
    size_t end = ts_str_find_char(*rest, '\n', 0);
    *line = ts_str_sub(*rest, 0, end);
    *ending = end == TS_NPOS ? (ts_str){ 0 } : ts_str_sub(*rest, end, 1);
    *rest = end == TS_NPOS ? (ts_str){ 0 } : ts_str_skip(*rest, end + 1);
    return true;
}

static char unescaped(char c)
{
    static const char *const escapes = "n\nr\rt\tv\v";
    for (const char *e = escapes; *e; e += 2)
        if (*e == c)
            return e[1];
    return c;
}

/* The word that begins with the quote at `start`. */
static struct word quoted_word(struct ts_arena *a, ts_str line, size_t start)
{
    size_t end = start + 1;

    while (end < line.len && line.ptr[end] != '"')
        end += line.ptr[end] == '\\' && end + 1 < line.len ? 2 : 1;
    bool is_open = end == line.len;
    char *value = ts_arena_alloc(a, end - start);
    size_t n = 0;
    for (size_t i = start + 1; i < end; i++) {
        bool is_escape = line.ptr[i] == '\\' && i + 1 < end;
        value[n++] = is_escape ? unescaped(line.ptr[++i]) : line.ptr[i];
    }
    return (struct word){ .raw = ts_str_sub(line, start, end - start + !is_open),
                          .value = { value, n },
                          .start = start,
                          .is_open = is_open };
}

/* The next word at or after `*pos`; false at the end of the line or where a comment begins. */
static bool next_word(struct ts_arena *a, ts_str line, size_t *pos, struct word *w)
{
    size_t i = *pos;

    while (i < line.len && ts_is_space(line.ptr[i]))
        i++;
    if (i == line.len || line.ptr[i] == '#')
        return false;
    if (line.ptr[i] == '"') {
        *w = quoted_word(a, line, i);
    } else {
        size_t end = i;
        while (end < line.len && !ts_is_space(line.ptr[end]))
            end++;
        ts_str raw = ts_str_sub(line, i, end - i);
        *w = (struct word){ .raw = raw, .value = raw, .start = i };
    }
    *pos = w->start + w->raw.len;
    return true;
}

static ts_str without_mark(ts_str text)
{
    return ts_str_starts(text, "\xEF\xBB\xBF") ? ts_str_skip(text, 3) : text;
}

static bool is_title(ts_str word)
{
    return ts_str_starts(word, "~");
}

static bool is_hiding(ts_str word)
{
    return ts_str_starts(word, "!");
}

static bool is_in(ts_str tag, const ts_str *tags, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_eq(tags[i], tag))
            return true;
    return false;
}

/* ---- Reading ---- */

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

/* What the first word of a line names; a fault in words, or NULL. */
static const char *kind_of(ts_str word, enum ts_source_entry_kind *kind, bool *is_known)
{
    *is_known = true;
    for (size_t i = 0; i < TS_COUNT(commands); i++) {
        if (!ts_str_starts(word, commands[i].prefix))
            continue;
        *kind = commands[i].kind;
        *is_known = *kind != TS_ENTRY_FILTER || is_filter(word);
        return *is_known ? NULL : "filter: wants a command, a colon, and an address";
    }
    *kind = TS_ENTRY_ADDRESS;
    *is_known = is_address(word);
    return *is_known ? NULL : "not an address that can be fetched (http, https or file)";
}

static void add_tag(struct ts_arena *a, struct ts_source_entry *e, size_t *cap, ts_str word)
{
    if (is_hiding(word))
        e->is_hidden = true;
    else if (is_title(word) && !e->nickname.len)
        e->nickname = ts_arena_str(a, ts_str_skip(word, 1));
    else if (!is_title(word) && word.len && !is_in(word, e->tags, e->n_tags))
        *TS_PUSH(a, e->tags, e->n_tags, *cap) = ts_arena_str(a, word);
}

static void read_line(struct reading *r, ts_str line)
{
    struct ts_source_entry e = { .line = r->line };
    size_t pos = 0, cap = 0;
    bool is_known;
    struct word w;

    if (!next_word(r->a, line, &pos, &w))
        return;
    const char *what = kind_of(w.value, &e.kind, &is_known);
    e.url = ts_arena_str(r->a, w.value);
    bool is_open = w.is_open;
    while (next_word(r->a, line, &pos, &w)) {
        is_open |= w.is_open;
        add_tag(r->a, &e, &cap, w.value);
    }
    if (what)
        fault(r, what);
    if (is_open)
        fault(r, "a quote is not closed");
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

    text = without_mark(text);
    while (next_line(&text, &line, &ending)) {
        r.line++;
        read_line(&r, line);
    }
    return r.file;
}

/* ---- Writing words ---- */

static bool needs_quotes(ts_str value)
{
    if (!value.len || value.ptr[0] == '#')
        return true;
    for (size_t i = 0; i < value.len; i++)
        if (ts_is_space(value.ptr[i]) || value.ptr[i] == '"')
            return true;
    return false;
}

static void put_word(struct ts_buf *b, const char *mark, ts_str value)
{
    if (!needs_quotes(value)) {
        ts_buf_puts(b, mark);
        ts_buf_put(b, value);
        return;
    }
    ts_buf_putc(b, '"');
    ts_buf_puts(b, mark);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '"' || c == '\\' || c == '\n' || c == '\r')
            ts_buf_putc(b, '\\');
        ts_buf_putc(b, c == '\n' ? 'n' : c == '\r' ? 'r' : c);
    }
    ts_buf_putc(b, '"');
}

/* What the words of a line say so far. */
struct said {
    bool title, hiding;
    ts_str *tags;
    size_t n_tags, cap_tags;
};

/* Puts " word" for all that `e` says and the line does not say yet. */
static void put_missing(struct ts_buf *b, const struct ts_source_entry *e, const struct said *said)
{
    if (e->nickname.len && !said->title) {
        ts_buf_putc(b, ' ');
        put_word(b, "~", e->nickname);
    }
    for (size_t i = 0; i < e->n_tags; i++) {
        if (is_in(e->tags[i], said->tags, said->n_tags) || is_in(e->tags[i], e->tags, i))
            continue;
        ts_buf_putc(b, ' ');
        put_word(b, "", e->tags[i]);
    }
    if (e->is_hidden && !said->hiding)
        ts_buf_puts(b, " !");
}

/* ---- Editing ---- */

static bool has_line_break(ts_str s)
{
    return ts_str_find_char(s, '\n', 0) != TS_NPOS || ts_str_find_char(s, '\r', 0) != TS_NPOS;
}

static enum ts_rc check_entry(const struct ts_source_entry *e, struct ts_err *err)
{
    enum ts_source_entry_kind kind;
    bool is_known;

    (void)kind_of(e->url, &kind, &is_known);
    if (!is_known || has_line_break(e->url))
        return ts_fail(err, TS_ERR_ARG, "\"%.*s\" is not an address that can be fetched",
                       TS_FMT(e->url));
    if (has_line_break(e->nickname))
        return ts_fail(err, TS_ERR_ARG, "a title cannot have a line break");
    for (size_t i = 0; i < e->n_tags; i++)
        if (has_line_break(e->tags[i]) || !e->tags[i].len || is_title(e->tags[i]) ||
            is_hiding(e->tags[i]))
            return ts_fail(err, TS_ERR_ARG,
                           "\"%.*s\" cannot be a tag: empty, a line break, or ~ or ! in front",
                           TS_FMT(e->tags[i]));
    return TS_OK;
}

/* True if the line subscribes to `url`. */
static bool is_line_of(struct ts_arena *a, ts_str line, ts_str url)
{
    size_t pos = 0;
    struct word w;
    return next_word(a, line, &pos, &w) && ts_str_eq(w.value, url);
}

/* The number of the first line of `url`, or 0. */
static int line_of(ts_str text, ts_str url)
{
    struct ts_arena a = { 0 };
    ts_str line, ending;
    int n = 0, found = 0;

    text = without_mark(text);
    while (!found && next_line(&text, &line, &ending)) {
        n++;
        if (is_line_of(&a, line, url))
            found = n;
    }
    ts_arena_done(&a);
    return found;
}

enum ts_rc ts_sources_file_add(struct ts_arena *a, ts_str text, const struct ts_source_entry *entry,
                               ts_str *out, struct ts_err *err)
{
    struct ts_buf b = { 0 };
    static const struct said nothing;
    bool has_crlf = ts_str_has(text, "\r\n");

    enum ts_rc rc = check_entry(entry, err);
    if (rc != TS_OK)
        return rc;
    int line = line_of(text, entry->url);
    if (line)
        return ts_fail(err, TS_ERR_ARG, "%.*s is there already, on line %d", TS_FMT(entry->url),
                       line);
    ts_buf_put(&b, text);
    if (text.len && !ts_str_ends(text, "\n"))
        ts_buf_puts(&b, has_crlf ? "\r\n" : "\n");
    put_word(&b, "", entry->url);
    put_missing(&b, entry, &nothing);
    ts_buf_puts(&b, has_crlf ? "\r\n" : "\n");
    *out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return TS_OK;
}

/* True if the word of a line stays as it is written; notes what it says. */
static bool stays(struct ts_arena *a, struct said *said, const struct ts_source_entry *e,
                  ts_str word)
{
    if (is_hiding(word)) {
        said->hiding = true;
        return e->is_hidden;
    }
    if (is_title(word)) {
        bool is_first = !said->title;
        said->title |= ts_str_eq(ts_str_skip(word, 1), e->nickname);
        return is_first && said->title;
    }
    if (!is_in(word, e->tags, e->n_tags) || is_in(word, said->tags, said->n_tags))
        return false;
    *TS_PUSH(a, said->tags, said->n_tags, said->cap_tags) = word;
    return true;
}

/* A changed title takes the place of the old one, so that columns stay columns. */
static bool is_to_be_retitled(const struct said *said, const struct ts_source_entry *e, ts_str word)
{
    return is_title(word) && !said->title && e->nickname.len > 0;
}

/* A quote that was left open is closed: more words may follow. */
static void put_kept(struct ts_buf *b, const struct word *w)
{
    if (w->is_open)
        put_word(b, "", w->value);
    else
        ts_buf_put(b, w->raw);
}

/* What stood between two words.  Words that touch ("x"y) are two as long as the first is as it was.
 */
static void put_gap(struct ts_buf *b, ts_str gap, bool is_changed_before)
{
    if (is_changed_before && !(gap.len && ts_is_space(gap.ptr[0])))
        ts_buf_putc(b, ' ');
    ts_buf_put(b, gap);
}

static void put_changed_line(struct ts_buf *b, ts_str line, const struct ts_source_entry *e)
{
    struct ts_arena a = { 0 };
    struct said said = { 0 };
    size_t pos = 0, before = 0;
    bool is_changed = false;
    struct word w;

    for (bool is_address = true; next_word(&a, line, &pos, &w); is_address = false) {
        ts_str gap = ts_str_sub(line, before, w.start - before);
        before = pos;
        if (is_address || stays(&a, &said, e, w.value)) {
            put_gap(b, gap, is_changed);
            put_kept(b, &w);
            is_changed = false;
            continue;
        }
        if (is_to_be_retitled(&said, e, w.value)) {
            put_gap(b, gap, is_changed);
            put_word(b, "~", e->nickname);
            said.title = true;
        }
        is_changed = true;
    }
    size_t mark = b->len;
    put_missing(b, e, &said);
    ts_str rest = ts_str_skip(line, before);
    put_gap(b, rest, rest.len && (is_changed || b->len > mark));
    ts_arena_done(&a);
}

/* Writes the text with its lines of `url` changed to what `e` says, or left out if `e` is NULL. */
static enum ts_rc edit(struct ts_arena *a, ts_str text, ts_str url, const struct ts_source_entry *e,
                       ts_str *out, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_buf b = { 0 };
    ts_str rest = without_mark(text), line, ending;
    bool found = false;

    ts_buf_put(&b, ts_str_sub(text, 0, text.len - rest.len));
    while (next_line(&rest, &line, &ending)) {
        bool is_it = is_line_of(&scratch, line, url);
        found |= is_it;
        if (is_it && !e)
            continue;
        if (is_it)
            put_changed_line(&b, line, e);
        else
            ts_buf_put(&b, line);
        ts_buf_put(&b, ending);
    }
    if (found)
        *out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    ts_arena_done(&scratch);
    return found ? TS_OK : ts_fail(err, TS_ERR_NOTFOUND, "%.*s is not in the list", TS_FMT(url));
}

enum ts_rc ts_sources_file_change(struct ts_arena *a, ts_str text,
                                  const struct ts_source_entry *entry, ts_str *out,
                                  struct ts_err *err)
{
    enum ts_rc rc = check_entry(entry, err);
    return rc == TS_OK ? edit(a, text, entry->url, entry, out, err) : rc;
}

enum ts_rc ts_sources_file_remove(struct ts_arena *a, ts_str text, ts_str url, ts_str *out,
                                  struct ts_err *err)
{
    return edit(a, text, url, NULL, out, err);
}
