/* Which of the many addresses of an image is the picture: pages put a blank one into src and the
 * real one elsewhere until a script runs. */
#include "blocks_priv.h"

/* The candidate of a srcset with the largest descriptor. */
static ts_str largest_of(ts_str srcset)
{
    ts_str candidate, best = { 0 };
    int64_t best_size = -1;

    while (ts_str_split(&srcset, ',', &candidate)) {
        ts_str address = { 0 }, descriptor = { 0 };
        int64_t size = 0;
        if (!ts_str_word(&candidate, &address))
            continue;
        if (ts_str_word(&candidate, &descriptor) && descriptor.len > 1) {
            descriptor.len--;
            if (!ts_str_to_int(descriptor, &size))
                size = 0;
        }
        if (size > best_size) {
            best_size = size;
            best = address;
        }
    }
    return best;
}

ts_str ts_image_address(const struct ts_node *img)
{
    static const struct {
        enum ts_attr_name name;
        bool is_set;
    } sources[] = {
        { TS_ATTR_DATA_SRC, false },      { TS_ATTR_DATA_LAZY_SRC, false },
        { TS_ATTR_DATA_ORIGINAL, false }, { TS_ATTR_DATA_SRCSET, true },
        { TS_ATTR_SRC, false },           { TS_ATTR_SRCSET, true },
    };

    for (size_t i = 0; i < TS_COUNT(sources); i++) {
        ts_str value = ts_node_attr(img, sources[i].name);
        ts_str address = sources[i].is_set ? largest_of(value) : ts_str_trim(value);
        if (address.len > 0 && !ts_str_starts_nocase(address, "data:") &&
            !ts_str_starts_nocase(address, "{"))
            return address;
    }
    return (ts_str){ 0 };
}

static ts_str named_address(const struct ts_node *n)
{
    static const enum ts_attr_name attrs[] = { TS_ATTR_CONTENT, TS_ATTR_HREF };

    if (n->tag == TS_TAG_IMG)
        return ts_image_address(n);
    for (size_t i = 0; i < TS_COUNT(attrs); i++)
        if (ts_node_has(n, attrs[i]))
            return ts_node_attr(n, attrs[i]);
    return (ts_str){ 0 };
}

ts_str ts_item_image_address(const struct ts_node *n)
{
    ts_str address = named_address(n);

    for (const struct ts_node *k = n; k && address.len == 0; k = ts_node_after(k, n))
        if (k->tag == TS_TAG_IMG || ts_node_has_word(k, TS_ATTR_ITEMPROP, "url") ||
            ts_node_has_word(k, TS_ATTR_ITEMPROP, "contentUrl"))
            address = named_address(k);
    return address;
}
