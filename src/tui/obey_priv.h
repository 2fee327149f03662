/* obey_priv.h - what commands do about what is selected. */
#ifndef TEARSHEET_TUI_OBEY_PRIV_H
#define TEARSHEET_TUI_OBEY_PRIV_H

#include "view_priv.h"

typedef void obey_fn(struct ts_ui *ui, const struct invocation *in, const struct subject *about);

obey_fn obey_read;
obey_fn obey_star;
obey_fn obey_mark_all;
obey_fn obey_purge;
obey_fn obey_keep;
obey_fn obey_links;
obey_fn obey_pipe;
obey_fn obey_edit_feeds;
obey_fn obey_tag;
obey_fn obey_tag_letter;
obey_fn obey_mute;
obey_fn obey_join;
obey_fn obey_split;
obey_fn obey_undo;
obey_fn obey_walk_saga;
obey_fn obey_browse;
obey_fn obey_copy;
obey_fn obey_open_text;
obey_fn obey_fetch_page;
obey_fn obey_switch_text;
obey_fn obey_changes;
obey_fn obey_save;
obey_fn obey_refresh;
obey_fn obey_add;
obey_fn obey_site;
obey_fn obey_change_source;

/* True if a source itself is selected. */
bool obey_is_source(const struct subject *about);

#endif
