/* A browser takes an element that a page made up for a part of a line, until a style sheet says
 * otherwise.  Where it stands tells what that says: beside blocks and others like it, and never
 * beside text, it is a block itself. */
#include "custom_priv.h"

#include "display_priv.h"

/* A block whose children may be blocks: no paragraph, no heading. */
static bool may_hold_blocks(const struct ts_node *n)
{
    if (n->tag == TS_TAG_P || (n->tag >= TS_TAG_H1 && n->tag <= TS_TAG_H6) ||
        n->tag == TS_TAG_LABEL || n->tag == TS_TAG_BUTTON || n->tag == TS_TAG_SUMMARY)
        return false;
    return ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_BLOCK;
}

/* White space, what is not shown, a block, or another of them. */
static bool may_be_beside(const struct ts_node *n)
{
    if (n->tag == TS_TAG_TEXT)
        return ts_str_trim(n->text).len == 0;
    return n->tag == TS_TAG_BR || n->tag == TS_TAG_IMG || n->tag == TS_TAG_PICTURE ||
           ts_display_of((enum ts_tag)n->tag) != TS_DISPLAY_INLINE;
}

static void settle_children(struct ts_node *parent)
{
    bool are_blocks = may_hold_blocks(parent), has_any = false;

    for (const struct ts_node *n = parent->first; n; n = n->next) {
        has_any |= n->tag == TS_TAG_CUSTOM;
        are_blocks &= may_be_beside(n);
    }
    for (struct ts_node *n = parent->first; n && has_any && !are_blocks; n = n->next)
        if (n->tag == TS_TAG_CUSTOM)
            n->tag = TS_TAG_OTHER;
}

void ts_custom_settle(struct ts_dom *dom)
{
    for (size_t id = 0; id < dom->n_nodes; id++) /* parents are before their children */
        settle_children(dom->nodes[id]);
}
