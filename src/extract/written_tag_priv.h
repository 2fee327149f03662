/* written_tag_priv.h - a tag as it stands in a page. */
#ifndef TEARSHEET_EXTRACT_WRITTEN_TAG_PRIV_H
#define TEARSHEET_EXTRACT_WRITTEN_TAG_PRIV_H

#include "tearsheet/base/str.h"

#define TS_TAG_MAX_GAPS 24 /* attributes left out of one tag; what is behind them stays */

struct ts_written_tag {
    ts_str name; /* empty of a tag that the page's end cuts off */
    ts_str type; /* value of the attribute of this name */
    size_t end;  /* offset behind the tag */
    size_t n_attributes;
    bool is_end;
    bool is_closed; /* ends in "/>" */
};

/* Attributes of a tag that nobody asks its node for, in turn, by their offsets: those that no node
 * keeps (ts_attr_of()), and those that tell nothing on this tag or with this value. */
struct ts_tag_gaps {
    struct {
        size_t from, to;
    } list[TS_TAG_MAX_GAPS];
    size_t n;
};

/* Reads the tag whose "<" is at `pos`.  False when it is text or not a tag.  `gaps` may be NULL. */
bool ts_written_tag_read(ts_str s, size_t pos, struct ts_written_tag *t, struct ts_tag_gaps *gaps);

/* True of a character that ends the name of a tag or attribute. */
bool ts_tag_name_ends(char c);

#endif
