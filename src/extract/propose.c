/* Tries each name of the element that holds the block, and of those around it, alone and with the
 * block's tag below it, and takes the one that covers the fewest other stripped blocks; the nearest
 * of equals. */
#include <string.h>

#include "extract_priv.h"
#include "implied_marks_priv.h"
#include "selector_priv.h"
#include "site_rules_priv.h"
#include "tearsheet/base/buf.h"

enum {
    MAX_STEPS_UP = 6,
    MAX_NAMES = 12, /* classes of one element */
    MAX_NAME_BYTES = 40,
    MAX_DIGITS = 2, /* names with more are numbers of articles and versions of styles */
};

struct proposal {
    struct ts_arena *a;
    const struct ts_page *page;
    const struct ts_article *article;
    const struct ts_node *holder; /* of the block's text */
    size_t block;
    ts_str best;
    size_t n_others; /* that the best one covers */
};

static bool is_lasting(ts_str name)
{
    size_t n_digits = 0;

    for (size_t i = 0; i < name.len; i++)
        n_digits += ts_is_digit(name.ptr[i]);
    return name.len > 0 && name.len <= MAX_NAME_BYTES && n_digits <= MAX_DIGITS;
}

static bool covers(const struct ts_selector *s, const struct ts_dom *dom, const struct ts_node *n)
{
    for (; n; n = n->parent)
        if (ts_selector_matches(s, dom, n))
            return true;
    return false;
}

static void try_selector(struct proposal *p, ts_str text)
{
    struct ts_selector *s;
    size_t n_others = 0;

    if (ts_selector_parse(p->a, text, &s, NULL) != TS_OK || ts_selector_needs_all(s) ||
        !covers(s, p->page->dom, p->holder))
        return;
    for (size_t i = 0; i < p->page->pieces.n; i++)
        if (i != p->block && !p->article->blocks[i].is_kept)
            n_others += covers(s, p->page->dom, ts_piece_holder(&p->page->pieces.list[i]));
    if (p->best.len > 0 && n_others >= p->n_others)
        return;
    p->best = text;
    p->n_others = n_others;
}

/* The name as a selector has it. */
static ts_str escape(struct ts_arena *a, char sigil, ts_str name)
{
    struct ts_buf text = { 0 };

    ts_buf_putc(&text, sigil);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if ((unsigned char)c < 0x80 && !ts_is_alpha(c) && !ts_is_digit(c) && !strchr("-_", c))
            ts_buf_putc(&text, '\\');
        ts_buf_putc(&text, c);
    }
    ts_str result = ts_buf_take(&text, a);
    ts_buf_done(&text);
    return result;
}

static void try_name(struct proposal *p, const struct ts_node *n, char sigil, ts_str name)
{
    if (!is_lasting(name))
        return;
    ts_str text = escape(p->a, sigil, name);
    try_selector(p, text);
    if (n != p->holder && p->holder->tag != TS_TAG_OTHER)
        try_selector(p, ts_arena_printf(p->a, "%.*s %s", TS_FMT(text),
                                        ts_tag_name((enum ts_tag)p->holder->tag)));
}

static void try_names(struct proposal *p, const struct ts_node *n)
{
    ts_str classes = ts_node_attr(n, TS_ATTR_CLASS), class;

    try_name(p, n, '#', ts_str_trim(ts_node_attr(n, TS_ATTR_ID)));
    for (int i = 0; i < MAX_NAMES && ts_str_word(&classes, &class); i++)
        try_name(p, n, '.', class);
}

ts_str ts_site_rule_propose(struct ts_arena *a, ts_str html, ts_str page_url,
                            const struct ts_article *article, size_t i)
{
    struct ts_arena scratch = { 0 };
    struct ts_article unused = { 0 };
    struct ts_meta_hints hints;
    struct ts_page page;
    struct ts_dom dom;
    struct proposal p = { .a = &scratch, .page = &page, .article = article, .block = i };

    if (ts_dom_parse(&scratch, html, &dom, NULL) == TS_OK) {
        ts_page_read(&scratch, &dom, page_url, &unused, &hints, &page);
        bool is_same =
            page.pieces.n <= article->n_blocks && i < page.pieces.n &&
            ts_str_eq(ts_piece_shown(&scratch, &page.pieces.list[i]), article->blocks[i].text);
        const struct ts_node *n = is_same ? ts_piece_holder(&page.pieces.list[i]) : NULL;
        p.holder = n;
        for (int steps = 0; n && n != dom.body && steps < MAX_STEPS_UP; n = n->parent, steps++)
            try_names(&p, n);
    }
    ts_str best = p.best.len > 0 ? ts_arena_str(a, p.best) : (ts_str){ 0 };
    ts_arena_done(&scratch);
    return best;
}
