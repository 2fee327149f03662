/* search.c - from the words a reader types to conditions.
 *
 * What is typed is cut into terms.  Text to look for goes to the full-text index, each piece
 * quoted, so that nothing a person types is syntax there; terms about states, tags and dates become
 * conditions of their own.  Excluded text is a second look-up whose articles are left out. */
#include "tearsheet/store/search.h"

#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"

#include "articles_priv.h"
#include "search_priv.h"

/* Text a person types is short; more is a mistake of the clipboard. */
enum { QUERY_MAX_BYTES = 1000, TERMS_MAX = 50 };

/* ---- terms ---- */

struct term {
    bool is_excluded;
    bool is_quoted;
    bool is_alternative; /* "OR" stands before it */
    ts_str field;        /* before the colon, or empty */
    ts_str value;
};

/* What goes on while the terms are read. */
struct search {
    struct ts_arena *arena;
    struct ts_where *where;
    struct ts_buf match;   /* of the index: what must be there */
    struct ts_buf without; /* and what must not */
    bool has_terms;
};

struct field {
    const char *name;
    const char *column; /* of the index, for text; or */
    enum ts_rc (*add)(struct search *s, const struct term *term, struct ts_err *err);
};

static enum ts_rc add_tag(struct search *s, const struct term *term, struct ts_err *err);
static enum ts_rc add_state(struct search *s, const struct term *term, struct ts_err *err);
static enum ts_rc add_before(struct search *s, const struct term *term, struct ts_err *err);
static enum ts_rc add_after(struct search *s, const struct term *term, struct ts_err *err);

static const struct field fields[] = {
    { "title", "title", NULL },   { "site", "site", NULL },  { "byline", "byline", NULL },
    { "tag", NULL, add_tag },     { "is", NULL, add_state }, { "before", NULL, add_before },
    { "after", NULL, add_after },
};

static const struct field *field_of(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(fields); i++)
        if (ts_str_is_nocase(name, fields[i].name))
            return &fields[i];
    return NULL;
}

/* Cuts a value off the front: quoted, up to the next quote or the end; or up to white space. */
static ts_str take_value(ts_str *rest, bool *is_quoted)
{
    size_t end = 0;

    *is_quoted = rest->len && rest->ptr[0] == '"';
    if (*is_quoted) {
        end = ts_str_find_char(*rest, '"', 1);
        size_t stop = end == TS_NPOS ? rest->len : end;
        ts_str value = ts_str_sub(*rest, 1, stop - 1);
        *rest = ts_str_skip(*rest, end == TS_NPOS ? rest->len : end + 1);
        return value;
    }
    while (end < rest->len && !ts_is_space(rest->ptr[end]))
        end++;
    ts_str value = ts_str_sub(*rest, 0, end);
    *rest = ts_str_skip(*rest, end);
    return value;
}

/* The name of a field at the front of `rest`, if a value follows its colon. */
static ts_str take_field(ts_str *rest)
{
    size_t colon = ts_str_find_char(*rest, ':', 0);

    if (colon == TS_NPOS || colon + 1 >= rest->len || ts_is_space(rest->ptr[colon + 1]))
        return (ts_str){ 0 };
    ts_str name = ts_str_sub(*rest, 0, colon);
    if (!field_of(name))
        return (ts_str){ 0 };
    *rest = ts_str_skip(*rest, colon + 1);
    return name;
}

static bool next_term(ts_str *rest, struct term *term)
{
    *term = (struct term){ 0 };
    *rest = ts_str_trim(*rest);
    if (ts_str_starts(*rest, "OR") && rest->len > 3 && ts_is_space(rest->ptr[2])) {
        term->is_alternative = true;
        *rest = ts_str_trim(ts_str_skip(*rest, 3));
    }
    if (!rest->len)
        return false;
    if (rest->ptr[0] == '-' && rest->len > 1 && !ts_is_space(rest->ptr[1])) {
        term->is_excluded = true;
        *rest = ts_str_skip(*rest, 1);
    }
    term->field = take_field(rest);
    term->value = take_value(rest, &term->is_quoted);
    return true;
}

/* ---- text ---- */

static bool has_words(ts_str text)
{
    for (size_t at = 0; at < text.len;)
        if (ts_rune_is_word(ts_utf8_next(text, &at)))
            return true;
    return false;
}

/* As a string of the index's language: in quotes, of which there are none inside. */
static void put_phrase(struct ts_buf *out, const struct field *field, ts_str text, bool is_prefix)
{
    struct ts_buf plain = { 0 };

    for (size_t i = 0; i < text.len; i++)
        ts_buf_putc(&plain, text.ptr[i] == '"' || text.ptr[i] == '\0' ? ' ' : text.ptr[i]);
    if (field)
        ts_buf_printf(out, "%s : ", field->column);
    ts_buf_putc(out, '"');
    ts_search_put_words(out, ts_buf_str(&plain));
    ts_buf_puts(out, is_prefix ? "\" *" : "\"");
    ts_buf_done(&plain);
}

/* Terms are put in brackets, an alternative into the bracket of the term before it. */
static void add_text(struct search *s, const struct term *term, const struct field *field)
{
    struct ts_buf *out = term->is_excluded ? &s->without : &s->match;
    bool is_prefix = !term->is_quoted && term->value.len > 1 && ts_str_ends(term->value, "*");

    if (!has_words(term->value))
        return;
    s->has_terms = true;
    if (term->is_excluded)
        ts_buf_puts(out, out->len ? " OR (" : "(");
    else if (term->is_alternative && out->len) {
        out->ptr[--out->len] = '\0';
        ts_buf_puts(out, " OR ");
    } else
        ts_buf_puts(out, out->len ? " AND (" : "(");
    put_phrase(out, field, term->value, is_prefix);
    ts_buf_putc(out, ')');
}

/* ---- states, tags, dates ---- */

static void add_condition(struct search *s, const struct term *term, const char *condition,
                          struct ts_values values)
{
    ts_str negated = ts_arena_printf(s->arena, "NOT (%s)", condition);

    s->has_terms = true;
    ts_where_add(s->where, term->is_excluded ? negated.ptr : condition, values);
}

static enum ts_rc add_tag(struct search *s, const struct term *term, struct ts_err *err)
{
    (void)err;
    ts_str folded = ts_utf8_fold(s->arena, ts_str_trim(term->value));

    add_condition(s, term,
                  "a.id IN (SELECT x.article_id FROM article_tags x JOIN tags t"
                  " ON t.id = x.tag_id WHERE t.folded = ?)",
                  VALUES(val_text(folded)));
    return TS_OK;
}

static const struct {
    const char *name;
    const char *condition;
} states[] = {
    { "unread", "a.is_read = 0" },
    { "read", "a.is_read = 1" },
    { "starred", "a.is_starred = 1" },
};

static enum ts_rc add_state(struct search *s, const struct term *term, struct ts_err *err)
{
    for (size_t i = 0; i < TS_COUNT(states); i++)
        if (ts_str_is_nocase(term->value, states[i].name)) {
            add_condition(s, term, states[i].condition, NO_VALUES);
            return TS_OK;
        }
    return ts_fail(err, TS_ERR_ARG, "is: knows unread, read and starred, not \"%.*s\"",
                   TS_FMT(term->value));
}

/* A day, a month ("2025-03") or a year: its first second. */
static bool parse_day(ts_str text, int64_t *out_at)
{
    enum { DAY_S = 86400 };
    int64_t year, month = 1;

    bool is_year = text.len == 4 && ts_str_to_int(text, &year);
    bool is_month = text.len == 7 && text.ptr[4] == '-' &&
                    ts_str_to_int(ts_str_sub(text, 0, 4), &year) &&
                    ts_str_to_int(ts_str_skip(text, 5), &month) && month >= 1 && month <= 12;
    if (is_year || is_month) {
        *out_at = ts_days_of((int)year, (int)month, 1) * DAY_S;
        return true;
    }
    struct ts_when when = ts_when_parse(text);
    *out_at = when.at;
    return when.precision != TS_WHEN_NONE;
}

static enum ts_rc add_date(struct search *s, const struct term *term, const char *condition,
                           struct ts_err *err)
{
    int64_t at = 0;

    if (!parse_day(term->value, &at))
        return ts_fail(err, TS_ERR_ARG, "%.*s: needs a date such as 2025-03-01, not \"%.*s\"",
                       TS_FMT(term->field), TS_FMT(term->value));
    add_condition(s, term, condition, VALUES(val_int(at)));
    return TS_OK;
}

static enum ts_rc add_before(struct search *s, const struct term *term, struct ts_err *err)
{
    return add_date(s, term, "a.sort_at < ?", err);
}

static enum ts_rc add_after(struct search *s, const struct term *term, struct ts_err *err)
{
    return add_date(s, term, "a.sort_at >= ?", err);
}

/* ---- the whole ---- */

static enum ts_rc add_term(struct search *s, const struct term *term, struct ts_err *err)
{
    const struct field *field = term->field.len ? field_of(term->field) : NULL;

    if (field && field->add)
        return field->add(s, term, err);
    add_text(s, term, field);
    return TS_OK;
}

static bool is_words(const struct term *term)
{
    return !term->is_excluded && (!term->field.len || field_of(term->field)->column);
}

/* Only the index knows alternatives: beside anything else OR would mean nothing. */
static enum ts_rc check_alternative(const struct term *before, const struct term *term,
                                    struct ts_err *err)
{
    const struct term *odd = is_words(term) ? before : term;

    if (!term->is_alternative || is_words(odd))
        return TS_OK;
    return ts_fail(err, TS_ERR_ARG, "OR stands between words, not beside %s%.*s%s%.*s",
                   odd->is_excluded ? "-" : "", TS_FMT(odd->field), odd->field.len ? ":" : "",
                   TS_FMT(odd->value));
}

static enum ts_rc read_terms(struct search *s, ts_str query, struct ts_err *err)
{
    struct term term, before = { 0 };
    size_t n = 0;
    ts_str rest = query;
    enum ts_rc rc = TS_OK;

    if (query.len > QUERY_MAX_BYTES)
        return ts_fail(err, TS_ERR_ARG, "a search has at most %d bytes", QUERY_MAX_BYTES);
    while (rc == TS_OK && next_term(&rest, &term)) {
        if (++n > TERMS_MAX)
            return ts_fail(err, TS_ERR_ARG, "a search has at most %d terms", TERMS_MAX);
        rc = check_alternative(&before, &term, err);
        if (rc == TS_OK)
            rc = add_term(s, &term, err);
        before = term;
    }
    if (rc == TS_OK && !s->has_terms)
        rc = ts_fail(err, TS_ERR_ARG, "there is nothing to look for in \"%.*s\"", TS_FMT(query));
    return rc;
}

enum ts_rc ts_search_where(struct ts_arena *a, struct ts_where *w, ts_str query, ts_str *match,
                           struct ts_err *err)
{
    struct search s = { .arena = a, .where = w };

    enum ts_rc rc = read_terms(&s, query, err);
    if (rc == TS_OK && s.without.len)
        ts_where_add(w, "a.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)",
                     VALUES(val_text(ts_buf_take(&s.without, a))));
    if (rc == TS_OK)
        *match = s.match.len ? ts_buf_take(&s.match, a) : (ts_str){ 0 };
    ts_buf_done(&s.match);
    ts_buf_done(&s.without);
    return rc;
}

enum ts_rc ts_search_check(ts_str query, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };
    ts_str match;

    enum ts_rc rc = ts_search_where(&a, &w, query, &match, err);
    ts_where_done(&w);
    ts_arena_done(&a);
    return rc;
}
