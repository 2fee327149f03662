/* Names are taken from the first source that has any. */
#include "authors_priv.h"

#include "byline_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "title_priv.h"

enum {
    NEAR_NODES = 60,    /* behind the headline, in which a byline without mark-up may stand */
    MARKED_NODES = 560, /* in which one may stand that its mark-up tells */
    MORE_NODES = 25,    /* behind a byline, in which another one belongs to it */
    PERSON_WORDS_MAX = 3,
    WORDS_MAX = 80 /* bytes of a name that is looked at */
};

struct hunt {
    struct ts_arena *a;
    const struct ts_author_sources *from;
    struct ts_byline names;
    const struct ts_node *node; /* that shows them */
};

/* ---- what kind of name it is ---- */

static bool starts_in_upper_case(ts_str word)
{
    size_t pos = 0;

    return word.len > 0 && ts_rune_is_upper(ts_utf8_next(word, &pos));
}

static bool is_company_word(struct ts_arena *a, ts_str word)
{
    static const char words[] =
        " agency app bank blog bund center centre clinic club college company construction corp "
        "daily deutsche digital energy news media times post magazin magazine journal inc ltd llc "
        "gmbh ag group home hotels institute online press radio redaktion reiseinfo renovation "
        "review school shop society solutions staff store strategies studio team tech today travel "
        "tv university verlag web weekly ";
    ts_str key = ts_title_key(a, word);
    ts_str padded = ts_arena_printf(a, " %.*s ", TS_FMT(key));

    return key.len == 0 || ts_str_find(TS_STR(words), padded, 0) != TS_NPOS;
}

/* "Colin Watson" may write a blog of his name; "Harbour Times" does not. */
static bool can_be_person(struct ts_arena *a, ts_str name)
{
    size_t n = 0;

    for (ts_str rest = ts_str_sub(name, 0, WORDS_MAX), word; ts_str_word(&rest, &word); n++)
        if (!starts_in_upper_case(word) || is_company_word(a, word))
            return false;
    return n >= 2 && n <= PERSON_WORDS_MAX;
}

/* A login: "annlee", "ann-lee". */
static bool is_login(ts_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!(name.ptr[i] >= 'a' && name.ptr[i] <= 'z') && !ts_is_digit(name.ptr[i]) &&
            name.ptr[i] != '-' && name.ptr[i] != '_')
            return false;
    return true;
}

static bool is_agency(ts_str name)
{
    static const char *const agencies[] = {
        "AFP", "AP",  "dpa", "APA", "ANSA", "EFE", "PA",  "ANP", "PAP",   "ČTK",
        "TT",  "NTB", "ATS", "SDA", "KNA",  "epd", "SID", "STT", "Belga", "Reuters",
    };

    for (size_t i = 0; i < TS_COUNT(agencies); i++)
        if (ts_str_is_nocase(name, agencies[i]))
            return true;
    return false;
}

/* Names that say less than a byline does. */
static bool are_poor(const struct ts_byline *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (!is_login(names->names[i]) && !is_agency(names->names[i]))
            return false;
    return names->n > 0;
}

/* ---- told ---- */

static void add_ld(struct hunt *h, bool are_persons)
{
    const struct ts_ld *ld = h->from->ld;
    bool is_blog = ld->are_typed && can_be_person(h->a, h->from->site);

    for (size_t i = 0; i < ld->n_authors && ld->are_persons == are_persons; i++)
        ts_byline_add(h->a, ld->authors[i], is_blog ? (ts_str){ 0 } : h->from->site, &h->names);
}

/* "Lee, Ann": where every one of several values has one comma. */
static bool are_inverted(const struct ts_scan *scan)
{
    for (size_t i = 0; i < scan->n_authors; i++) {
        size_t at = ts_str_find_char(scan->authors[i], ',', 0);
        if (at == TS_NPOS || ts_str_find_char(scan->authors[i], ',', at + 1) != TS_NPOS)
            return false;
    }
    return scan->n_authors > 1;
}

static void add_meta(struct hunt *h)
{
    const struct ts_scan *scan = h->from->scan;
    bool are_last_first = are_inverted(scan);

    for (size_t i = 0; i < scan->n_authors; i++) {
        ts_str text = scan->authors[i];
        size_t at = are_last_first ? ts_str_find_char(text, ',', 0) : 0;
        if (are_last_first)
            text =
                ts_arena_printf(h->a, "%.*s %.*s", TS_FMT(ts_str_trim(ts_str_skip(text, at + 1))),
                                TS_FMT(ts_str_sub(text, 0, at)));
        ts_byline_add(h->a, text, h->from->site, &h->names);
    }
    for (size_t i = 0; i < TS_SCAN_LABELS && h->names.n == 0; i++)
        if (ts_byline_is_lead(h->a, scan->labels[i]))
            ts_byline_add(h->a, scan->label_values[i], h->from->site, &h->names);
}

/* ---- shown ---- */

/* The text of a byline: a blank between its elements, a bar between its blocks, a semicolon between
 * the items of a list, so that names are not glued to what stands beside them. */
static ts_str byline_text(struct ts_arena *a, const struct ts_node *top)
{
    struct ts_buf text = { .ceiling = TS_BYLINE_MAX_TEXT };
    const char *gap = "";

    for (const struct ts_node *n = top; n; n = ts_node_after(n, top)) {
        if (n->tag == TS_TAG_LI)
            gap = "; ";
        else if (n->tag == TS_TAG_DIV || n->tag == TS_TAG_P || n->tag == TS_TAG_TIME)
            gap = " | ";
        if (n->tag != TS_TAG_TEXT || ts_str_trim(n->text).len == 0)
            continue;
        if (text.len > 0)
            ts_buf_puts(&text, gap[0] ? gap : " ");
        ts_buf_put(&text, ts_str_trim(n->text));
        gap = "";
    }
    ts_str taken = ts_buf_take(&text, a);
    ts_buf_done(&text);
    return ts_utf8_repair(a, taken);
}

static bool is_beside(const struct hunt *h, const struct ts_node *n)
{
    return ts_scan_is_beside(h->from->scan, n, h->from->headline, true);
}

/* Elements called byline; of those the ones near the headline, or before any other text. */
static void add_marked(struct hunt *h)
{
    const struct ts_nodes *nodes = &h->from->scan->bylines;
    const struct ts_node *headline = h->from->headline;

    for (size_t i = 0; i < nodes->n; i++) {
        const struct ts_node *n = nodes->list[i];
        size_t before = h->names.n;
        bool is_other = h->node && n->id > h->node->last_id + MORE_NODES;
        if (is_other || is_beside(h, n) || (headline && n->id > headline->last_id + MARKED_NODES))
            continue;
        ts_byline_add(h->a, byline_text(h->a, n), h->from->site, &h->names);
        if (h->names.n > before && !h->node)
            h->node = n;
    }
}

static const struct ts_node *next_text(const struct ts_dom *dom, const struct ts_node *n)
{
    for (size_t i = n->id + 1; i < dom->n_nodes && i < n->id + NEAR_NODES / 4; i++)
        if (dom->nodes[i]->tag == TS_TAG_TEXT && ts_str_trim(dom->nodes[i]->text).len > 0)
            return dom->nodes[i];
    return NULL;
}

/* "12 March  Source: Post  Author: Ann Lee" in Chinese: from the word on, to the next gap. */
static ts_str labelled_part(ts_str text)
{
    static const char *const labels[] = { "作者：", "作者:", "撰文：", "記者：", "记者：" };

    for (size_t i = 0; i < TS_COUNT(labels); i++) {
        size_t at = ts_str_find(text, ts_str_of(labels[i]), 1);
        if (at == TS_NPOS)
            continue;
        ts_str part = ts_str_skip(text, at);
        size_t end = ts_str_find(part, TS_STR("\u3000"), 1);
        return end == TS_NPOS ? part : ts_str_sub(part, 0, end);
    }
    return (ts_str){ 0 };
}

/* "By Ann Lee" as a text of its own, or "Written by" as one and "Ann Lee" as the next. */
static void add_announced(struct hunt *h, const struct ts_node *n)
{
    const struct ts_node *around = n->parent; /* "By <a>Ann Lee</a>" is cut by the link */

    ts_str text = byline_text(h->a, around);

    ts_byline_add_marked(h->a, text, h->from->site, &h->names);
    if (h->names.n == 0)
        ts_byline_add_marked(h->a, labelled_part(text), h->from->site, &h->names);
    if (h->names.n == 0 && ts_byline_is_lead(h->a, n->text) && (n = next_text(h->from->dom, n))) {
        around = n->parent;
        ts_byline_add(h->a, n->text, h->from->site, &h->names);
    }
    if (h->names.n > 0)
        h->node = around;
}

static void add_visible(struct hunt *h)
{
    const struct ts_node *headline = h->from->headline;
    size_t end = headline ? headline->last_id + NEAR_NODES : 0;

    for (size_t i = headline ? headline->last_id + 1 : 0; i < end && i < h->from->dom->n_nodes;
         i++) {
        const struct ts_node *n = h->from->dom->nodes[i];
        if (n->tag != TS_TAG_TEXT || is_beside(h, n->parent))
            continue;
        add_announced(h, n);
        if (h->names.n > 0)
            return;
    }
}

/* The element that shows the names found elsewhere. */
static void find_shown(struct hunt *h)
{
    for (size_t i = 0; h->names.n > 0 && i < h->from->scan->bylines.n; i++) {
        const struct ts_node *n = h->from->scan->bylines.list[i];
        ts_str text = ts_node_text(h->a, n);
        if (ts_str_find_nocase(text, h->names.names[0], 0) == TS_NPOS || is_beside(h, n))
            continue;
        h->node = n;
        return;
    }
}

/* Persons in the byline instead of a login or an agency. */
static void replace_poor(struct hunt *h)
{
    struct hunt shown = { .a = h->a, .from = h->from };

    add_marked(&shown);
    if (shown.names.n == 0 && is_agency(h->names.names[0]))
        add_visible(&shown);
    if (shown.names.n > 0 && !is_agency(shown.names.names[0]) && !are_poor(&shown.names))
        *h = shown;
}

ts_str ts_authors_of(struct ts_arena *a, const struct ts_author_sources *sources,
                     const struct ts_node **node)
{
    struct hunt h = { .a = a, .from = sources };

    add_ld(&h, true);
    if (h.names.n == 0)
        add_meta(&h);
    if (are_poor(&h.names))
        replace_poor(&h);
    if (h.names.n == 0)
        add_marked(&h);
    if (h.names.n == 0)
        add_visible(&h);
    if (h.names.n == 0)
        add_ld(&h, false);
    if (!h.node)
        find_shown(&h);
    *node = h.node;
    return ts_byline_join(a, &h.names);
}
