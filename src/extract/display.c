/* How a browser would lay an element out, as far as it can be told without its style sheets. */
#include "display_priv.h"

static const uint8_t displays[TS_N_TAGS] = {
    [TS_TAG_HTML] = TS_DISPLAY_BLOCK,       [TS_TAG_BODY] = TS_DISPLAY_BLOCK,
    [TS_TAG_ARTICLE] = TS_DISPLAY_BLOCK,    [TS_TAG_SECTION] = TS_DISPLAY_BLOCK,
    [TS_TAG_MAIN] = TS_DISPLAY_BLOCK,       [TS_TAG_ASIDE] = TS_DISPLAY_BLOCK,
    [TS_TAG_HEADER] = TS_DISPLAY_BLOCK,     [TS_TAG_FOOTER] = TS_DISPLAY_BLOCK,
    [TS_TAG_NAV] = TS_DISPLAY_BLOCK,        [TS_TAG_ADDRESS] = TS_DISPLAY_BLOCK,
    [TS_TAG_HGROUP] = TS_DISPLAY_BLOCK,     [TS_TAG_DIV] = TS_DISPLAY_BLOCK,
    [TS_TAG_CENTER] = TS_DISPLAY_BLOCK,     [TS_TAG_P] = TS_DISPLAY_BLOCK,
    [TS_TAG_H1] = TS_DISPLAY_BLOCK,         [TS_TAG_H2] = TS_DISPLAY_BLOCK,
    [TS_TAG_H3] = TS_DISPLAY_BLOCK,         [TS_TAG_H4] = TS_DISPLAY_BLOCK,
    [TS_TAG_H5] = TS_DISPLAY_BLOCK,         [TS_TAG_H6] = TS_DISPLAY_BLOCK,
    [TS_TAG_UL] = TS_DISPLAY_BLOCK,         [TS_TAG_OL] = TS_DISPLAY_BLOCK,
    [TS_TAG_LI] = TS_DISPLAY_BLOCK,         [TS_TAG_MENU] = TS_DISPLAY_BLOCK,
    [TS_TAG_DL] = TS_DISPLAY_BLOCK,         [TS_TAG_DT] = TS_DISPLAY_BLOCK,
    [TS_TAG_DD] = TS_DISPLAY_BLOCK,         [TS_TAG_BLOCKQUOTE] = TS_DISPLAY_BLOCK,
    [TS_TAG_PRE] = TS_DISPLAY_BLOCK,        [TS_TAG_FIGURE] = TS_DISPLAY_BLOCK,
    [TS_TAG_FIGCAPTION] = TS_DISPLAY_BLOCK, [TS_TAG_TABLE] = TS_DISPLAY_BLOCK,
    [TS_TAG_CAPTION] = TS_DISPLAY_BLOCK,    [TS_TAG_THEAD] = TS_DISPLAY_BLOCK,
    [TS_TAG_TBODY] = TS_DISPLAY_BLOCK,      [TS_TAG_TFOOT] = TS_DISPLAY_BLOCK,
    [TS_TAG_TR] = TS_DISPLAY_BLOCK,         [TS_TAG_TD] = TS_DISPLAY_BLOCK,
    [TS_TAG_TH] = TS_DISPLAY_BLOCK,         [TS_TAG_HR] = TS_DISPLAY_BLOCK,
    [TS_TAG_FORM] = TS_DISPLAY_BLOCK,       [TS_TAG_FIELDSET] = TS_DISPLAY_BLOCK,
    [TS_TAG_LEGEND] = TS_DISPLAY_BLOCK,     [TS_TAG_LABEL] = TS_DISPLAY_BLOCK,
    [TS_TAG_BUTTON] = TS_DISPLAY_BLOCK,     [TS_TAG_DETAILS] = TS_DISPLAY_BLOCK,
    [TS_TAG_SUMMARY] = TS_DISPLAY_BLOCK,    [TS_TAG_DIALOG] = TS_DISPLAY_BLOCK,
    [TS_TAG_HEAD] = TS_DISPLAY_SKIPPED,     [TS_TAG_TITLE] = TS_DISPLAY_SKIPPED,
    [TS_TAG_META] = TS_DISPLAY_SKIPPED,     [TS_TAG_LINK] = TS_DISPLAY_SKIPPED,
    [TS_TAG_BASE] = TS_DISPLAY_SKIPPED,     [TS_TAG_SCRIPT] = TS_DISPLAY_SKIPPED,
    [TS_TAG_STYLE] = TS_DISPLAY_SKIPPED,    [TS_TAG_NOSCRIPT] = TS_DISPLAY_SKIPPED,
    [TS_TAG_TEMPLATE] = TS_DISPLAY_SKIPPED, [TS_TAG_RT] = TS_DISPLAY_SKIPPED,
    [TS_TAG_RP] = TS_DISPLAY_SKIPPED,       [TS_TAG_SELECT] = TS_DISPLAY_SKIPPED,
    [TS_TAG_OPTION] = TS_DISPLAY_SKIPPED,   [TS_TAG_TEXTAREA] = TS_DISPLAY_SKIPPED,
    [TS_TAG_INPUT] = TS_DISPLAY_SKIPPED,    [TS_TAG_VIDEO] = TS_DISPLAY_SKIPPED,
    [TS_TAG_AUDIO] = TS_DISPLAY_SKIPPED,    [TS_TAG_IFRAME] = TS_DISPLAY_SKIPPED,
    [TS_TAG_OBJECT] = TS_DISPLAY_SKIPPED,   [TS_TAG_EMBED] = TS_DISPLAY_SKIPPED,
    [TS_TAG_CANVAS] = TS_DISPLAY_SKIPPED,   [TS_TAG_SVG] = TS_DISPLAY_SKIPPED,
    [TS_TAG_MATH] = TS_DISPLAY_SKIPPED,
};

enum ts_display ts_display_of(enum ts_tag tag)
{
    return (enum ts_display)displays[tag];
}

/* `property: value` in a style attribute, white space aside. */
static bool style_has(ts_str style, const char *property, const char *value)
{
    ts_str declaration;

    while (ts_str_split(&style, ';', &declaration)) {
        ts_str name;
        if (ts_str_split(&declaration, ':', &name) &&
            ts_str_is_nocase(ts_str_trim(name), property) &&
            ts_str_starts_nocase(ts_str_trim(declaration), value))
            return true;
    }
    return false;
}

bool ts_is_hidden(const struct ts_node *n, uint32_t cues)
{
    if (n->tag == TS_TAG_DIALOG || (cues & TS_CUE_BIT(TS_CUE_HIDING)))
        return true;
    for (size_t i = 0; i < n->n_attrs; i++) {
        ts_str value = n->attrs[i].value;
        switch (n->attrs[i].name) {
        case TS_ATTR_HIDDEN:
            return !ts_str_is_nocase(value, "until-found") && !ts_str_is_nocase(value, "false");
        case TS_ATTR_ARIA_HIDDEN:
        case TS_ATTR_ARIA_MODAL:
            if (ts_str_is_nocase(value, "true"))
                return true;
            break;
        case TS_ATTR_ROLE:
            if (ts_str_is_nocase(value, "dialog") || ts_str_is_nocase(value, "alertdialog"))
                return true;
            break;
        case TS_ATTR_STYLE:
            if (style_has(value, "display", "none") || style_has(value, "visibility", "hidden"))
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

bool ts_is_card_of(const struct ts_node *link, const struct ts_node *n)
{
    ts_str address = ts_node_attr(link, TS_ATTR_HREF);

    if (link->next != n || n->tag != TS_TAG_SPAN || !link->first || address.len == 0)
        return false;
    const struct ts_node *first = ts_node_find(n, n, TS_TAG_A);
    return first && ts_str_eq(ts_node_attr(first, TS_ATTR_HREF), address) &&
           ts_node_find(first, n, TS_TAG_A);
}
