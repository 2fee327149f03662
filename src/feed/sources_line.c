/* sources_line.c - quotes and escapes as newsboat reads them. */
#include "sources_line_priv.h"

#include "tearsheet/base/url.h"

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

const char *ts_sources_kind_of(ts_str word, enum ts_source_entry_kind *kind, bool *is_known)
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

bool ts_sources_line_next(ts_str *rest, ts_str *line, ts_str *ending)
{
    if (!rest->len)
        return false;
    size_t feed = ts_str_find_char(*rest, '\n', 0);
    size_t end = feed == TS_NPOS ? rest->len : feed;
    size_t next = feed == TS_NPOS ? rest->len : feed + 1;

    /* Not of a word whose quote is not closed. */
    if (feed != TS_NPOS && end > 0 && rest->ptr[end - 1] == '\r')
        end--;
    *line = ts_str_sub(*rest, 0, end);
    *ending = ts_str_sub(*rest, end, next - end);
    *rest = ts_str_skip(*rest, next);
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
static struct ts_sources_word quoted_word(struct ts_arena *a, ts_str line, size_t start)
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
    return (struct ts_sources_word){ .raw = ts_str_sub(line, start, end - start + !is_open),
                                     .value = { value, n },
                                     .start = start,
                                     .is_open = is_open };
}

bool ts_sources_word_next(struct ts_arena *a, ts_str line, size_t *pos, struct ts_sources_word *w)
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
        *w = (struct ts_sources_word){ .raw = raw, .value = raw, .start = i };
    }
    *pos = w->start + w->raw.len;
    return true;
}

ts_str ts_sources_without_mark(ts_str text)
{
    return ts_str_starts(text, "\xEF\xBB\xBF") ? ts_str_skip(text, 3) : text;
}

bool ts_sources_is_title(ts_str word)
{
    return ts_str_starts(word, "~");
}

bool ts_sources_is_hiding(ts_str word)
{
    return ts_str_starts(word, "!");
}

bool ts_sources_is_in(ts_str tag, const ts_str *tags, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_eq(tags[i], tag))
            return true;
    return false;
}
