#include "markup_priv.h"

#include "tables_priv.h"

enum { MAX_NODES_TO_IMAGE = 100, MAX_PHOTO_TEXT = 300, MAX_CAPTION_STEPS = 3 };

static bool is_list(enum ts_tag tag)
{
    return tag == TS_TAG_UL || tag == TS_TAG_OL || tag == TS_TAG_MENU;
}

static bool is_heading(enum ts_tag tag)
{
    return tag >= TS_TAG_H1 && tag <= TS_TAG_H6;
}

/* How many elements of the tag (or lists, for TS_TAG_UL) are at or above `n`. */
static uint8_t nesting(const struct ts_node *n, enum ts_tag tag)
{
    int level = 0;

    for (; n && level < UINT8_MAX; n = n->parent)
        level += tag == TS_TAG_UL ? is_list(n->tag) : n->tag == tag;
    return (uint8_t)(level > 0 ? level : 1);
}

/* The number of a list item that has been met, counting on from the item before it. */
static uint16_t number_of(struct ts_markup *m, const struct ts_node *li)
{
    const int64_t *number = ts_map_find(&m->numbers, li->id);

    return number && *number > 0 && *number <= UINT16_MAX ? (uint16_t)*number : 0;
}

/* A number so large that counting on from it might overflow is none. */
static bool read_number(const struct ts_node *n, enum ts_attr_name attr, int64_t *out)
{
    return ts_str_to_int(ts_str_trim(ts_node_attr(n, attr)), out) && *out >= INT32_MIN &&
           *out <= INT32_MAX;
}

static int64_t count_items(const struct ts_node *list)
{
    int64_t n = 0;

    for (const struct ts_node *li = list->first; li; li = li->next)
        n += li->tag == TS_TAG_LI;
    return n;
}

void ts_markup_number_items(struct ts_markup *m, const struct ts_node *list)
{
    bool is_reversed = ts_node_has(list, TS_ATTR_REVERSED);
    int64_t number = is_reversed ? count_items(list) : 1, given;

    if (read_number(list, TS_ATTR_START, &given))
        number = given;
    for (const struct ts_node *li = list->first; li; li = li->next) {
        if (li->tag != TS_TAG_LI)
            continue;
        if (read_number(li, TS_ATTR_VALUE, &given))
            number = given;
        *ts_map_put(&m->numbers, li->id) = number;
        number += is_reversed ? -1 : 1;
    }
}

/* The figure's image, looked for near its start: what looks like a figure may be a whole page. */
static const struct ts_node *image_in(const struct ts_node *figure)
{
    const struct ts_node *n = figure;

    for (int i = 0; n && i < MAX_NODES_TO_IMAGE; i++, n = ts_node_after(n, figure))
        if (n->tag == TS_TAG_IMG)
            return n;
    return NULL;
}

/* A class that says caption, and not one that says photo or gallery alone. */
static bool names_caption(const struct ts_markup *m, const struct ts_node *n)
{
    return (m->cues[n->id] & TS_CUE_BIT(TS_CUE_CAPTION)) &&
           ts_str_has_nocase(ts_node_attr(n, TS_ATTR_CLASS), "caption");
}

/* A layout table with a picture and a few words: how pages of old frame a caption. */
static bool is_photo_table(const struct ts_node *table)
{
    const struct ts_node *n = table;
    size_t bytes = 0;
    bool has_image = false;

    for (int i = 0; n && i < MAX_NODES_TO_IMAGE; i++, n = ts_node_after(n, table)) {
        has_image |= n->tag == TS_TAG_IMG;
        bytes += n->tag == TS_TAG_TEXT ? ts_str_trim(n->text).len : 0;
    }
    return !n && has_image && bytes <= MAX_PHOTO_TEXT && !ts_table_is_data(table);
}

/* An image and little else, so that its text is the caption. */
static bool frames_image(const struct ts_node *n)
{
    return (n->tag == TS_TAG_FIGURE && image_in(n)) ||
           (n->tag == TS_TAG_TABLE && is_photo_table(n));
}

static bool is_caption(const struct ts_markup *m, const struct ts_node *n, int up)
{
    return n->tag == TS_TAG_FIGCAPTION || n->tag == TS_TAG_CAPTION ||
           (up < MAX_CAPTION_STEPS && names_caption(m, n));
}

static void be_caption(struct ts_piece *p, const struct ts_node *figure)
{
    p->kind = TS_BLOCK_CAPTION;
    p->image = image_in(figure);
}

/* The first block of a list item is one; the others of it are what their markup says. */
static void be_item(struct ts_markup *m, const struct ts_node *li, struct ts_piece *p)
{
    int64_t *n_blocks = ts_map_put(&m->items, li->id);

    if (++*n_blocks > 1)
        return;
    p->kind = TS_BLOCK_LIST_ITEM;
    p->level = nesting(li, TS_TAG_UL);
    p->number = number_of(m, li);
}

/* What an element makes of the block that is so many steps below it.  False: nothing. */
static bool judge_by(struct ts_markup *m, const struct ts_node *n, int up, struct ts_piece *p)
{
    if (is_heading((enum ts_tag)n->tag)) {
        p->kind = TS_BLOCK_HEADING;
        p->level = (uint8_t)(n->tag - TS_TAG_H1 + 1);
    } else if (is_caption(m, n, up)) {
        const struct ts_node *figure = ts_node_above(n, TS_TAG_FIGURE);
        be_caption(p, figure ? figure : n->parent);
    } else if (n->tag == TS_TAG_BLOCKQUOTE) {
        p->kind = TS_BLOCK_QUOTE;
        p->level = nesting(n, TS_TAG_BLOCKQUOTE);
    } else if (frames_image(n)) {
        be_caption(p, n);
    } else if (n->tag == TS_TAG_LI) {
        be_item(m, n, p);
    } else {
        return false;
    }
    return true;
}

void ts_markup_judge(struct ts_markup *m, struct ts_piece *p)
{
    const struct ts_node *n = p->el;

    for (int up = 0; n && n->tag != TS_TAG_BODY && !judge_by(m, n, up, p); up++)
        n = n->parent;
}
