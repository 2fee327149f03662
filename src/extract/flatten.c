/* A page that the parser could not take as it is, once more as a row of paragraphs: see
 * ts_cut_flat(). */
#include "cut_priv.h"
#include "tearsheet/base/buf.h"
#include "written_tag_priv.h"

enum { MAX_META_ATTRIBUTES = 20 }; /* of a <meta> or <link>: one with more is left out */

/* What each tag becomes in a flat page; all others are dropped and their text stays. */
static const struct {
    const char *name, *start, *end;
} flat_tags[] = {
    { "p", "<p>", "<p>" },
    { "div", "<p>", "<p>" },
    { "br", "<br>", "" },
    { "li", "<p>", "" },
    { "tr", "<p>", "" },
    { "td", " ", "" },
    { "table", "<p>", "<p>" },
    { "section", "<p>", "<p>" },
    { "article", "<p>", "<p>" },
    { "ul", "<p>", "<p>" },
    { "ol", "<p>", "<p>" },
    { "blockquote", "<p>", "<p>" },
    { "h1", "<h1>", "</h1>" },
    { "h2", "<h2>", "</h2>" },
    { "h3", "<h3>", "</h3>" },
    { "h4", "<h4>", "</h4>" },
    { "h5", "<h5>", "</h5>" },
    { "h6", "<h6>", "</h6>" },
    { "header", "<p>", "<p>" },
    { "footer", "<p>", "<p>" },
    { "aside", "<p>", "<p>" },
    { "nav", "<p>", "<p>" },
    { "main", "<p>", "<p>" },
    { "figure", "<p>", "<p>" },
    { "figcaption", "<p>", "" },
    { "pre", "<p>", "<p>" },
    { "dd", "<p>", "" },
    { "dt", "<p>", "" },
    { "form", "<p>", "<p>" },
    { "button", "<p>", "<p>" },
    { "title", "<title>", "</title>" },
};

/* Writes the tag in its flat form; counts blocks. */
static void put_flat(struct ts_buf *b, ts_str html, size_t pos, const struct ts_written_tag *t,
                     size_t *blocks)
{
    bool is_meta = ts_str_is_nocase(t->name, "meta") || ts_str_is_nocase(t->name, "link");

    if (is_meta && !t->is_end && t->n_attributes < MAX_META_ATTRIBUTES)
        ts_buf_put(b, ts_str_sub(html, pos, t->end - pos));
    for (size_t i = 0; i < TS_COUNT(flat_tags); i++) {
        if (!ts_str_is_nocase(t->name, flat_tags[i].name))
            continue;
        const char *as = t->is_end ? flat_tags[i].end : flat_tags[i].start;
        bool is_repeated = ts_str_is(TS_STR("<p>"), as) && ts_str_ends(ts_buf_str(b), "<p>");
        if (!is_repeated && as[0]) {
            ts_buf_puts(b, as);
            ++*blocks;
        }
        return;
    }
}

ts_str ts_cut_flat(struct ts_arena *a, ts_str html)
{
    struct ts_buf b = { .ceiling = TS_CUT_FLAT_MAX_BYTES };
    size_t pos = 0, blocks = 0;

    while (pos < html.len && blocks < TS_CUT_FLAT_MAX_BLOCKS && !b.is_full) {
        size_t lt = ts_str_find_char(html, '<', pos);
        if (lt == TS_NPOS)
            lt = html.len;
        ts_buf_put(&b, ts_str_sub(html, pos, lt - pos));
        struct ts_written_tag t;
        pos = lt + 1;
        if (lt < html.len && ts_written_tag_read(html, lt, &t, NULL)) {
            put_flat(&b, html, lt, &t, &blocks);
            pos = t.end;
        }
    }
    ts_str flat = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return flat;
}
