/* digest_priv.h - what the views of a story at a glance share. */
#ifndef TEARSHEET_TUI_DIGEST_PRIV_H
#define TEARSHEET_TUI_DIGEST_PRIV_H

#include "tearsheet/app/digest.h"

#include "textview_priv.h"

/* Fills `b` from the digest of the story; only called when there is one.  All texts of `b` are in
 * its own arena: the digest may go first. */
typedef void digest_fill(struct text_builder *b, const struct ts_digest *d, bool ascii);

struct digest_view {
    struct textview text;
    const struct digest *digest;
    digest_fill *fill;
    const char *title;
};

/* Opens a view of the story that is selected. */
void digest_open(struct ts_ui *ui, const struct subject *subject, digest_fill *fill,
                 const char *title);

#endif
