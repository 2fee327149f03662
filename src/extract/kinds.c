/* A kept block is what its markup says, unless its place and first words say more: title, byline,
 * note, standfirst, time of a live entry.  stripped_kind.c tells what a stripped block is. */
#include "kinds_priv.h"

#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "title_priv.h"

enum {
    MAX_BYLINE_BLOCKS = 8,
    MAX_DATE_WORDS = 8,
    MAX_NAME_WORDS = 4,
    MAX_HEADING_WORDS = 12,
    MAX_STANDFIRST_WORDS = 60,
    MAX_HEAD_BLOCKS = 6, /* between headline and text, that may say who and when */
    MIN_TIMES = 3,       /* of a live blog's entries */
    MAX_TIME_BYTES = 40,
    MAX_CAPTION_STEPS = 3,
    MIN_NOTE_WORDS = 6,
};

static const float SURE = 0.7F; /* what scores so is text, whatever it looks like */

struct namer {
    struct ts_arena *a;
    const struct ts_page *page;
    const struct ts_features *rows;
    const struct ts_meta_hints *hints;
    struct ts_verdict *verdicts;
    const struct ts_node *byline; /* the element of the authors alone, or NULL */
    size_t first, last;           /* kept blocks of text; first > last if there is none */
    size_t headline;              /* the last block of the headline before them, or `first` */
    ts_str title_key;             /* of the page's title */
};

static bool is_title(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];

    if (n->hints->headline && ts_node_is_inside(p->el, n->hints->headline))
        return true;
    if (n->page->title.len == 0 || i > n->first + 2 || p->text.len > 2 * n->page->title.len + 8)
        return false;
    return ts_str_eq_nocase(p->text, n->page->title) ||
           ts_str_eq(ts_title_key(n->a, p->text), n->title_key);
}

/* The element that names the authors, unless it holds the article too. */
static const struct ts_node *small_byline(const struct namer *n)
{
    size_t n_blocks = 0;

    if (!n->hints->byline)
        return NULL;
    for (size_t i = 0; i < n->page->pieces.n; i++)
        n_blocks += ts_node_is_inside(n->page->pieces.list[i].el, n->hints->byline);
    return n_blocks <= MAX_BYLINE_BLOCKS ? n->hints->byline : NULL;
}

/* A date by itself near the title. */
static bool is_dateline(const struct namer *n, size_t i)
{
    return n->rows[i].v[TS_F_WORDS] <= MAX_DATE_WORDS && i <= n->first + 3 && i + 12 > n->first &&
           n->rows[i].v[TS_F_DIGITS] > 0.1F &&
           ts_when_parse(n->page->pieces.list[i].text).precision != TS_WHEN_NONE;
}

static bool has_author(const struct namer *n, ts_str text)
{
    struct ts_arena scratch = { 0 };
    ts_str lower = ts_utf8_lower(&scratch, text), rest = n->page->authors, name;
    bool found = false;

    while (!found && ts_str_split(&rest, ';', &name))
        found = ts_str_find(lower, ts_utf8_lower(&scratch, ts_str_trim(name)), 0) != TS_NPOS;
    ts_arena_done(&scratch);
    return found;
}

/* "By Nell Harrow", or the name alone: one that the page tells. */
static bool names_author(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    bool is_at_end = i <= n->first + 3 || i == n->last;

    return is_at_end && n->verdicts[i].is_kept && p->kind == TS_BLOCK_PARAGRAPH &&
           n->rows[i].v[TS_F_SENTENCES] == 0 && has_author(n, p->text);
}

/* A name right before or behind the date, where the headline is not far. */
static bool is_beside_dateline(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    const float *v = n->rows[i].v;

    return n->verdicts[i].is_kept && p->kind == TS_BLOCK_PARAGRAPH && i > n->headline &&
           v[TS_F_WORDS] <= MAX_NAME_WORDS && v[TS_F_DIGITS] == 0 && v[TS_F_ENDING] == 0 &&
           (v[TS_F_CAPITALS] >= 1 || v[TS_F_CAPITALS] == 0) && v[TS_F_FROM_HEADLINE] > 0 &&
           (is_dateline(n, i - 1) || (i + 1 < n->page->pieces.n && is_dateline(n, i + 1)));
}

static bool is_byline(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    const struct ts_features *row = &n->rows[i];

    if (row->v[TS_F_WORDS] > TS_KINDS_MAX_LINE_WORDS || row->v[TS_F_ENDING] == 1)
        return false;
    if (names_author(n, i) || is_beside_dateline(n, i))
        return true;
    if (n->verdicts[i].score >= SURE)
        return false;
    if ((n->byline && ts_node_is_inside(p->el, n->byline)) ||
        (n->hints->dateline && ts_node_is_inside(p->el, n->hints->dateline)))
        return true;
    return i <= n->first + 3 && row->v[TS_F_BYLINE] > 0 && row->v[TS_F_CAPITALS] >= 0.5F &&
           p->kind != TS_BLOCK_HEADING;
}

/* Between headline and text, in an element called author or date, or with a date in it. */
static bool is_head_line(const struct namer *n, size_t i)
{
    const struct ts_features *row = &n->rows[i];
    const struct ts_piece *p = &n->page->pieces.list[i];

    bool is_sure = n->verdicts[i].score >= SURE &&
                   (row->v[TS_F_WORDS] > MAX_DATE_WORDS || row->v[TS_F_SENTENCES] > 0 ||
                    p->kind != TS_BLOCK_PARAGRAPH || i > n->first + 1);

    if (i + MAX_HEAD_BLOCKS < n->first || i <= n->headline || i > n->first + 3 || is_sure ||
        row->v[TS_F_WORDS] > TS_KINDS_MAX_LINE_WORDS || row->v[TS_F_ENDING] == 1 || row->prompt)
        return false;
    bool is_named = row->under[TS_UNDER_CUES + TS_CUE_META] <= TS_KINDS_MAX_META_STEPS &&
                    row->v[TS_F_CAPITALS] >= 0.5F && row->v[TS_F_DIGITS] == 0 &&
                    row->under[TS_UNDER_CUES + TS_CUE_MEDIA] > TS_KINDS_MAX_META_STEPS &&
                    row->under[TS_UNDER_CUES + TS_CUE_COMMENTS] > TS_KINDS_MAX_META_STEPS;
    return is_named || (row->v[TS_F_DIGITS] > 0 && ts_when_find(p->text).precision != TS_WHEN_NONE);
}

/* "14:05", "2.30pm GMT", "3 hours ago": digits and little else. */
static bool is_time(const struct ts_piece *p)
{
    size_t n_digits = 0, n_letters = 0;

    if (p->text.len > MAX_TIME_BYTES || p->kind == TS_BLOCK_TABLE_ROW ||
        p->kind == TS_BLOCK_LIST_ITEM)
        return false;
    for (size_t i = 0; i < p->text.len; i++) {
        n_digits += ts_is_digit(p->text.ptr[i]);
        n_letters += ts_is_alpha(p->text.ptr[i]);
    }
    bool has_clock = n_digits >= 3 && (ts_str_find_char(p->text, ':', 0) != TS_NPOS ||
                                       ts_str_find_char(p->text, '.', 0) != TS_NPOS);
    return has_clock && n_letters <= 2 * n_digits + 6 && ts_is_digit(p->text.ptr[0]);
}

static bool is_standfirst(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    const struct ts_features *row = &n->rows[i];

    if (i != n->first || p->kind == TS_BLOCK_LIST_ITEM || p->kind == TS_BLOCK_QUOTE ||
        p->kind == TS_BLOCK_TABLE_ROW || p->kind == TS_BLOCK_PRE)
        return false;
    if (row->under[TS_UNDER_CUES + TS_CUE_LEAD] <= TS_KINDS_MAX_META_STEPS ||
        p->kind == TS_BLOCK_HEADING)
        return true;
    /* The first block is of its own kind, and others follow. */
    return n->last > n->first + 1 && row->v[TS_F_LIKES_COUNT] <= 1 &&
           row->v[TS_F_WORDS] <= MAX_STANDFIRST_WORDS && p->el->tag != TS_TAG_BODY;
}

/* A short line in bold above text is a heading that is not called so. */
static bool is_bold_heading(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    const struct ts_features *row = &n->rows[i];
    size_t n_bold = 0;

    if (p->kind != TS_BLOCK_PARAGRAPH || row->v[TS_F_WORDS] > MAX_HEADING_WORDS ||
        row->v[TS_F_ENDING] == 1 || row->v[TS_F_ENDING] == 3 || i == n->first || i >= n->last ||
        !n->verdicts[i + 1].is_kept || n->rows[i + 1].v[TS_F_SENTENCES] == 0)
        return false;
    for (size_t k = 0; k < p->n_spans; k++)
        n_bold += p->spans[k].kind == TS_SPAN_STRONG ? p->spans[k].len : 0;
    return n_bold >= p->text.len;
}

static enum ts_block_kind kept_kind(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];

    if (n->rows[i].v[TS_F_NOTE] > 0 && p->kind != TS_BLOCK_HEADING)
        return TS_BLOCK_NOTE;
    if (is_time(p))
        return TS_BLOCK_TIMESTAMP;
    if (is_standfirst(n, i) && n->rows[i].v[TS_F_SENTENCES] > 0)
        return TS_BLOCK_STANDFIRST;
    return is_bold_heading(n, i) ? TS_BLOCK_HEADING : p->kind;
}

/* Keeps the block, unless the reader wants it stripped. */
static void keep(struct ts_verdict *verdict, ts_str reason)
{
    if (verdict->is_kept || verdict->decided_by != TS_BY_EXTRACTOR)
        return;
    verdict->reason = reason;
    verdict->is_kept = true;
}

static bool is_stripped_by_reader(const struct ts_verdict *verdict)
{
    return !verdict->is_kept && verdict->decided_by != TS_BY_EXTRACTOR;
}

/* Times in front of kept blocks; several of them make a live blog. */
static bool heads_entry(const struct namer *n, size_t i)
{
    return i + 1 >= n->first && i < n->last && n->verdicts[i + 1].is_kept &&
           is_time(&n->page->pieces.list[i]);
}

static void keep_times(struct namer *n)
{
    size_t n_times = 0, start = n->first > 0 ? n->first - 1 : 0;

    for (size_t i = start; i < n->last; i++)
        n_times += heads_entry(n, i);
    for (size_t i = start; i < n->last && n_times >= MIN_TIMES; i++)
        if (heads_entry(n, i))
            keep(&n->verdicts[i], TS_STR("time of an entry"));
}

static bool is_in_other_box(const struct ts_features *row)
{
    static const enum ts_cue others[] = { TS_CUE_RELATED,    TS_CUE_AD,  TS_CUE_COMMENTS,
                                          TS_CUE_NEWSLETTER, TS_CUE_BIO, TS_CUE_SHARE };

    for (size_t k = 0; k < TS_COUNT(others); k++)
        if (row->under[TS_UNDER_CUES + others[k]] <= MAX_CAPTION_STEPS)
            return true;
    return false;
}

/* A caption between the first and the last block of the article, in no box of another purpose. */
static bool is_caption_kept(const struct namer *n, size_t i)
{
    const struct ts_features *row = &n->rows[i];

    if (n->first > n->last || i > n->last || i + 12 < n->first || row->v[TS_F_LINK_SHARE] > 0.5F)
        return false;
    return !is_in_other_box(row) && n->page->pieces.list[i].image != NULL;
}

static enum ts_block_kind kind_of_stripped(const struct namer *n, size_t i)
{
    return ts_stripped_kind(&n->page->pieces.list[i], &n->rows[i], &n->verdicts[i]);
}

/* Nothing speaks for another purpose. */
static bool is_other(const struct namer *n, size_t i)
{
    return kind_of_stripped(n, i) == TS_BLOCK_OTHER;
}

/* What a table is called, above its first row, which is kept. */
static bool names_kept_table(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    const struct ts_node *caption =
        p->el->tag == TS_TAG_CAPTION ? p->el : ts_node_above(p->el, TS_TAG_CAPTION);

    return caption && is_other(n, i) && i + 1 < n->page->pieces.n && n->verdicts[i + 1].is_kept &&
           p[1].kind == TS_BLOCK_TABLE_ROW && ts_node_is_inside(p[1].el, caption->parent);
}

/* "Correction: ...", in the article or right behind its last block. */
static bool is_note(const struct namer *n, size_t i)
{
    const struct ts_piece *p = &n->page->pieces.list[i];
    const struct ts_features *row = &n->rows[i];

    return row->v[TS_F_NOTE] > 0 && p->kind == TS_BLOCK_PARAGRAPH && is_other(n, i) &&
           i > n->first && i <= n->last + 1 && row->v[TS_F_ENDING] == 1 &&
           row->v[TS_F_WORDS] >= MIN_NOTE_WORDS && row->v[TS_F_LINK_SHARE] < 0.5F &&
           row->under[TS_UNDER_FOOTER] > TS_KINDS_MAX_NAME_STEPS && !is_in_other_box(row);
}

/* "Photo: Ines Quill": who made an image, beside it or in the text. */
static bool is_credit(const struct namer *n, size_t i)
{
    static const char *const starts[] = {
        "©",     "photo:",   "photo by",    "foto:",         "image:",          "credit:",
        "bild:", "picture:", "photograph:", "illustration:", "illustration by", "Фото:"
    };
    const struct ts_features *row = &n->rows[i];

    if (i + 12 < n->first || i >= n->last || row->v[TS_F_WORDS] > TS_KINDS_MAX_LINE_WORDS ||
        row->v[TS_F_ENDING] == 1 || row->under[TS_UNDER_FOOTER] <= TS_KINDS_MAX_NAME_STEPS)
        return false;
    for (size_t k = 0; k < TS_COUNT(starts); k++)
        if (ts_str_starts_nocase(n->page->pieces.list[i].text, starts[k]))
            return true;
    return false;
}

/* Of what the markup calls a caption: text that belongs to no image is a paragraph. */
static enum ts_block_kind kind_of_caption(const struct namer *n, size_t i)
{
    struct ts_verdict *verdict = &n->verdicts[i];

    if (is_caption_kept(n, i))
        keep(verdict, TS_STR("caption in the article"));
    else if (names_kept_table(n, i))
        keep(verdict, TS_STR("names the table below it"));
    if (!verdict->is_kept)
        return kind_of_stripped(n, i);
    return n->page->pieces.list[i].image ? TS_BLOCK_CAPTION : TS_BLOCK_PARAGRAPH;
}

static enum ts_block_kind kind_of(const struct namer *n, size_t i)
{
    struct ts_verdict *verdict = &n->verdicts[i];

    if (is_stripped_by_reader(verdict))
        return kind_of_stripped(n, i);
    if (is_title(n, i)) {
        keep(verdict, TS_STR("the page's headline"));
        return TS_BLOCK_TITLE;
    }
    if (is_credit(n, i)) {
        keep(verdict, TS_STR("who made an image"));
        return TS_BLOCK_CAPTION;
    }
    if (is_byline(n, i) || is_dateline(n, i) || is_head_line(n, i)) {
        keep(verdict, TS_STR("author or date"));
        return TS_BLOCK_BYLINE;
    }
    if (n->page->pieces.list[i].kind == TS_BLOCK_CAPTION)
        return kind_of_caption(n, i);
    if (is_note(n, i))
        keep(verdict, TS_STR("a note about the article"));
    return verdict->is_kept ? kept_kind(n, i) : kind_of_stripped(n, i);
}

static size_t find_headline(const struct namer *n)
{
    size_t i = n->first + 1 < n->page->pieces.n ? n->first + 1 : n->first;

    while (i-- > 0 && i + MAX_HEAD_BLOCKS > n->first)
        if (is_title(n, i))
            return i;
    return n->first;
}

enum ts_block_kind *ts_kinds_of(struct ts_arena *a, const struct ts_page *page,
                                const struct ts_features *rows, const struct ts_meta_hints *hints,
                                struct ts_verdict *verdicts)
{
    struct namer n = { .a = a, .page = page, .rows = rows, .hints = hints, .verdicts = verdicts };
    enum ts_block_kind *kinds = TS_NEW_ARRAY(a, page->pieces.n, enum ts_block_kind);

    n.first = page->pieces.n;
    for (size_t i = 0; i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept || page->pieces.list[i].kind == TS_BLOCK_CAPTION)
            continue;
        n.first = n.first == page->pieces.n ? i : n.first;
        n.last = i;
    }
    n.title_key = ts_title_key(a, page->title);
    n.headline = find_headline(&n);
    n.byline = small_byline(&n);
    keep_times(&n);
    for (size_t i = 0; i < page->pieces.n; i++)
        kinds[i] = kind_of(&n, i);
    return kinds;
}
