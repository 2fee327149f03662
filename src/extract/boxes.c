/* A letter to the reader in full sentences scores like an article, one block at a time.  But it
 * comes in a box: an element among the paragraphs that is not made like them.  The frames of a page
 * are the elements that hold its paragraphs; a box is a child of a frame.  Evidence is counted over
 * the box, and the box is kept or stripped as a whole. */
#include "boxes_priv.h"

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
    MIN_PANEL = 3,           /* labels */
    MAX_WORDS_A_PROMPT = 80, /* in a longer box a prompt stands among other things */
};

static const float GOOD_SCORE = 0.85F, SURE = 0.9F, DOUBTFUL = 0.6F, MAX_BOX_SHARE = 0.3F,
                   MAX_SURE_BOX_SHARE = 0.45F,
                   MAX_LARGE_BOX_SHARE = 0.75F, /* of the kept text, so as never to strip it all */
    FRAME_SHARE = 0.3F, LIKES_SHARE = 0.25F;

/* What is known of a box. */
struct box {
    const struct ts_node *node;
    size_t n, n_labels, n_quotes, n_links, n_headlines, n_person, n_asking, n_words, n_strong;
    const struct ts_word *prompt; /* a strong one if there is any (n_strong blocks), or NULL */
    bool has_outlet, has_linked_heading, has_sentence, has_controls, is_odd;
    uint32_t cues;             /* of all its blocks */
    double score, bytes, kept; /* sums: of score times size, of size, of size if kept */
    bool is_stripped;
};

struct boxes {
    struct ts_arena *a;
    const struct ts_page *page;
    const struct ts_features *rows;
    const struct ts_verdict *verdicts;
    struct box *list;
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

static bool is_strong(const struct ts_word *prompt)
{
    enum ts_block_kind kind = prompt ? ts_phrase_kind(prompt) : TS_BLOCK_PARAGRAPH;

    return kind == TS_BLOCK_NEWSLETTER || kind == TS_BLOCK_DONATION || kind == TS_BLOCK_SOCIAL ||
           kind == TS_BLOCK_BIO || kind == TS_BLOCK_ADVERT;
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

static void add_to_box(const struct boxes *b, struct box *box, size_t i)
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
    box->n_strong += is_strong(row->prompt);
    box->has_outlet |= row->v[TS_F_OUTLET] > 0;
    if (row->prompt && (!box->prompt || (is_strong(row->prompt) && !is_strong(box->prompt))))
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
                (struct box){ .node = node, .cues = ~0u, .has_controls = has_controls(node) };
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

/* ---- evidence ---- */

/* Names that tell a purpose beside the article count for two, names of mere layout for one. */
static const struct {
    enum ts_cue cue;
    int points;
    enum ts_block_kind kind;
    const char *reason;
} names[] = {
    { TS_CUE_NEWSLETTER, 2, TS_BLOCK_NEWSLETTER, "in a box named like a letter or a form" },
    { TS_CUE_COMMENTS, 2, TS_BLOCK_COMMENTS, "in a box named like comments" },
    { TS_CUE_SHARE, 2, TS_BLOCK_SOCIAL, "in a box named like sharing" },
    { TS_CUE_RELATED, 2, TS_BLOCK_RELATED, "in a box named like other articles" },
    { TS_CUE_AD, 2, TS_BLOCK_ADVERT, "in a box named like adverts" },
    { TS_CUE_BIO, 2, TS_BLOCK_BIO, "in a box named like an author's portrait" },
    { TS_CUE_MEDIA, 1, TS_BLOCK_MEDIA, "in a box named like a player" },
    { TS_CUE_SIDE, 1, 0, NULL },
    { TS_CUE_WIDGET, 1, 0, NULL },
    { TS_CUE_POPUP, 1, 0, NULL },
    { TS_CUE_FOOT, 1, 0, NULL },
};

/* The row of the first name that the box has, or TS_COUNT(names). */
static size_t name_row(const struct box *box)
{
    size_t i = 0;

    while (i < TS_COUNT(names) && !(box->cues & TS_CUE_BIT(names[i].cue)))
        i++;
    return i;
}

/* A quotation from a network is named after it, as are the links for sharing. */
static bool is_quoted_post(const struct box *box)
{
    return box->n_quotes == box->n && (box->cues & TS_CUE_BIT(TS_CUE_SHARE));
}

static int points_of_name(const struct box *box)
{
    size_t i = name_row(box);

    if (is_quoted_post(box))
        return 0;
    return i < TS_COUNT(names) ? names[i].points : 0;
}

/* So many words of letters to the reader, one of so many words at least. */
static const struct {
    size_t n, in;
    int points;
} asking[] = { { 4, 30, 2 }, { 3, 10, 2 }, { 2, 50, 1 } };

static int points_of_asking(const struct box *box)
{
    for (size_t i = 0; i < TS_COUNT(asking); i++)
        if (box->n_asking >= asking[i].n && box->n_asking * asking[i].in >= box->n_words)
            return asking[i].points;
    return 0;
}

/* What the box is for is to ask: a line that does so in a page of text says nothing of the rest. */
static bool asks(const struct box *box)
{
    return box->n_strong > 0 && box->n_words <= MAX_WORDS_A_PROMPT * box->n_strong;
}

static bool is_good(const struct box *box)
{
    return box->score > (double)GOOD_SCORE * box->bytes;
}

/* Nothing but labels, and some can be clicked. */
static bool is_panel(const struct box *box)
{
    return box->n >= MIN_PANEL && box->n_labels == box->n &&
           (box->n_links > 0 || box->has_controls);
}

static int points_of(const struct box *box)
{
    int points = points_of_name(box);

    points += box->node->tag == TS_TAG_ASIDE || box->node->tag == TS_TAG_FORM;
    points += asks(box) ? 2 : box->prompt != NULL;
    points += box->has_controls;
    points += box->n_person * 3 >= box->n && box->n_person > 0;
    points += points_of_asking(box);
    points += box->has_outlet && box->prompt;
    points += box->n_links * 2 >= box->n;
    points += box->n_headlines > 0 && box->n_links == box->n_headlines && !box->has_sentence;
    points += box->has_linked_heading;
    points += is_panel(box) ? 2 : 0;
    points += !box->has_sentence && !is_good(box);
    return points;
}

/* Something in it says what it is for, and it is not only made otherwise. */
static bool tells_purpose(const struct box *box)
{
    size_t name = name_row(box);

    return asks(box) || (name < TS_COUNT(names) && names[name].kind) ||
           box->n_links * 2 >= box->n || is_panel(box) || points_of_asking(box) > 0;
}

static bool is_to_strip(const struct boxes *b, const struct box *box, int more)
{
    int points = points_of(box), wanted = POINTS_TO_STRIP + more;
    bool is_large_case = points >= POINTS_FOR_LARGE && box->score < (double)DOUBTFUL * box->bytes;
    float most = is_large_case                ? MAX_LARGE_BOX_SHARE
                 : points >= POINTS_FOR_LARGE ? MAX_SURE_BOX_SHARE
                                              : MAX_BOX_SHARE;

    if (b->page->headline && ts_node_is_inside(b->page->headline, box->node))
        return false; /* the standfirst is in there too */
    if ((!box->is_odd && !is_large_case) || box->bytes > (double)most * b->kept_bytes)
        return false;
    if (is_good(box) && (box->n > 2 || box->has_sentence))
        wanted += POINTS_FOR_GOOD_TEXT;
    wanted += !tells_purpose(box);
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
static bool is_spared(const struct box *box, const struct ts_verdict *verdict)
{
    return verdict->score >= SURE && !asks(box) && points_of_asking(box) == 0;
}

/* What tells most to a person. */
static void explain(struct ts_arena *a, const struct box *box, struct ts_verdict *verdict)
{
    size_t name = name_row(box);

    if (asks(box)) {
        verdict->kind = ts_phrase_kind(box->prompt);
        verdict->reason =
            ts_arena_printf(a, "in a box that says \"%.*s\"", TS_FMT(ts_phrase_text(box->prompt)));
    } else if (name < TS_COUNT(names) && names[name].kind) {
        verdict->kind = names[name].kind;
        verdict->reason = ts_str_of(names[name].reason);
    } else if (box->n_links * 2 >= box->n) {
        verdict->kind = TS_BLOCK_RELATED;
        verdict->reason = TS_STR("in a box of links");
    } else if (is_panel(box)) {
        verdict->reason = TS_STR("in a box of labels");
    } else {
        verdict->reason = TS_STR("in a box that is not like the paragraphs");
    }
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
        const struct box *box = b.of[i] > 0 ? &b.list[b.of[i] - 1] : NULL;
        if (!box || !box->is_stripped || !verdicts[i].is_kept || is_spared(box, &verdicts[i]))
            continue;
        verdicts[i].is_kept = false;
        explain(a, box, &verdicts[i]);
    }
    ts_arena_done(&scratch);
}
