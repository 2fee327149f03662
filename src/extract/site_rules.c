/* Each rule marks the elements that it selects, and all below them, in a table by id; a later rule
 * writes over an earlier one.  What is marked where a block's text stands decides about it. */
#include "site_rules_priv.h"

#include "implied_marks_priv.h"
#include "selector_priv.h"
#include "tearsheet/base/url.h"

/* ---- reading ---- */

static bool is_site(ts_str word)
{
    if (ts_str_is(word, "*"))
        return true;
    for (size_t i = 0; i < word.len; i++)
        if (!ts_is_alpha(word.ptr[i]) && !ts_is_digit(word.ptr[i]) && word.ptr[i] != '.' &&
            word.ptr[i] != '-' && (unsigned char)word.ptr[i] < 0x80)
            return false;
    return word.len > 0 && word.ptr[0] != '.';
}

static ts_str without_www(ts_str site)
{
    return ts_str_starts_nocase(site, "www.") ? ts_str_skip(site, 4) : site;
}

enum ts_rc ts_site_rule_parse(struct ts_arena *a, ts_str text, struct ts_site_rule *out,
                              struct ts_err *err)
{
    ts_str rest = text, site = { 0 }, verb = { 0 };
    struct ts_selector *selector;

    if (!ts_str_word(&rest, &site) || !ts_str_word(&rest, &verb) || ts_str_trim(rest).len == 0)
        return ts_fail(err, TS_ERR_ARG,
                       "a rule is a site, keep or strip, and a selector, not \"%.*s\"",
                       TS_FMT(ts_str_trim(text)));
    if (!is_site(site))
        return ts_fail(err, TS_ERR_ARG, "a site is a host such as example.org, or *, not \"%.*s\"",
                       TS_FMT(site));
    if (!ts_str_is(verb, "keep") && !ts_str_is(verb, "strip"))
        return ts_fail(err, TS_ERR_ARG, "a rule says keep or strip, not \"%.*s\"", TS_FMT(verb));
    enum ts_rc rc = ts_selector_parse(a, rest, &selector, err);
    if (rc != TS_OK)
        return rc;
    *out = (struct ts_site_rule){
        .site = ts_arena_str(a, without_www(site)),
        .is_keep = ts_str_is(verb, "keep"),
        .selector = selector,
        .words = ts_arena_printf(a, "%.*s %.*s", TS_FMT(verb), TS_FMT(ts_str_trim(rest))),
    };
    return TS_OK;
}

ts_str ts_site_of_page(const struct ts_article *article)
{
    ts_str site = ts_url_site(article->url);

    return site.len > 0 ? site : ts_url_site(article->canonical);
}

/* ---- using ---- */

/* True if the rule is about pages of the host `site` (as ts_url_site() gives it). */
static bool is_for(const struct ts_site_rule *rule, ts_str site)
{
    size_t own = rule->site.len;

    if (ts_str_is(rule->site, "*"))
        return true;
    if (site.len < own || !ts_str_eq_nocase(ts_str_skip(site, site.len - own), rule->site))
        return false;
    return site.len == own || site.ptr[site.len - own - 1] == '.';
}

static bool need_all(const struct ts_site_rules *rules)
{
    for (size_t i = 0; i < rules->n; i++)
        if (ts_selector_needs_all(rules->list[i].selector))
            return true;
    return false;
}

static bool is_blank(const struct ts_node *n)
{
    return n->tag == TS_TAG_TEXT && ts_str_trim(n->text).len == 0;
}

const struct ts_node *ts_piece_holder(const struct ts_piece *p)
{
    const struct ts_node *n = p->el;

    for (;;) {
        const struct ts_node *only = NULL;
        for (const struct ts_node *child = n->first; child; child = child->next) {
            if (is_blank(child))
                continue;
            if (only || child->tag == TS_TAG_TEXT)
                return n;
            only = child;
        }
        if (!only)
            return n;
        n = only;
    }
}

/* Puts 1 + `number` on all that the rule selects. */
static void mark(const struct ts_site_rule *rule, size_t number, const struct ts_dom *dom,
                 uint32_t *marks)
{
    for (size_t i = 0; i < dom->n_nodes; i++) {
        if (!ts_selector_matches(rule->selector, dom, dom->nodes[i]))
            continue;
        size_t last = dom->nodes[i]->last_id;
        for (size_t k = i; k <= last; k++)
            marks[k] = (uint32_t)number + 1;
        i = last;
    }
}

static ts_str reason_of(struct ts_arena *a, const struct ts_site_rule *rule)
{
    if (rule->line == 0)
        return ts_arena_printf(a, "rule: %.*s", TS_FMT(rule->words));
    return ts_arena_printf(a, "rule in line %d: %.*s", rule->line, TS_FMT(rule->words));
}

enum ts_rc ts_wishes_parse(struct ts_arena *a, const struct ts_wishes *wishes, ts_str html,
                           struct ts_dom *out, struct ts_err *err)
{
    if (wishes->rules && need_all(wishes->rules))
        return ts_dom_parse_all(a, html, out, err);
    return ts_dom_parse(a, html, out, err);
}

static void apply_rules(struct ts_arena *a, const struct ts_site_rules *rules, ts_str site,
                        const struct ts_page *page, struct ts_verdict *verdicts)
{
    uint32_t *marks = NULL;

    for (size_t i = 0; i < rules->n; i++) {
        if (!is_for(&rules->list[i], site))
            continue;
        if (!marks)
            marks = TS_NEW_ARRAY(a, page->dom->n_nodes, uint32_t);
        mark(&rules->list[i], i, page->dom, marks);
    }
    for (size_t i = 0; marks && i < page->pieces.n; i++) {
        uint32_t by = marks[ts_piece_holder(&page->pieces.list[i])->id];
        if (by == 0)
            continue;
        verdicts[i].is_kept = rules->list[by - 1].is_keep;
        verdicts[i].decided_by = TS_BY_RULE;
        verdicts[i].reason = reason_of(a, &rules->list[by - 1]);
    }
}

static void put_back(struct ts_arena *a, const struct ts_wishes *wishes, const struct ts_page *page,
                     struct ts_verdict *verdicts)
{
    for (size_t i = 0; i < page->pieces.n && wishes->n_restored > 0; i++) {
        ts_str shown = ts_piece_shown(a, &page->pieces.list[i]);
        for (size_t k = 0; k < wishes->n_restored; k++) {
            if (!ts_str_eq(shown, wishes->restored[k]))
                continue;
            verdicts[i].is_kept = true;
            verdicts[i].decided_by = TS_BY_READER;
            verdicts[i].reason = TS_STR("put back by you");
        }
    }
}

void ts_wishes_apply(struct ts_arena *a, const struct ts_wishes *wishes,
                     const struct ts_article *article, const struct ts_page *page,
                     struct ts_verdict *verdicts)
{
    if (wishes->rules)
        apply_rules(a, wishes->rules, ts_site_of_page(article), page, verdicts);
    put_back(a, wishes, page, verdicts);
}
