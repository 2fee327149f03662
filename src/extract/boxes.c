/* A letter to the reader in full sentences scores like an article, one block at a time.  But it
 * comes in a box: an element among the paragraphs that is not made like them.  The frames of a page
 * are the elements that hold its paragraphs; a box is a child of a frame.  Evidence is counted over
 * the box, and the box is kept or stripped as a whole. */
#include "boxes_priv.h"

#include "box_purpose_priv.h"
#include "tables_priv.h"
#include "tearsheet/base/map.h"

enum {
    POINTS_TO_STRIP = 3,
    POINTS_FOR_LARGE = 5,
    POINTS_FOR_GOOD_TEXT = 2, /* more of them for a box that scores like the article */
    MAX_ALIKE_STEPS = 4,      /* up to what holds two blocks that are made alike */
    N_RECENT = 4,             /* paragraphs before one that it is compared with */
    MIN_HEADLINE_WORDS = 4,
    MAX_LABEL_WORDS = 8,
};

static const float SURE = 0.9F, DOUBTFUL = 0.6F, MAX_BOX_SHARE = 0.3F, MAX_SURE_BOX_SHARE = 0.45F,
                   MAX_LARGE_BOX_SHARE = 0.75F, /* of the kept text, so as never to strip it all */
    FRAME_SHARE = 0.3F, LIKES_SHARE = 0.25F;

struct boxes {
    struct ts_arena *a;
    const struct ts_page *page;
    const struct ts_features *rows;
    const struct ts_verdict *verdicts;
    struct ts_box *list;
    size_t n, cap;
    size_t *of;              /* 1 + the box of each block, 0 for none */
    struct ts_map holders;   /* ids of elements that hold paragraphs made alike */
    struct ts_map held;      /* bytes of those, by the names of their holders */
    struct ts_map box_bytes; /* kept bytes of boxes by their names */
    double kept_bytes;
};

/* ---- frames ---- */

static uint64_t names_of(const struct ts_node *n)
{
    ts_str class = ts_node_attr(n, TS_ATTR_CLASS);

    return ts_hash_bytes(class.ptr, class.len, n->tag);
}

bool ts_is_made_alike(const struct ts_piece *p, const struct ts_piece *other,
                      const struct ts_node **holder)
{
    const struct ts_node *a = p->el, *b = other->el;

    if (p->kind != other->kind)
        return false;
    for (int step = 0; a && b && a != b; a = a->parent, b = b->parent)
        if (step++ == MAX_ALIKE_STEPS || names_of(a) != names_of(b))
            return false;
    if (holder)
        *holder = a;
    return a != NULL && a == b;
}

/* One of the article, beyond doubt: a letter to the reader has paragraphs too. */
static bool is_paragraph(const struct boxes *b, size_t i)
{
    return b->verdicts[i].is_kept && b->verdicts[i].score >= DOUBTFUL &&
           b->page->pieces.list[i].kind == TS_BLOCK_PARAGRAPH;
}

/* Joins the paragraph to the nearest one before it that is made alike. */
static void join(struct boxes *b, const size_t *recent, size_t n_recent, size_t i)
{
    const struct ts_piece *list = b->page->pieces.list;
    const struct ts_node *holder = NULL;

    for (size_t k = 0; k < n_recent && k < N_RECENT; k++) {
        size_t before = recent[(n_recent - 1 - k) % N_RECENT];
        if (!ts_is_made_alike(&list[before], &list[i], &holder))
            continue;
        *ts_map_put(&b->holders, holder->id) = 1;
        *ts_map_put(&b->held, names_of(holder)) +=
            (int64_t)(list[before].text.len + list[i].text.len);
        return;
    }
}

static void find_frames(struct boxes *b)
{
    size_t recent[N_RECENT], n_recent = 0;

    for (size_t i = 0; i < b->page->pieces.n; i++) {
        b->kept_bytes += b->verdicts[i].is_kept ? (double)b->page->pieces.list[i].text.len : 0;
        if (!is_paragraph(b, i))
            continue;
        join(b, recent, n_recent, i);
        recent[n_recent++ % N_RECENT] = i;
    }
}

static bool is_frame(const struct boxes *b, const struct ts_node *n)
{
    if (!ts_map_find(&b->holders, n->id))
        return false;
    const int64_t *bytes = ts_map_find(&b->held, names_of(n));
    return bytes && (double)*bytes >= (double)FRAME_SHARE * b->kept_bytes;
}

/* ---- boxes ---- */

/* The child of the nearest frame around the block; NULL in a frame itself.  Outside of all frames
 * it is what the features take for its box. */
static const struct ts_node *box_of(const struct boxes *b, size_t i)
{
    const struct ts_node *n = b->page->pieces.list[i].el;

    if (is_frame(b, n))
        return NULL;
    while (n->parent && !is_frame(b, n->parent))
        n = n->parent;
    return n->parent ? n : b->rows[i].box;
}

static bool is_plain_text(const struct ts_node *n)
{
    switch (n->tag) {
    case TS_TAG_P:
    case TS_TAG_UL:
    case TS_TAG_OL:
    case TS_TAG_BLOCKQUOTE:
    case TS_TAG_PRE:
    case TS_TAG_FIGURE:
    case TS_TAG_H1:
    case TS_TAG_H2:
    case TS_TAG_H3:
    case TS_TAG_H4:
    case TS_TAG_H5:
    case TS_TAG_H6:
        return true;
    case TS_TAG_TABLE:
        return ts_table_is_data(n);
    default:
        return false;
    }
}

static bool has_controls(const struct ts_node *n)
{
    static const enum ts_tag tags[] = { TS_TAG_FORM, TS_TAG_INPUT, TS_TAG_BUTTON };

    for (size_t i = 0; i < TS_COUNT(tags); i++)
        if (n->tag == tags[i] || ts_node_find(n, n, tags[i]))
            return true;
    return false;
}

/* What the names of the elements between the block and its box say. */
static uint32_t cues_around(const struct ts_page *page, const struct ts_node *el,
                            const struct ts_node *box)
{
    uint32_t cues = page->cues[box->id];

    for (; el && el != box; el = el->parent)
        cues |= page->cues[el->id];
    return cues;
}

static bool is_label(const struct ts_piece *p, const struct ts_features *row)
{
    return (p->kind == TS_BLOCK_PARAGRAPH || p->kind == TS_BLOCK_HEADING) &&
           row->v[TS_F_WORDS] <= MAX_LABEL_WORDS && row->v[TS_F_ENDING] != 1;
}

static void add_to_box(const struct boxes *b, struct ts_box *box, size_t i)
{
    const struct ts_piece *p = &b->page->pieces.list[i];
    const struct ts_features *row = &b->rows[i];
    double size = (double)p->text.len;
    bool is_link = row->v[TS_F_LINK_SHARE] > 0.5F;

    box->n++;
    box->n_links += is_link;
    box->n_labels += is_label(p, row);
    box->n_quotes += p->kind == TS_BLOCK_QUOTE;
    box->n_headlines += is_link && row->v[TS_F_WORDS] >= MIN_HEADLINE_WORDS;
    box->n_person += row->v[TS_F_PERSON] >= 0.03F;
    box->n_asking += row->n_asking;
    box->n_words += (size_t)row->v[TS_F_WORDS];
    box->n_strong += ts_prompt_is_strong(row->prompt);
    box->has_outlet |= row->v[TS_F_OUTLET] > 0;
    if (row->prompt &&
        (!box->prompt || (ts_prompt_is_strong(row->prompt) && !ts_prompt_is_strong(box->prompt))))
        box->prompt = row->prompt;
    box->has_sentence |= row->v[TS_F_ENDING] == 1 && !is_link;
    box->has_linked_heading |= p->kind == TS_BLOCK_HEADING && row->v[TS_F_LINK_SHARE] > 0.8F;
    box->cues &= cues_around(b->page, p->el, box->node);
    box->score += size * (double)b->verdicts[i].score;
    box->bytes += size;
    box->kept += b->verdicts[i].is_kept ? size : 0;
}

static void gather(struct boxes *b)
{
    struct ts_map by_node = { .arena = b->a };

    b->of = TS_NEW_ARRAY(b->a, b->page->pieces.n, size_t);
    for (size_t i = 0; i < b->page->pieces.n; i++) {
        const struct ts_node *node = box_of(b, i);
        if (node && b->verdicts[i].is_kept)
            *ts_map_put(&b->box_bytes, names_of(node)) += (int64_t)b->page->pieces.list[i].text.len;
        if (!node || is_plain_text(node))
            continue;
        int64_t *number = ts_map_put(&by_node, node->id);
        if (*number == 0) {
            *TS_PUSH(b->a, b->list, b->n, b->cap) =
                (struct ts_box){ .node = node, .cues = ~0u, .has_controls = has_controls(node) };
            *number = (int64_t)b->n;
        }
        b->of[i] = (size_t)*number;
        add_to_box(b, &b->list[*number - 1], i);
    }
    for (size_t k = 0; k < b->n; k++) {
        const int64_t *likes = ts_map_find(&b->box_bytes, names_of(b->list[k].node));
        b->list[k].is_odd = !likes || (double)*likes < (double)LIKES_SHARE * b->kept_bytes;
    }
}

/* ---- the decision ---- */

static bool is_to_strip(const struct boxes *b, const struct ts_box *box, int more)
{
    int points = ts_box_points(box), wanted = POINTS_TO_STRIP + more;
    bool is_large_case = points >= POINTS_FOR_LARGE && box->score < (double)DOUBTFUL * box->bytes;
    float most = is_large_case                ? MAX_LARGE_BOX_SHARE
                 : points >= POINTS_FOR_LARGE ? MAX_SURE_BOX_SHARE
                                              : MAX_BOX_SHARE;

    if (b->page->headline && ts_node_is_inside(b->page->headline, box->node))
        return false; /* the standfirst is in there too */
    if ((!box->is_odd && !is_large_case) || box->bytes > (double)most * b->kept_bytes)
        return false;
    if (ts_box_is_good(box) && (box->n > 2 || box->has_sentence))
        wanted += POINTS_FOR_GOOD_TEXT;
    wanted += !ts_box_tells_purpose(box);
    return points >= wanted;
}

/* What looks like much beside the article is an article made of boxes: then more is asked of each.
 */
static void choose(struct boxes *b)
{
    double bytes = 0;

    for (size_t k = 0; k < b->n; k++) {
        b->list[k].is_stripped = is_to_strip(b, &b->list[k], 0);
        bytes += b->list[k].is_stripped ? b->list[k].kept : 0;
    }
    for (size_t k = 0; k < b->n && bytes > (double)MAX_BOX_SHARE * b->kept_bytes; k++)
        b->list[k].is_stripped = is_to_strip(b, &b->list[k], POINTS_FOR_GOOD_TEXT);
}

/* A paragraph beyond doubt stays where its box is only like one of another purpose.  A letter to
 * the reader is beyond doubt too, so where the box asks for something nothing stays. */
static bool is_spared(const struct ts_box *box, const struct ts_verdict *verdict)
{
    return verdict->score >= SURE && !ts_box_asks(box) && ts_box_asking_points(box) == 0;
}

void ts_strip_boxes(struct ts_arena *a, const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts)
{
    struct ts_arena scratch = { 0 };
    struct boxes b = { .a = &scratch, .page = page, .rows = rows, .verdicts = verdicts };

    b.holders.arena = b.held.arena = b.box_bytes.arena = &scratch;
    find_frames(&b);
    gather(&b);
    choose(&b);
    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_box *box = b.of[i] > 0 ? &b.list[b.of[i] - 1] : NULL;
        if (!box || !box->is_stripped || !verdicts[i].is_kept || is_spared(box, &verdicts[i]))
            continue;
        verdicts[i].is_kept = false;
        ts_box_explain(a, box, &verdicts[i]);
    }
    ts_arena_done(&scratch);
}
