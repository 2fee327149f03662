/* Titles are cut at the marks that sites put between the parts of one; the parts that are the
 * outlet's own name go.  A mark counts only with white space on both sides, except the bar. */
#include "title_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum {
    PARTS_MAX = 12,
    HOST_MAX = 64,
    SITE_NAME_MAX = 60,
    KEY_MIN = 3,
    LABEL_SURE = 7,
    BAR_WORDS_MAX = 6
};

static const char *const separators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " › ", " · ", " • ", " / ", " ~ ", " ‹ ",
    " ⋆ ", " ● ", " › ", "| ",  " |",   "|",   "｜",  " │ ", " ∣ ", " : ", " − ", " > ", " < ",
};

struct parts {
    ts_str list[PARTS_MAX];
    size_t n;
};

ts_str ts_title_key(struct ts_arena *a, ts_str text)
{
    ts_str folded = ts_utf8_fold(a, text);
    struct ts_buf key = { 0 };

    for (size_t pos = 0; pos < folded.len;) {
        uint32_t rune = ts_utf8_next(folded, &pos);
        if (ts_rune_is_word(rune))
            ts_utf8_put(&key, rune);
    }
    ts_str taken = ts_buf_take(&key, a);
    ts_buf_done(&key);
    return taken;
}

static size_t next_separator(ts_str text, size_t *len)
{
    size_t first = TS_NPOS;

    for (size_t i = 0; i < TS_COUNT(separators); i++) {
        size_t at = ts_str_find(text, ts_str_of(separators[i]), 0);
        if (at < first) {
            first = at;
            *len = strlen(separators[i]);
        }
    }
    return first;
}

static struct parts parts_of(ts_str title)
{
    struct parts parts = { 0 };
    ts_str rest = title;

    while (parts.n < PARTS_MAX - 1) {
        size_t len = 0;
        size_t at = next_separator(rest, &len);
        if (at == TS_NPOS)
            break;
        parts.list[parts.n++] = ts_str_trim(ts_str_sub(rest, 0, at));
        rest = ts_str_skip(rest, at + len);
    }
    parts.list[parts.n++] = ts_str_trim(rest);
    return parts;
}

/* The label that names a host: "example" of "www.news.example.co.uk". */
static ts_str main_label(ts_str host)
{
    ts_str best = { 0 };
    ts_str label;
    size_t n = 0;

    for (ts_str rest = host; ts_str_split(&rest, '.', &label);)
        n++;
    for (ts_str rest = host; ts_str_split(&rest, '.', &label) && (n > 1 || best.len == 0); n--) {
        if (!ts_str_is_nocase(label, "www") && (label.len > 3 || best.len == 0))
            best = label;
    }
    return best;
}

/* Can `label` be written as beginnings of the words of `name`, in order?  Short words may be left
 * out.  reached[i]: the first i letters are. */
static bool is_made_of(ts_str label, ts_str name)
{
    bool reached[HOST_MAX + 1] = { true };
    ts_str word;
    size_t n_words = 0;

    while (ts_str_word(&name, &word)) {
        bool next[HOST_MAX + 1] = { false };
        bool may_skip = word.len <= 3;
        n_words++;
        for (size_t from = 0; from <= label.len; from++) {
            if (!reached[from])
                continue;
            next[from] = next[from] || may_skip;
            for (size_t len = 1; len <= word.len && from + len <= label.len; len++) {
                if (label.ptr[from + len - 1] != word.ptr[len - 1])
                    break;
                next[from + len] = true;
            }
        }
        memcpy(reached, next, sizeof reached);
    }
    return n_words > 1 && reached[label.len];
}

/* "The Example Times": words of letters alone, folded. */
static ts_str words_key(struct ts_arena *a, ts_str text)
{
    ts_str rest = ts_utf8_fold(a, text);
    struct ts_buf out = { 0 };
    ts_str word;

    while (ts_str_word(&rest, &word)) {
        ts_buf_put(&out, ts_title_key(a, word));
        ts_buf_putc(&out, ' ');
    }
    ts_str taken = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return taken;
}

bool ts_title_is_host(struct ts_arena *a, ts_str name, ts_str host)
{
    ts_str label = ts_title_key(a, main_label(host));
    ts_str key = ts_title_key(a, name);

    if (key.len < 2 || label.len < 2 || label.len > HOST_MAX || name.len > SITE_NAME_MAX)
        return false;
    if (ts_str_eq(key, label) || ts_str_eq(key, ts_title_key(a, host)))
        return true;
    if (label.len > KEY_MIN && key.len <= label.len * (label.len > LABEL_SURE ? 5 : 3) &&
        ts_str_find(key, label, 0) != TS_NPOS)
        return true;
    if (key.len > KEY_MIN && label.len <= key.len * 2 && ts_str_find(label, key, 0) != TS_NPOS)
        return true;
    return is_made_of(label, words_key(a, name));
}

static bool is_outlet(struct ts_arena *a, ts_str part, const struct ts_outlet *outlet)
{
    ts_str key = ts_title_key(a, part);

    if (key.len == 0)
        return true;
    for (size_t i = 0; i < outlet->n; i++) {
        ts_str name = ts_title_key(a, outlet->names[i]);
        bool is_like = key.len > KEY_MIN && name.len > KEY_MIN &&
                       (ts_str_find(name, key, 0) != TS_NPOS ||
                        (key.len <= name.len * 2 && ts_str_find(key, name, 0) != TS_NPOS));
        if (ts_str_eq(key, name) || is_like)
            return true;
    }
    return ts_title_is_host(a, part, outlet->host);
}

static ts_str run_of(const struct parts *parts, size_t first, size_t end)
{
    const char *start = parts->list[first].ptr;
    ts_str last = parts->list[end - 1];

    return ts_str_trim((ts_str){ start, (size_t)(last.ptr + last.len - start) });
}

/* In front of a headline the name must be the whole name: "Wine shops - ten to see" may stand at
 * wineshops.example. */
static bool is_whole_name(struct ts_arena *a, ts_str part, const struct ts_outlet *outlet)
{
    ts_str key = ts_title_key(a, part);
    bool is_name = ts_str_eq(key, ts_title_key(a, main_label(outlet->host))) ||
                   ts_str_eq(key, ts_title_key(a, outlet->host));

    for (size_t i = 0; i < outlet->n; i++)
        is_name = is_name || ts_str_eq(key, ts_title_key(a, outlet->names[i]));
    return is_name || key.len == 0;
}

/* "The Example: storm". */
static ts_str without_prefix(struct ts_arena *a, ts_str title, const struct ts_outlet *outlet)
{
    size_t at = ts_str_find(title, TS_STR(": "), 0);
    ts_str name = ts_str_sub(title, 0, at);

    if (at == TS_NPOS || ts_title_key(a, name).len == 0)
        return title;
    return is_whole_name(a, name, outlet) ? ts_str_trim(ts_str_skip(title, at + 1)) : title;
}

/* The first part behind others that names the host as such: what follows speaks of the outlet. */
static size_t part_of_host(struct ts_arena *a, const struct parts *parts, ts_str host)
{
    ts_str key = ts_title_key(a, host);

    for (size_t i = 1; i + 1 < parts->n && key.len > 0; i++)
        if (ts_str_eq(ts_title_key(a, parts->list[i]), key))
            return i;
    return parts->n;
}

ts_str ts_title_strip(struct ts_arena *a, ts_str title, const struct ts_outlet *outlet)
{
    struct parts parts = parts_of(title);
    size_t first = 0;
    size_t end = part_of_host(a, &parts, outlet->host);

    while (end - first > 1 && is_outlet(a, parts.list[end - 1], outlet))
        end--;
    while (end - first > 1 && is_whole_name(a, parts.list[first], outlet))
        first++;
    return without_prefix(a, run_of(&parts, first, end), outlet);
}

ts_str ts_title_first_part(ts_str title)
{
    return parts_of(title).list[0];
}

static bool is_run_of(struct ts_arena *a, const struct parts *parts, ts_str key)
{
    for (size_t first = 0; first < parts->n; first++)
        for (size_t end = first + 1; end <= parts->n; end++)
            if (ts_str_eq(ts_title_key(a, run_of(parts, first, end)), key))
                return true;
    return false;
}

bool ts_title_has_part(struct ts_arena *a, ts_str title, ts_str text)
{
    struct parts parts = parts_of(title);
    ts_str key = ts_title_key(a, text);
    size_t colon = ts_str_find(title, TS_STR(": "), 0);

    if (title.len > TS_TITLE_MAX_BYTES)
        return false;
    if (is_run_of(a, &parts, key))
        return true;
    return colon != TS_NPOS && ts_title_has_part(a, ts_str_skip(title, colon + 1), text);
}

ts_str ts_title_cut_bars(ts_str title)
{
    static const char *const bars[] = { "|", "｜", " │ ", " │ ", " ∣ ", " :: ", " » ", " • " };

    for (size_t i = 0; i < TS_COUNT(bars); i++) {
        for (size_t from = 0;;) {
            size_t at = ts_str_find(title, ts_str_of(bars[i]), from);
            if (at == TS_NPOS)
                break;
            ts_str before = ts_str_trim(ts_str_sub(title, 0, at));
            ts_str after = ts_str_trim(ts_str_skip(title, at + strlen(bars[i])));
            if (ts_str_n_words(before) >= 3 && ts_str_n_words(after) <= BAR_WORDS_MAX)
                return before;
            from = at + 1;
        }
    }
    return title;
}

/* Ends that are no part of a headline: the mark of a link to the heading itself, and what stands
 * between parts of which one is not there. */
static ts_str without_ends(ts_str text)
{
    static const char *const ends[] = { " -", " –", " —", " |", " ·", " /", " //", "¶" };

    for (bool is_done = false; !is_done;) {
        is_done = true;
        for (size_t i = 0; i < TS_COUNT(ends); i++) {
            if (text.len > strlen(ends[i]) && ts_str_ends(text, ends[i])) {
                text = ts_str_trim(ts_str_sub(text, 0, text.len - strlen(ends[i])));
                is_done = false;
            }
        }
    }
    return text;
}

ts_str ts_title_clean(struct ts_arena *a, ts_str title)
{
    return without_ends(ts_str_trim(ts_utf8_safe(a, title, false)));
}

static bool has_word(ts_str text)
{
    bool has = false;

    for (size_t pos = 0; pos < text.len && !has;)
        has = ts_rune_is_word(ts_utf8_next(text, &pos));
    return has;
}

size_t ts_title_joints(ts_str title)
{
    static const char *const joints[] = { ": ", " - ", " – ", " — ", " | " };
    size_t n = 0;

    for (size_t i = 0; i < TS_COUNT(joints); i++)
        for (size_t at = 0; (at = ts_str_find(title, ts_str_of(joints[i]), at)) != TS_NPOS; at++)
            n += has_word(ts_str_sub(title, 0, at));
    return n;
}

ts_str ts_title_outlet(struct ts_arena *a, ts_str title, ts_str headline, ts_str host)
{
    struct parts parts = parts_of(title);
    ts_str key = ts_title_key(a, headline);

    for (size_t i = parts.n; parts.n > 1 && i > 0; i--) {
        if (ts_title_is_host(a, parts.list[i - 1], host))
            return parts.list[i - 1];
    }
    if (parts.n == 2 && ts_str_eq(ts_title_key(a, parts.list[0]), key))
        return parts.list[1];
    return (ts_str){ 0 };
}
