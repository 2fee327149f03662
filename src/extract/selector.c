/* A selector is a row of steps, from the outermost to the element itself.  It is matched from its
 * end upwards.  Steps joined by ">" must fit elements that follow each other; where a blank joins
 * two, the nearest element that fits is as good as any, since all others are above it.  So there is
 * nothing to try twice. */
#include "selector_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"

enum test_kind { TEST_TAG, TEST_CLASS, TEST_ID, TEST_HAS, TEST_IS };

/* One thing to hold of an element. */
struct test {
    enum test_kind kind;
    enum ts_tag tag;        /* TS_TAG_OTHER: told by `name` */
    enum ts_attr_name attr; /* TS_ATTR_NONE: told by `name` */
    ts_str name;
    ts_str value;
};

struct step {
    struct test *tests; /* none: any element */
    size_t n;
    bool is_child; /* of what the step before it fits */
};

struct ts_selector {
    struct step *steps;
    size_t n;
    bool needs_all;
};

/* ---- reading ---- */

struct reader {
    struct ts_arena *a;
    ts_str text;
    size_t pos;
    struct ts_err *err;
};

static char peek(const struct reader *r)
{
    return r->pos < r->text.len ? r->text.ptr[r->pos] : '\0';
}

static void skip_blanks(struct reader *r)
{
    while (r->pos < r->text.len && ts_is_space(r->text.ptr[r->pos]))
        r->pos++;
}

static bool is_name_char(char c)
{
    return ts_is_alpha(c) || ts_is_digit(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static enum ts_rc fail(const struct reader *r, const char *wanted)
{
    ts_str rest = ts_str_skip(r->text, r->pos);

    if (rest.len == 0)
        return ts_fail(r->err, TS_ERR_ARG, "the selector \"%.*s\" ends where %s is wanted",
                       TS_FMT(r->text), wanted);
    return ts_fail(r->err, TS_ERR_ARG, "in the selector \"%.*s\" %s is wanted at \"%.*s\"",
                   TS_FMT(r->text), wanted, TS_FMT(rest));
}

/* A name; `wanted` says what it is of. */
static enum ts_rc read_name(struct reader *r, const char *wanted, ts_str *out)
{
    struct ts_buf name = { 0 };

    while (is_name_char(peek(r)) || (peek(r) == '\\' && r->pos + 1 < r->text.len)) {
        r->pos += peek(r) == '\\';
        ts_buf_putc(&name, r->text.ptr[r->pos++]);
    }
    *out = ts_buf_take(&name, r->a);
    ts_buf_done(&name);
    return out->len > 0 ? TS_OK : fail(r, wanted);
}

static ts_str lower_ascii(struct ts_arena *a, ts_str name)
{
    char *copy = ts_arena_alloc_raw(a, name.len + 1);

    for (size_t i = 0; i < name.len; i++)
        copy[i] = ts_lower(name.ptr[i]);
    copy[name.len] = '\0';
    return (ts_str){ copy, name.len };
}

static enum ts_rc read_tag(struct reader *r, struct test *out)
{
    ts_str name;
    enum ts_rc rc = read_name(r, "a tag, .class, #id or [attribute]", &name);

    if (rc != TS_OK)
        return rc;
    *out = (struct test){ .kind = TEST_TAG, .name = lower_ascii(r->a, name) };
    for (int i = TS_TAG_HTML; i < TS_N_TAGS; i++)
        if (ts_str_is(out->name, ts_tag_name((enum ts_tag)i)))
            out->tag = (enum ts_tag)i;
    return TS_OK;
}

/* The value behind "=": a name, or anything in quotes. */
static enum ts_rc read_value(struct reader *r, ts_str *out)
{
    char quote = peek(r);

    if (quote != '"' && quote != '\'')
        return read_name(r, "a value", out);
    size_t start = r->pos + 1, end = ts_str_find_char(r->text, quote, start);
    if (end == TS_NPOS)
        return fail(r, "a value with both its quotes");
    *out = ts_arena_str(r->a, ts_str_sub(r->text, start, end - start));
    r->pos = end + 1;
    return TS_OK;
}

static enum ts_rc read_attribute(struct reader *r, struct test *out)
{
    ts_str name;

    skip_blanks(r);
    enum ts_rc rc = read_name(r, "the name of an attribute", &name);
    if (rc != TS_OK)
        return rc;
    *out = (struct test){ .kind = TEST_HAS, .name = lower_ascii(r->a, name) };
    out->attr = ts_attr_of(out->name);
    skip_blanks(r);
    if (peek(r) == '=') {
        r->pos++;
        skip_blanks(r);
        out->kind = TEST_IS;
        rc = read_value(r, &out->value);
        skip_blanks(r);
    }
    if (rc == TS_OK && peek(r) != ']')
        return fail(r, "= or ]");
    r->pos += rc == TS_OK;
    return rc;
}

static enum ts_rc read_test(struct reader *r, struct test *out)
{
    char first = peek(r);
    ts_str name;

    if (first != '.' && first != '#' && first != '[')
        return read_tag(r, out);
    r->pos++;
    if (first == '[')
        return read_attribute(r, out);
    enum ts_rc rc = read_name(r, first == '.' ? "the name of a class" : "an id", &name);
    *out = (struct test){ .kind = first == '.' ? TEST_CLASS : TEST_ID, .name = name };
    return rc;
}

/* Tests that follow each other without a blank. */
static enum ts_rc read_step(struct reader *r, struct step *out)
{
    size_t cap = 0;
    enum ts_rc rc = TS_OK;

    if (peek(r) == '*')
        r->pos++;
    else
        rc = read_test(r, TS_PUSH(r->a, out->tests, out->n, cap));
    while (rc == TS_OK && peek(r) != '\0' && strchr(".#[", peek(r)))
        rc = read_test(r, TS_PUSH(r->a, out->tests, out->n, cap));
    if (rc == TS_OK && peek(r) == ',')
        return ts_fail(r->err, TS_ERR_ARG,
                       "the selector \"%.*s\" has a comma: write a line for each part",
                       TS_FMT(r->text));
    if (rc == TS_OK && r->pos < r->text.len && !ts_is_space(peek(r)) && peek(r) != '>')
        return fail(r, ".class, #id, [attribute], > or a blank");
    return rc;
}

static bool step_needs_all(const struct step *step)
{
    for (size_t i = 0; i < step->n; i++) {
        const struct test *t = &step->tests[i];
        if ((t->kind == TEST_TAG && t->tag == TS_TAG_OTHER) ||
            ((t->kind == TEST_HAS || t->kind == TEST_IS) && t->attr == TS_ATTR_NONE))
            return true;
    }
    return false;
}

enum ts_rc ts_selector_parse(struct ts_arena *a, ts_str text, struct ts_selector **out,
                             struct ts_err *err)
{
    struct reader r = { .a = a, .text = ts_str_trim(text), .err = err };
    struct ts_selector *s = TS_NEW(a, struct ts_selector);
    bool is_child = false;

    if (r.text.len > TS_SELECTOR_MAX_BYTES)
        return ts_fail(err, TS_ERR_LIMIT, "a selector of %zu bytes is too long, the limit is %d",
                       r.text.len, TS_SELECTOR_MAX_BYTES);
    s->steps = TS_NEW_ARRAY(a, TS_SELECTOR_MAX_STEPS, struct step);
    do {
        if (s->n == TS_SELECTOR_MAX_STEPS)
            return ts_fail(err, TS_ERR_LIMIT, "the selector \"%.*s\" has more than %d steps",
                           TS_FMT(r.text), TS_SELECTOR_MAX_STEPS);
        struct step *step = &s->steps[s->n++];
        step->is_child = is_child;
        enum ts_rc rc = read_step(&r, step);
        if (rc != TS_OK)
            return rc;
        s->needs_all = s->needs_all || step_needs_all(step);
        skip_blanks(&r);
        is_child = peek(&r) == '>';
        r.pos += is_child;
        skip_blanks(&r);
    } while (is_child || r.pos < r.text.len);
    *out = s;
    return TS_OK;
}

/* ---- matching ---- */

bool ts_selector_needs_all(const struct ts_selector *s)
{
    return s->needs_all;
}

static bool has_class(const struct ts_node *n, ts_str name)
{
    ts_str rest = ts_node_attr(n, TS_ATTR_CLASS), word;

    while (ts_str_word(&rest, &word))
        if (ts_str_eq(word, name))
            return true;
    return false;
}

/* The value of the attribute, or NULL when the element has none. */
static const ts_str *attribute_of(const struct test *t, const struct ts_dom *dom,
                                  const struct ts_node *n)
{
    if (t->attr == TS_ATTR_NONE)
        return ts_dom_extra(dom, n, t->name);
    for (size_t i = 0; i < n->n_attrs; i++)
        if (n->attrs[i].name == t->attr)
            return &n->attrs[i].value;
    return NULL;
}

static bool holds(const struct test *t, const struct ts_dom *dom, const struct ts_node *n)
{
    const ts_str *value;

    switch (t->kind) {
    case TEST_TAG:
        if (t->tag != TS_TAG_OTHER || n->tag != TS_TAG_OTHER)
            return t->tag == n->tag;
        value = ts_dom_extra(dom, n, TS_STR(""));
        return value && ts_str_eq(*value, t->name);
    case TEST_CLASS:
        return has_class(n, t->name);
    case TEST_ID:
        return ts_str_eq(ts_str_trim(ts_node_attr(n, TS_ATTR_ID)), t->name);
    case TEST_HAS:
        return attribute_of(t, dom, n) != NULL;
    case TEST_IS:
        value = attribute_of(t, dom, n);
        return value && ts_str_eq(*value, t->value);
    }
    return false;
}

static bool step_fits(const struct step *step, const struct ts_dom *dom, const struct ts_node *n)
{
    if (n->tag == TS_TAG_TEXT)
        return false;
    for (size_t i = 0; i < step->n; i++)
        if (!holds(&step->tests[i], dom, n))
            return false;
    return true;
}

/* Fits the steps from `last` down to the first of those joined to it by ">" to `n` and the elements
 * above it.  Gives the element that the first one fits, and its number in `*first`; or NULL. */
static const struct ts_node *fit_chain(const struct ts_selector *s, size_t last, size_t *first,
                                       const struct ts_dom *dom, const struct ts_node *n)
{
    for (size_t i = last;; i--) {
        if (!n || !step_fits(&s->steps[i], dom, n))
            return NULL;
        if (!s->steps[i].is_child) {
            *first = i;
            return n;
        }
        n = n->parent;
    }
}

bool ts_selector_matches(const struct ts_selector *s, const struct ts_dom *dom,
                         const struct ts_node *n)
{
    size_t first;
    const struct ts_node *top = fit_chain(s, s->n - 1, &first, dom, n);

    while (top && first > 0) {
        size_t last = first - 1;
        const struct ts_node *above = top->parent;
        top = NULL;
        for (; above && !top; above = above->parent)
            top = fit_chain(s, last, &first, dom, above);
    }
    return top != NULL;
}
