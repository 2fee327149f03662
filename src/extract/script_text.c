/* Scripts write their data in many ways, assigned, pushed, as JSON inside a string, and to read
 * them all is to run them.  But an article is one long string between double quotes in most of
 * them, or else a list of such.  So no syntax is read but strings and the brackets between them; a
 * string that holds strings is looked into as well. */
#include "script_text_priv.h"

#include "plain_priv.h"
#include "script_runs_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

enum {
    MIN_SENTENCES = 3,
    CODE_SHARE = 50, /* one brace, semicolon or equals sign in so many bytes makes it code */
    BODY_NAME_BONUS = 2,
};

static const char *const body_names[] = { "articlebody", "body",     "bodyhtml",    "bodytext",
                                          "content",     "contents", "contenthtml", "htmlbody",
                                          "articletext", "html",     "text",        "articlehtml",
                                          "story",       "maintext", "bodycontent", "fulltext" };

struct text {
    ts_str content;
    int level;
};

struct search {
    struct ts_arena *a;
    struct text *texts; /* still to be looked into */
    size_t n, cap;
    size_t n_bytes; /* looked into */
    ts_str best;
    size_t best_value;
    struct ts_script_runs runs;
    ts_str best_run; /* taken if there is no string: a list may be one of comments */
    size_t best_run_value;
};

/* ---- strings ---- */

/* Offset of the closing quote of the string that starts at `pos`, or TS_NPOS: a string has no line
 * break, so a quote before one was no start of a string. */
static size_t string_end(ts_str s, size_t pos)
{
    for (; pos < s.len; pos++) {
        if (s.ptr[pos] == '\\')
            pos++;
        else if (s.ptr[pos] == '"')
            return pos;
        else if (s.ptr[pos] == '\n')
            return TS_NPOS;
    }
    return TS_NPOS;
}

/* Reads `n` hexadecimal digits at `*pos`; false and unmoved if there are fewer. */
static bool read_hex(ts_str s, size_t *pos, size_t n, uint32_t *out)
{
    uint32_t value = 0;

    if (*pos + n > s.len)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = ts_lower(s.ptr[*pos + i]);
        if (!ts_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        value = value * 16 + (uint32_t)(ts_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *pos += n;
    *out = value;
    return true;
}

/* A \u escape behind its "u", two of them for a surrogate pair. */
static void put_unicode(struct ts_buf *out, ts_str s, size_t *pos)
{
    uint32_t rune, low;

    if (!read_hex(s, pos, 4, &rune))
        return;
    if (rune >= 0xD800 && rune < 0xDC00 && ts_str_starts(ts_str_skip(s, *pos), "\\u")) {
        size_t next = *pos + 2;
        if (read_hex(s, &next, 4, &low) && low >= 0xDC00 && low < 0xE000) {
            rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
            *pos = next;
        }
    }
    ts_utf8_put(out, rune);
}

static void put_escape(struct ts_buf *out, ts_str s, size_t *pos)
{
    char c = s.ptr[(*pos)++];
    uint32_t rune;

    if (c == 'u')
        put_unicode(out, s, pos);
    else if (c == 'x' && read_hex(s, pos, 2, &rune))
        ts_utf8_put(out, rune);
    else if (c == 'n' || c == 'r')
        ts_buf_putc(out, '\n');
    else
        ts_buf_putc(out, c == 't' ? ' ' : c);
}

static ts_str decode(struct ts_arena *a, ts_str raw)
{
    struct ts_buf out = { 0 };

    if (ts_str_find_char(raw, '\\', 0) == TS_NPOS)
        return raw;
    for (size_t pos = 0; pos < raw.len;) {
        char c = raw.ptr[pos++];
        if (c == '\\' && pos < raw.len)
            put_escape(&out, raw, &pos);
        else
            ts_buf_putc(&out, c);
    }
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

/* ---- what reads like an article ---- */

static bool is_body_name(ts_str key)
{
    for (size_t i = 0; i < TS_COUNT(body_names); i++)
        if (ts_str_is_nocase(key, body_names[i]))
            return true;
    return false;
}

/* Its length, 0 for what is no article: code, addresses, lists of words. */
static size_t value_of(ts_str plain)
{
    size_t n_code = 0, n_sentences = 0, n_spaces = 0;
    bool was_end = false;

    for (size_t pos = 0; pos < plain.len;) {
        uint32_t rune = ts_utf8_next(plain, &pos);
        bool is_space = rune == ' ' || rune == '\n';
        n_sentences += (was_end && is_space) || rune == 0x3002;
        n_code += rune == '{' || rune == '}' || rune == ';' || rune == '=' || rune == '_';
        n_spaces += is_space || rune >= 0x2E80;
        was_end = rune == '.' || rune == '!' || rune == '?' || (was_end && rune == '"');
    }
    n_sentences += was_end;
    if (plain.len < TS_SCRIPT_MIN_TEXT || n_sentences < MIN_SENTENCES)
        return 0;
    return n_code * CODE_SHARE > plain.len || n_spaces * 20 < plain.len ? 0 : plain.len;
}

/* What React's stream puts in front of a text ("1f:T2ab4,"). */
static ts_str without_row_head(ts_str text)
{
    size_t start = ts_str_find_char(text, '<', 0);

    return start != TS_NPOS && start < 20 ? ts_str_skip(text, start) : text;
}

static void weigh(struct search *s, ts_str key, ts_str text)
{
    size_t value = value_of(ts_plain_lines(s->a, text));

    value *= is_body_name(key) ? BODY_NAME_BONUS : 1;
    if (value > s->best_value) {
        s->best_value = value;
        s->best = without_row_head(text);
    }
}

static void end_run(struct search *s, struct ts_script_run *run)
{
    if (run->text.len < TS_SCRIPT_MIN_TEXT) {
        ts_script_run_end(s->a, run);
        return;
    }
    ts_str text = ts_script_run_end(s->a, run);
    size_t value = value_of(ts_plain_lines(s->a, text));
    if (value > s->best_run_value) {
        s->best_run_value = value;
        s->best_run = text;
    }
}

static void put_into_run(struct search *s, ts_str key, ts_str text)
{
    struct ts_script_run *run = ts_script_runs_of(&s->runs, key);

    if (!run)
        return;
    if (ts_script_run_is_over(&s->runs, run))
        end_run(s, run);
    ts_script_run_add(&s->runs, run, text);
}

static void look_at(struct search *s, ts_str key, ts_str raw, int level)
{
    ts_str text = decode(s->a, raw);

    ts_script_runs_look(&s->runs, key, text);
    put_into_run(s, key, text);
    if (raw.len < TS_SCRIPT_MIN_TEXT)
        return;
    bool has_strings = ts_str_has(text, "\":") || ts_str_has(text, "\",");
    if (has_strings && level + 1 < TS_SCRIPT_MAX_LEVELS)
        *TS_PUSH(s->a, s->texts, s->n, s->cap) = (struct text){ text, level + 1 };
    weigh(s, key, text);
}

static void read_strings(struct search *s, struct text in)
{
    ts_str key = { 0 };
    size_t seen = 0;

    for (size_t pos = 0; (pos = ts_str_find_char(in.content, '"', pos)) != TS_NPOS; pos++) {
        size_t end = string_end(in.content, pos + 1);
        ts_script_runs_skip(&s->runs, ts_str_sub(in.content, seen, pos - seen));
        seen = end == TS_NPOS ? pos : end;
        if (end == TS_NPOS) {
            pos = ts_str_find_char(in.content, '\n', pos);
            if (pos == TS_NPOS)
                return;
            continue;
        }
        ts_str raw = ts_str_sub(in.content, pos + 1, end - pos - 1);
        pos = end;
        ts_str rest = ts_str_trim(ts_str_sub(in.content, end + 1, 4));
        if (ts_str_starts(rest, ":"))
            key = raw;
        else
            look_at(s, key, raw, in.level);
    }
}

/* ---- scripts ---- */

/* A script is data to look into, or a template: HTML that is shown later. */
static void take_script(struct search *s, ts_str script)
{
    if (script.len < TS_SCRIPT_MIN_TEXT)
        return;
    if (ts_str_starts(ts_str_trim(script), "<"))
        weigh(s, (ts_str){ 0 }, script);
    else
        *TS_PUSH(s->a, s->texts, s->n, s->cap) = (struct text){ script, 0 };
}

static void take_scripts(struct search *s, ts_str html)
{
    for (size_t pos = 0; (pos = ts_str_find_nocase(html, TS_STR("<script"), pos)) != TS_NPOS;) {
        size_t start = ts_str_find_char(html, '>', pos);
        size_t end =
            start == TS_NPOS ? TS_NPOS : ts_str_find_nocase(html, TS_STR("</script"), start);
        if (end == TS_NPOS)
            return;
        size_t len = end - start - 1;
        take_script(
            s, ts_str_sub(html, start + 1, len < TS_SCRIPT_MAX_BYTES ? len : TS_SCRIPT_MAX_BYTES));
        pos = end;
    }
}

ts_str ts_script_text(struct ts_arena *a, ts_str html)
{
    struct ts_arena scratch = { 0 };
    struct search s = { .a = &scratch };

    take_scripts(&s, html);
    for (size_t i = 0; i < s.n && s.n_bytes < TS_SCRIPT_MAX_BYTES; i++) {
        s.n_bytes += s.texts[i].content.len;
        read_strings(&s, s.texts[i]);
        for (size_t k = 0; k < TS_SCRIPT_RUN_NAMES; k++)
            end_run(&s, &s.runs.list[k]);
    }
    ts_str best = s.best.len > 0 ? s.best : s.best_run;
    if (best.len > 0)
        best = ts_arena_str(a, best);
    ts_arena_done(&scratch);
    return best;
}
