/* sources_edit.c - writes a line of the `feeds` file again from the words and gaps that it was read
 * from, so that what is not edited keeps its bytes. */
#include "sources_line_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/feed/sources_file.h"

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
        if (ts_sources_is_in(e->tags[i], said->tags, said->n_tags) ||
            ts_sources_is_in(e->tags[i], e->tags, i))
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

    (void)ts_sources_kind_of(e->url, &kind, &is_known);
    if (!is_known || has_line_break(e->url))
        return ts_fail(err, TS_ERR_ARG, "\"%.*s\" is not an address that can be fetched",
                       TS_FMT(e->url));
    if (has_line_break(e->nickname))
        return ts_fail(err, TS_ERR_ARG, "a title cannot have a line break");
    for (size_t i = 0; i < e->n_tags; i++)
        if (has_line_break(e->tags[i]) || !e->tags[i].len || ts_sources_is_title(e->tags[i]) ||
            ts_sources_is_hiding(e->tags[i]))
            return ts_fail(err, TS_ERR_ARG,
                           "\"%.*s\" cannot be a tag: empty, a line break, or ~ or ! in front",
                           TS_FMT(e->tags[i]));
    return TS_OK;
}

/* True if the line subscribes to `url`. */
static bool is_line_of(struct ts_arena *a, ts_str line, ts_str url)
{
    size_t pos = 0;
    struct ts_sources_word w;
    return ts_sources_word_next(a, line, &pos, &w) && ts_str_eq(w.value, url);
}

/* The number of the first line of `url`, or 0. */
static int line_of(ts_str text, ts_str url)
{
    struct ts_arena a = { 0 };
    ts_str line, ending;
    int n = 0, found = 0;

    text = ts_sources_without_mark(text);
    while (!found && ts_sources_line_next(&text, &line, &ending)) {
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
    if (ts_sources_is_hiding(word)) {
        said->hiding = true;
        return e->is_hidden;
    }
    if (ts_sources_is_title(word)) {
        bool is_first = !said->title;
        said->title |= ts_str_eq(ts_str_skip(word, 1), e->nickname);
        return is_first && said->title;
    }
    if (!ts_sources_is_in(word, e->tags, e->n_tags) ||
        ts_sources_is_in(word, said->tags, said->n_tags))
        return false;
    *TS_PUSH(a, said->tags, said->n_tags, said->cap_tags) = word;
    return true;
}

/* A changed title takes the place of the old one, so that columns stay columns. */
static bool is_to_be_retitled(const struct said *said, const struct ts_source_entry *e, ts_str word)
{
    return ts_sources_is_title(word) && !said->title && e->nickname.len > 0;
}

/* A quote that was left open is closed: more words may follow. */
static void put_kept(struct ts_buf *b, const struct ts_sources_word *w)
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
    struct ts_sources_word w;

    for (bool is_address = true; ts_sources_word_next(&a, line, &pos, &w); is_address = false) {
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

/* Writes the text with its first line of `url`, which is the one that counts, changed to what `e`
 * says, or with all of them left out if `e` is NULL. */
static enum ts_rc edit(struct ts_arena *a, ts_str text, ts_str url, const struct ts_source_entry *e,
                       ts_str *out, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_buf b = { 0 };
    ts_str rest = ts_sources_without_mark(text), line, ending;
    bool found = false;

    ts_buf_put(&b, ts_str_sub(text, 0, text.len - rest.len));
    while (ts_sources_line_next(&rest, &line, &ending)) {
        bool is_it = (!e || !found) && is_line_of(&scratch, line, url);
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
