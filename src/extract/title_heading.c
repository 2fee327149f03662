/* A heading is more than its text: a line over the headline in an element of its own, a date, a
 * link to the front page. */
#include "title_priv.h"

#include "plain_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

/* The text so far, not yet squeezed, and where elements begin and end in it. */
struct raw {
    struct ts_buf text;
    size_t cuts[TS_HEADING_MAX_CUTS];
    size_t n_cuts;
    bool has_lines;
};

static bool is_line(const struct ts_node *n)
{
    return n->tag == TS_TAG_BR || n->tag == TS_TAG_DIV || n->tag == TS_TAG_P ||
           n->tag == TS_TAG_SMALL;
}

static bool has_no_title(const struct ts_node *n)
{
    return n->tag == TS_TAG_TIME || n->tag == TS_TAG_SCRIPT || n->tag == TS_TAG_STYLE ||
           n->tag == TS_TAG_NOSCRIPT || n->tag == TS_TAG_TEMPLATE || n->tag == TS_TAG_SVG ||
           n->tag == TS_TAG_BUTTON;
}

/* "Best of 2025" and "Your guide" in two elements without white space between stand on two lines;
 * "C" and "ycle" do not. */
static bool are_two_lines(ts_str before, ts_str after)
{
    size_t pos = 0;
    uint32_t last = ts_utf8_last(before);
    uint32_t first = after.len > 0 ? ts_utf8_next(after, &pos) : 0;

    return ts_rune_is_upper(first) &&
           (last == ')' || (ts_rune_is_letter(last) && !ts_rune_is_upper(last)));
}

static void put_cut(struct raw *raw)
{
    size_t at = raw->text.len;

    if (at > 0 && raw->n_cuts < TS_HEADING_MAX_CUTS &&
        (raw->n_cuts == 0 || raw->cuts[raw->n_cuts - 1] != at))
        raw->cuts[raw->n_cuts++] = at;
}

static void put_text(struct raw *raw, ts_str text)
{
    bool is_cut = raw->n_cuts > 0 && raw->cuts[raw->n_cuts - 1] == raw->text.len;

    if (is_cut && are_two_lines(ts_buf_str(&raw->text), text))
        ts_buf_putc(&raw->text, ' ');
    ts_buf_put(&raw->text, text);
}

static void read_raw(struct raw *raw, const struct ts_node *top)
{
    const struct ts_node *last_parent = NULL;

    for (const struct ts_node *n = top; n && !raw->text.is_full;) {
        if (is_line(n))
            ts_buf_putc(&raw->text, ' ');
        raw->has_lines = raw->has_lines || is_line(n) || n->tag == TS_TAG_SPAN;
        if (n->tag == TS_TAG_TEXT) {
            if (n->parent != last_parent || n->parent == top)
                put_cut(raw);
            put_text(raw, n->text);
            last_parent = n->parent;
        }
        n = has_no_title(n) ? ts_node_skip(n, top) : ts_node_after(n, top);
    }
}

static ts_str trim_joints(ts_str text)
{
    static const char *const joints[] = { " ", ":", "-", "|", "/", "•", "·", "–", "—" };
    bool is_done = false;

    while (!is_done) {
        is_done = true;
        for (size_t i = 0; i < TS_COUNT(joints); i++) {
            ts_str joint = ts_str_of(joints[i]);
            if (ts_str_starts(text, joints[i])) {
                text = ts_str_skip(text, joint.len);
                is_done = false;
            } else if (ts_str_ends(text, joints[i])) {
                text.len -= joint.len;
                is_done = false;
            }
        }
    }
    return text;
}

static void take_cuts(struct ts_arena *a, const struct raw *raw, struct ts_heading *out)
{
    out->heads = TS_NEW_ARRAY(a, raw->n_cuts, ts_str);
    out->tails = TS_NEW_ARRAY(a, raw->n_cuts, ts_str);
    for (size_t i = 0; i < raw->n_cuts; i++) {
        ts_str all = ts_buf_str(&raw->text);
        ts_str head = trim_joints(ts_utf8_squeeze(a, ts_str_sub(all, 0, raw->cuts[i])));
        ts_str tail = trim_joints(ts_utf8_squeeze(a, ts_str_skip(all, raw->cuts[i])));
        if (head.len == 0 || tail.len == 0)
            continue;
        out->heads[out->n_cuts] = head;
        out->tails[out->n_cuts++] = tail;
    }
}

/* The text in front of which a line stands that is called a kicker, or is small. */
static ts_str below_kicker(struct ts_arena *a, const struct ts_scan *scan,
                           const struct ts_node *top, const struct ts_heading *h)
{
    for (const struct ts_node *n = ts_node_after(top, top); n; n = ts_node_after(n, top)) {
        bool is_kicker = (scan->roles[n->id] & TS_ROLE_KICKER) || n->tag == TS_TAG_SMALL;
        if (n->tag == TS_TAG_TEXT && ts_str_trim(n->text).len > 0)
            break;
        ts_str kicker = { 0 };
        if (is_kicker)
            kicker = trim_joints(ts_node_text_start(a, n, TS_TITLE_MAX_SOURCE));
        for (size_t i = 0; i < h->n_cuts && kicker.len > 0; i++) {
            if (ts_str_eq(h->heads[i], kicker))
                return h->tails[i];
        }
    }
    return h->text;
}

static bool is_home_link(struct ts_arena *a, const struct ts_node *n, ts_str base)
{
    ts_str href = n->tag == TS_TAG_A ? ts_str_trim(ts_node_attr(n, TS_ATTR_HREF)) : (ts_str){ 0 };

    if (href.len == 0 || ts_str_starts(href, "#") || ts_url_parse(base).path.len <= 1)
        return false;
    struct ts_url url = ts_url_parse(ts_url_resolve(a, base, href));
    return url.path.len <= 1 && url.query.len == 0 &&
           ts_str_eq_nocase(url.host, ts_url_parse(base).host);
}

static bool links_home(struct ts_arena *a, const struct ts_node *top, ts_str base)
{
    for (const struct ts_node *n = top->parent; n && n->tag != TS_TAG_BODY; n = n->parent) {
        if (n->tag == TS_TAG_A)
            return is_home_link(a, n, base);
    }
    const struct ts_node *n = top;
    for (int i = 0; n && i < TS_TITLE_MAX_NODES; i++, n = ts_node_after(n, top)) {
        if (is_home_link(a, n, base))
            return true;
    }
    return false;
}

/* References that were escaped twice; what looks like a tag in a heading was meant as text. */
static ts_str decoded(struct ts_arena *a, ts_str text)
{
    bool is_escaped = ts_str_has(text, "&") && !ts_str_has(text, "<");

    return is_escaped ? ts_plain(a, text) : text;
}

struct ts_heading ts_heading_read(struct ts_arena *a, const struct ts_scan *scan,
                                  const struct ts_node *n, ts_str base)
{
    struct ts_arena scratch = { 0 };
    struct ts_heading out = { .is_home = links_home(&scratch, n, base) };
    struct raw raw = { .text = { .ceiling = TS_TITLE_MAX_SOURCE } };

    ts_arena_done(&scratch);
    read_raw(&raw, n);
    out.text = decoded(a, ts_utf8_squeeze(a, ts_buf_str(&raw.text)));
    take_cuts(a, &raw, &out);
    out.has_lines = raw.has_lines;
    out.main = below_kicker(a, scan, n, &out);
    ts_buf_done(&raw.text);
    return out;
}
