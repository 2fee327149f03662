/* requests_priv.h - what the sources with handlers of requests share. */
#ifndef TEARSHEET_APP_REQUESTS_PRIV_H
#define TEARSHEET_APP_REQUESTS_PRIV_H

#include "worker_priv.h"

/* Does what `q` asks for.  `scratch` is empty, and emptied behind it. */
typedef enum ts_rc serve_fn(struct ts_worker *w, struct ts_arena *scratch,
                            const struct ts_request *q, struct ts_err *err);

/* In requests_tags.c. */
serve_fn serve_tag;
serve_fn serve_tag_letter;
serve_fn serve_mute;
serve_fn serve_rename_tag;
serve_fn serve_remove_tag;

/* In requests_sources.c. */
serve_fn serve_add;
serve_fn serve_add_offer;
serve_fn serve_read_feeds;
serve_fn serve_remove_source;
serve_fn serve_rename_source;
serve_fn serve_retag_source;

/* In requests_picked.c: copies, and what is done to several articles at once. */
serve_fn serve_save;
serve_fn serve_mark_picked;
serve_fn serve_star_picked;
serve_fn serve_tag_picked;
serve_fn serve_save_picked;
serve_fn serve_purge;
serve_fn serve_purge_source;
serve_fn serve_keep_search;
serve_fn serve_remove_search;

#endif
