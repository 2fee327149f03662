/* All features of all blocks in a few passes: the text of each block and what is above it, sums
 * over containers, and then what needs those: neighbours, windows, likes.  A row holds what took
 * work; what its neighbours' rows tell is put beside it when all of it is asked for. */
#include "features_priv.h"

#include <string.h>

#include "elements_priv.h"
#include "reading_priv.h"

enum {
    MIN_GOOD_LETTERS = 80,
    NEAR_WINDOW = 5,
    FAR_WINDOW = 20,
    MAX_STEPS = 99,
};

struct likes {
    float text, links, good;
    uint32_t n;
};

struct maker {
    struct ts_arena scratch;
    const struct ts_page *page;
    struct ts_features *rows;
    struct ts_elements elements;
    struct likes *likes;
    size_t n_likes, cap_likes;
    float *letters, *good; /* by block */
    float all_text;
};

static void mark_repeats(struct maker *m)
{
    const struct ts_pieces *pieces = &m->page->pieces;
    struct ts_arena scratch = { 0 };
    struct ts_map seen = { .arena = &scratch };

    for (size_t i = 0; i < pieces->n; i++) {
        int64_t *first = ts_map_put(&seen, ts_str_hash(pieces->list[i].text));
        if (*first > 0) {
            m->rows[i].v[TS_F_REPEATED] = 1;
            m->rows[*first - 1].v[TS_F_REPEATED] = 2;
        } else {
            *first = (int64_t)i + 1;
        }
    }
    ts_arena_done(&scratch);
}

/* ---- elements ---- */

/* Text that reads like an article's, where no element says that it is something else. */
static bool is_good(const struct maker *m, size_t i)
{
    static const enum ts_cue others[] = { TS_CUE_COMMENTS, TS_CUE_FOOT, TS_CUE_RELATED,
                                          TS_CUE_POPUP,    TS_CUE_BIO,  TS_CUE_AD };
    const struct ts_features *row = &m->rows[i];
    const float *v = row->v;

    if (m->letters[i] < MIN_GOOD_LETTERS || v[TS_F_LINK_SHARE] > 0.35F || v[TS_F_SENTENCES] < 1 ||
        v[TS_F_PROMPT_COVER] > 0.1F)
        return false;
    for (size_t k = 0; k < TS_COUNT(others); k++)
        if (row->under[TS_UNDER_CUES + others[k]] <= 3)
            return false;
    return row->under[TS_UNDER_ASIDE] > 3 && row->under[TS_UNDER_FOOTER] > 5 &&
           row->under[TS_UNDER_NAV] > 5;
}

static void add_block(struct maker *m, size_t i)
{
    const struct ts_piece *p = &m->page->pieces.list[i];
    struct ts_element *e = &m->elements.list[p->el->id];

    m->good[i] = is_good(m, i) ? m->letters[i] * (1 - m->rows[i].v[TS_F_LINK_SHARE]) : 0;
    e->text += m->letters[i];
    e->links += m->letters[i] * m->rows[i].v[TS_F_LINK_SHARE];
    e->good += m->good[i];
    e->n_blocks++;
    e->n_prompts += m->rows[i].prompt != NULL;
    m->all_text += m->letters[i];
    m->elements.all_good += m->good[i];
}

/* ---- likes: blocks whose element and its parent have the same tags and classes ---- */

static uint64_t signature(const struct ts_node *n)
{
    return ts_node_names(n) * 31 + (n->parent ? ts_node_names(n->parent) : 0);
}

static void gather_likes(struct maker *m)
{
    const struct ts_pieces *pieces = &m->page->pieces;
    struct ts_arena scratch = { 0 };
    struct ts_map by_signature = { .arena = &scratch };

    for (size_t i = 0; i < pieces->n; i++) {
        int64_t *entry = ts_map_put(&by_signature, signature(pieces->list[i].el));
        if (*entry == 0) {
            TS_PUSH(&m->scratch, m->likes, m->n_likes, m->cap_likes);
            *entry = (int64_t)m->n_likes;
        }
        m->rows[i].likes = (uint32_t)*entry - 1;
        struct likes *likes = &m->likes[m->rows[i].likes];
        likes->text += m->letters[i];
        likes->links += m->letters[i] * m->rows[i].v[TS_F_LINK_SHARE];
        likes->good += m->good[i];
        likes->n++;
    }
    ts_arena_done(&scratch);
}

static void put_likes(const struct maker *m, struct ts_features *row)
{
    const struct likes *likes = &m->likes[row->likes];

    row->v[TS_F_LIKES] = ts_share(likes->good, m->elements.all_good);
    row->v[TS_F_LIKES_LINKS] = ts_share(likes->links, likes->text);
    row->v[TS_F_LIKES_COUNT] = ts_log_of(likes->n);
    row->v[TS_F_LIKES_GOOD] = ts_share(likes->good, likes->text);
}

/* ---- the row of blocks ---- */

/* `sums[i]` is the good text before block i. */
static float window(const double *sums, size_t n, size_t from, size_t to)
{
    return ts_log_of(sums[to < n ? to : n] - sums[from < n ? from : n]);
}

static void put_windows(const struct maker *m, const double *sums, size_t i, float *v)
{
    size_t n = m->page->pieces.n;

    v[TS_F_GOOD_BEFORE] = ts_share(sums[i], m->elements.all_good);
    v[TS_F_GOOD_BEHIND] = window(sums, n, i > NEAR_WINDOW ? i - NEAR_WINDOW : 0, i);
    v[TS_F_GOOD_AHEAD] = window(sums, n, i + 1, i + 1 + NEAR_WINDOW);
    v[TS_F_GOOD_FAR_BEHIND] = window(sums, n, i > FAR_WINDOW ? i - FAR_WINDOW : 0, i);
    v[TS_F_GOOD_FAR_AHEAD] = window(sums, n, i + 1, i + 1 + FAR_WINDOW);
}

static float steps_from(size_t i, size_t from)
{
    if (from == TS_NPOS)
        return -MAX_STEPS;
    double steps = (double)i - (double)from;
    return (float)(steps > MAX_STEPS ? MAX_STEPS : steps < -MAX_STEPS ? -MAX_STEPS : steps);
}

/* What the places of blocks are told by. */
struct places {
    struct ts_container containers[2]; /* of half and of most of the good text */
    size_t first, last;                /* blocks of good text in the first of these, or TS_NPOS */
    size_t headline;                   /* the block at or behind it, or TS_NPOS */
    double *sums;                      /* of good text before each block */
};

static struct places find_places(struct maker *m)
{
    const struct ts_page *page = m->page;
    struct places to = { .containers = { ts_elements_main(&m->scratch, &m->elements, 0.5F),
                                         ts_elements_main(&m->scratch, &m->elements, 0.8F) },
                         .first = TS_NPOS,
                         .last = TS_NPOS,
                         .headline = TS_NPOS,
                         .sums = TS_NEW_ARRAY(&m->scratch, page->pieces.n + 1, double) };

    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_node *el = page->pieces.list[i].el;
        to.sums[i + 1] = to.sums[i] + m->good[i];
        if (m->good[i] > 0 && ts_node_is_inside(el, to.containers[0].node)) {
            to.first = to.first == TS_NPOS ? i : to.first;
            to.last = i;
        }
        if (page->headline && to.headline == TS_NPOS && el->id >= page->headline->id)
            to.headline = i;
    }
    return to;
}

static void put_place(const struct maker *m, const struct places *places, size_t i)
{
    const struct ts_elements *elements = &m->elements;
    const struct ts_node *el = m->page->pieces.list[i].el;
    const struct ts_container *half = &places->containers[0], *most = &places->containers[1];
    const struct ts_element *around = &elements->list[most->node->id];
    float *v = m->rows[i].v;

    v[TS_F_INDEX] = ts_share((double)i, (double)m->page->pieces.n);
    v[TS_F_FROM_FIRST] = steps_from(i, places->first);
    v[TS_F_FROM_LAST] = steps_from(i, places->last);
    v[TS_F_FROM_HEADLINE] = steps_from(i, places->headline);
    ts_elements_put_main(elements, el, half, &v[TS_F_MAIN_50], &v[TS_F_IN_MAIN_50]);
    ts_elements_put_main(elements, el, most, &v[TS_F_MAIN_80], &v[TS_F_IN_MAIN_80]);
    v[TS_F_MAIN_LINKS] = ts_share(around->links, around->text);
    ts_elements_put_boxes(elements, el, places->containers, &m->rows[i]);
    ts_elements_put_levels(elements, el, v);
    put_windows(m, places->sums, i, v);
}

static void put_places(struct maker *m)
{
    const struct places places = find_places(m);
    double text = 0;

    for (size_t i = 0; i < m->page->pieces.n; i++) {
        put_place(m, &places, i);
        m->rows[i].v[TS_F_TEXT_BEFORE] = ts_share(text, m->all_text);
        text += m->letters[i];
        put_likes(m, &m->rows[i]);
    }
}

/* ---- a block's own ---- */

static void read_blocks(struct maker *m)
{
    struct ts_reading reading = ts_reading_start(&m->scratch, m->page);

    for (size_t i = 0; i < m->page->pieces.n; i++) {
        const struct ts_piece *p = &m->page->pieces.list[i];
        struct ts_features *row = &m->rows[i];
        m->letters[i] = ts_reading_block(&reading, p, row);
        ts_elements_put_under(&m->elements, p->el, row);
        row->v[TS_F_TAG] = p->el->tag;
        row->v[TS_F_KIND] = (float)p->kind;
        row->v[TS_F_DEPTH] = p->el->depth;
    }
    ts_reading_done(&reading);
}

struct ts_features *ts_features_of(struct ts_arena *a, const struct ts_page *page)
{
    size_t n = page->pieces.n;
    struct maker m = { .page = page, .rows = TS_NEW_ARRAY(a, n, struct ts_features) };

    m.elements = ts_elements_new(&m.scratch, page);
    m.letters = TS_NEW_ARRAY(&m.scratch, n, float);
    m.good = TS_NEW_ARRAY(&m.scratch, n, float);
    read_blocks(&m);
    mark_repeats(&m);
    for (size_t i = 0; i < n; i++)
        add_block(&m, i);
    ts_elements_sum(&m.elements);
    gather_likes(&m);
    put_places(&m);
    ts_arena_done(&m.scratch);
    return m.rows;
}

/* ---- all values ---- */

static float kin_value(const struct ts_piece *p, const struct ts_piece *other)
{
    const struct ts_node *here = p->el, *there = other->el;

    if (here == there)
        return 2;
    if (here->parent != there->parent)
        return 0;
    return here->tag == there->tag ? 2 : 1;
}

static void put_neighbour(const struct ts_page *page, const struct ts_features *rows, size_t i,
                          size_t other, float *v)
{
    const struct ts_piece *list = page->pieces.list;
    bool is_there = other < page->pieces.n; /* one before the first is a very large number */

    v[TS_F_NEAR_LENGTH] = is_there ? rows[other].v[TS_F_LENGTH] : -1;
    v[TS_F_NEAR_LINKS] = is_there ? rows[other].v[TS_F_LINK_SHARE] : -1;
    v[TS_F_NEAR_ENDING] = is_there ? rows[other].v[TS_F_ENDING] : -1;
    v[TS_F_NEAR_KIN] = is_there ? kin_value(&list[i], &list[other]) : -1;
    v[TS_F_NEAR_PROMPT] = is_there ? rows[other].v[TS_F_PROMPT_COVER] : -1;
}

void ts_features_put(const struct ts_page *page, const struct ts_features *rows, size_t i,
                     float *values)
{
    static const int steps[TS_N_NEIGHBOURS] = { -3, -2, -1, 1, 2, 3 };

    memcpy(values, rows[i].v, sizeof rows[i].v);
    for (int k = 0; k < TS_N_NEIGHBOURS; k++)
        put_neighbour(page, rows, i, i + (size_t)steps[k], values + k);
    for (int k = 0; k < TS_N_UNDER; k++)
        values[TS_F_UNDER_TAG + k] = rows[i].under[k];
}
