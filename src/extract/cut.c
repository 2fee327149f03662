/* More than half of a news page is script, style, drawings and comments, and a parser spends its
 * time on them.  One pass with memchr() from tag to tag copies the rest; JSON-LD is read on the
 * way. The same pass counts what a parser would choke on. */
#include "cut_priv.h"

#include <string.h>

#include "cut_ends_priv.h"
#include "written_tag_priv.h"

enum {
    MIN_SHOWN_TEXT = 250, /* bytes: with less the page may be in <noscript> */
    MIN_NOSCRIPT = 1000,
    NOT_NESTING_MAX = 8, /* bytes of the longest name in `not_nesting` */
};

struct cutter {
    struct ts_arena *a;
    ts_str html;
    char *out;
    size_t n_out;
    size_t depth;
    size_t cap_json_ld, cap_islands;
    bool in_body;
    bool in_pre;
    bool is_in_front;          /* the tag copied last, with no text behind it, begins a block */
    bool with_noscript;        /* what is shown without scripts is taken for the page */
    bool with_attributes;      /* also those that nobody asks for */
    struct ts_tag_gaps gaps;   /* of the tag read last */
    size_t n_text, n_noscript; /* bytes in the body: of text shown, of what noscript holds */
    /* One of the kind was not closed, so no later one is: not to look to the page's end again. */
    bool svg_is_open, noscript_is_open, title_is_open;
    struct ts_cut cut;
};

static void copy(struct cutter *c, size_t from, size_t to)
{
    if (to > from)
        memcpy(c->out + c->n_out, c->html.ptr + from, to - from);
    c->n_out += to - from;
}

/* Copies the tag at `pos` that ends at `end` without its gaps. */
static void copy_tag(struct cutter *c, size_t pos, size_t end)
{
    for (size_t i = 0; i < c->gaps.n; i++) {
        copy(c, pos, c->gaps.list[i].from);
        pos = c->gaps.list[i].to;
    }
    copy(c, pos, end);
}

/* Reads the tag at `pos` of the page, to be copied. */
static bool read_own_tag(struct cutter *c, size_t pos, struct ts_written_tag *t)
{
    c->gaps.n = 0;
    return ts_written_tag_read(c->html, pos, t, c->with_attributes ? NULL : &c->gaps);
}

static void keep_script(struct cutter *c, const struct ts_written_tag *t, ts_str text)
{
    struct ts_cut *cut = &c->cut;

    if (ts_str_has_nocase(t->type, "ld+json") && cut->n_json_ld < TS_CUT_MAX_JSON_LD)
        *TS_PUSH(c->a, cut->json_ld, cut->n_json_ld, c->cap_json_ld) = text;
    else if (ts_str_has_nocase(t->type, "application/json") && text.len >= TS_CUT_MIN_ISLAND &&
             cut->n_islands < TS_CUT_MAX_ISLANDS)
        *TS_PUSH(c->a, cut->islands, cut->n_islands, c->cap_islands) = text;
}

static size_t cut_script(struct cutter *c, const struct ts_written_tag *t)
{
    size_t end = ts_find_script_end(c->html, t->end);

    keep_script(c, t, ts_str_sub(c->html, t->end, end - t->end));
    return ts_skip_tag(c->html, end);
}

/* Cut with all it holds; one that is never closed takes the rest of the page, as in a browser. */
static size_t cut_raw(struct cutter *c, const struct ts_written_tag *t, const char *name)
{
    size_t end = ts_find_end_tag(c->html, name, t->end);

    return end == TS_NPOS ? c->html.len : ts_skip_tag(c->html, end);
}

static size_t cut_svg(struct cutter *c, const struct ts_written_tag *t)
{
    if (t->is_closed || c->svg_is_open)
        return t->end;
    size_t end = ts_skip_svg(c->html, t->end);
    c->svg_is_open = end == TS_NPOS;
    return c->svg_is_open ? t->end : end;
}

/* Only the images stay: sites put the real one here and an empty one beside it. */
static size_t cut_noscript(struct cutter *c, const struct ts_written_tag *t)
{
    if (c->with_noscript && c->in_body)
        return t->end;
    size_t end = c->noscript_is_open ? TS_NPOS : ts_find_end_tag(c->html, "noscript", t->end);
    c->noscript_is_open = end == TS_NPOS;
    if (end == TS_NPOS)
        return t->end;
    c->n_noscript += c->in_body ? end - t->end : 0;
    for (size_t p = t->end; c->in_body && (p = ts_str_find_char(c->html, '<', p)) < end; p++) {
        struct ts_written_tag img;
        if (!read_own_tag(c, p, &img))
            continue;
        if (img.name.len == 0 || img.end > end)
            break;
        if (ts_str_is_nocase(img.name, "img")) {
            copy_tag(c, p, img.end);
            c->cut.n_tags++;
        }
        p = img.end - 1;
    }
    return ts_skip_tag(c->html, end);
}

/* Its text is no markup, whatever it looks like. */
static size_t copy_title(struct cutter *c, const struct ts_written_tag *t)
{
    size_t end = c->title_is_open ? TS_NPOS : ts_find_end_tag(c->html, "title", t->end);
    c->title_is_open = end == TS_NPOS;
    if (end == TS_NPOS)
        return t->end;
    size_t after = ts_skip_tag(c->html, end);
    copy(c, (size_t)(t->name.ptr - c->html.ptr) - 1, after);
    return after;
}

static const struct {
    const char *name;
    /* Returns the offset where to go on; NULL: cut_raw(). */
    size_t (*cut)(struct cutter *c, const struct ts_written_tag *t);
} cut_elements[] = {
    { "script", cut_script },     { "style", NULL },    { "svg", cut_svg },
    { "noscript", cut_noscript }, { "iframe", NULL },   { "title", copy_title },
    { "noframes", NULL },         { "textarea", NULL }, { "noembed", NULL },
};

/* Elements that hold nothing, or that the next one of their kind closes: they do not nest by
 * themselves. */
static const char *const not_nesting[] = {
    "p",     "br",    "img",   "li",     "input",    "meta",   "link", "hr",
    "td",    "tr",    "th",    "dt",     "dd",       "html",   "head", "body",
    "tbody", "thead", "tfoot", "option", "wbr",      "source", "area", "base",
    "col",   "embed", "param", "track",  "colgroup", "rt",     "rp",   "optgroup",
};

static bool nests(ts_str name)
{
    if (name.len > NOT_NESTING_MAX)
        return true;
    for (size_t i = 0; i < TS_COUNT(not_nesting); i++)
        if (ts_lower(name.ptr[0]) == not_nesting[i][0] && ts_str_is_nocase(name, not_nesting[i]))
            return false;
    return true;
}

static void count_tag(struct cutter *c, const struct ts_written_tag *t)
{
    if (!t->is_end) {
        c->cut.n_tags++;
        if (t->n_attributes > c->cut.max_attributes)
            c->cut.max_attributes = t->n_attributes;
        if (ts_str_is_nocase(t->name, "body"))
            c->in_body = true;
        if (ts_str_is_nocase(t->name, "math"))
            c->with_attributes = true; /* in it the parser goes by attributes of its own */
    }
    if (!nests(t->name))
        return;
    if (t->is_end)
        c->depth -= c->depth > 0;
    else if (++c->depth > c->cut.max_depth)
        c->cut.max_depth = c->depth;
}

/* Tags that end a line of text, sorted by how usual they are: of those that display.c shows as
 * blocks the ones that are worth a look for white space, and <br>, <head> and <html>. */
static const char *const block_tags[] = {
    "div",     "li",     "p",     "ul",      "td",         "tr",         "section", "br",
    "article", "header", "h1",    "h2",      "h3",         "h4",         "h5",      "h6",
    "ol",      "nav",    "main",  "aside",   "table",      "dl",         "dt",      "dd",
    "tbody",   "th",     "thead", "tfoot",   "footer",     "form",       "hr",      "figure",
    "body",    "head",   "html",  "caption", "figcaption", "blockquote",
};

static bool is_block(ts_str name)
{
    for (size_t i = 0; name.len > 0 && i < TS_COUNT(block_tags); i++)
        if (ts_lower(name.ptr[0]) == block_tags[i][0] && ts_str_is_nocase(name, block_tags[i]))
            return true;
    return false;
}

/* The name of the tag whose "<" is at `pos`; empty if it is none. */
static ts_str name_at(ts_str html, size_t pos)
{
    size_t start = pos + 1 + (pos + 1 < html.len && html.ptr[pos + 1] == '/');
    size_t end = start;

    while (end < html.len && (ts_is_alpha(html.ptr[end]) || ts_is_digit(html.ptr[end])))
        end++;
    return end > start ? ts_str_sub(html, start, end - start) : (ts_str){ 0 };
}

static void note_tag(struct cutter *c, const struct ts_written_tag *t)
{
    c->is_in_front = !t->is_end && is_block(t->name);
    if (ts_str_is_nocase(t->name, "pre") || ts_str_is_nocase(t->name, "listing"))
        c->in_pre = !t->is_end;
}

/* White space in front of the tag of a block, or at its beginning, is not shown, and would be a
 * node of the parser each time: a fifth to a third of all nodes. */
static bool is_idle(const struct cutter *c, size_t from, size_t to)
{
    if (c->in_pre || ts_str_trim(ts_str_sub(c->html, from, to - from)).len > 0)
        return false;
    return c->is_in_front || is_block(name_at(c->html, to));
}

static void copy_text(struct cutter *c, size_t from, size_t to)
{
    if (from == to || is_idle(c, from, to))
        return;
    copy(c, from, to);
    c->is_in_front = false;
}

/* Deals with the tag at `pos` and returns the offset where to go on. */
static size_t cut_tag(struct cutter *c, size_t pos, const struct ts_written_tag *t)
{
    if (t->name.len == 0)
        return t->end;
    for (size_t i = 0; i < TS_COUNT(cut_elements); i++) {
        if (!ts_str_is_nocase(t->name, cut_elements[i].name))
            continue;
        if (t->is_end)
            return t->end;
        return cut_elements[i].cut ? cut_elements[i].cut(c, t)
                                   : cut_raw(c, t, cut_elements[i].name);
    }
    count_tag(c, t);
    note_tag(c, t);
    copy_tag(c, pos, t->end);
    return t->end;
}

/* Deals with the "<" at `pos`. */
static size_t cut_at(struct cutter *c, size_t pos)
{
    ts_str rest = ts_str_sub(c->html, pos, 9);
    struct ts_written_tag t;

    if (ts_str_starts(rest, "<!--"))
        return ts_skip_comment(c->html, pos);
    bool is_doctype = ts_str_starts_nocase(rest, "<!doctype");
    bool is_bogus = rest.len > 1 && (rest.ptr[1] == '!' || rest.ptr[1] == '?');
    bool is_bogus_end = rest.len > 2 && rest.ptr[1] == '/' && !ts_is_alpha(rest.ptr[2]);
    if (is_bogus || is_bogus_end) {
        size_t end = ts_str_find_char(c->html, '>', pos);
        end = end == TS_NPOS ? c->html.len : end + 1;
        if (is_doctype)
            copy(c, pos, end);
        return end;
    }
    if (read_own_tag(c, pos, &t))
        return cut_tag(c, pos, &t);
    copy(c, pos, pos + 1);
    return pos + 1;
}

static struct ts_cut cut_all(struct cutter *c)
{
    struct ts_arena scratch = { 0 };
    ts_str html = c->html;
    size_t pos = 0;

    c->out = ts_arena_alloc_raw(&scratch, html.len + 1);
    while (pos < html.len) {
        size_t lt = ts_str_find_char(html, '<', pos);
        if (lt == TS_NPOS)
            lt = html.len;
        c->n_text += c->in_body ? ts_str_trim(ts_str_sub(html, pos, lt - pos)).len : 0;
        copy_text(c, pos, lt);
        pos = lt < html.len ? cut_at(c, lt) : lt;
    }
    c->cut.html = ts_arena_str(c->a, (ts_str){ c->out, c->n_out });
    ts_arena_done(&scratch);
    return c->cut;
}

struct ts_cut ts_cut_page(struct ts_arena *a, ts_str html, bool with_attributes)
{
    struct cutter c = { .a = a, .html = html, .with_attributes = with_attributes };

    struct ts_cut cut = cut_all(&c);
    if (c.n_text >= MIN_SHOWN_TEXT || c.n_noscript < MIN_NOSCRIPT)
        return cut;
    c = (struct cutter){
        .a = a, .html = html, .with_attributes = with_attributes, .with_noscript = true
    };
    return cut_all(&c);
}
