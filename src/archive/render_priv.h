/* render_priv.h - what the formats share. */
#ifndef TEARSHEET_ARCHIVE_RENDER_PRIV_H
#define TEARSHEET_ARCHIVE_RENDER_PRIV_H

#include "tearsheet/archive/render.h"
#include "tearsheet/base/buf.h"

void render_text(struct ts_buf *out, struct ts_arena *scratch, const struct ts_article *article);
void render_markdown(struct ts_buf *out, struct ts_arena *scratch,
                     const struct ts_article *article);
void render_html(struct ts_buf *out, struct ts_arena *scratch, const struct ts_article *article);

/* "Ann Lee · Harbour Post · 3 March 2025": what is known of the three. */
ts_str render_credits(struct ts_arena *a, const struct ts_article *article);

/* True for the blocks that a copy shows: what is kept, captions too, but not title and byline
 * again. */
bool render_shows(const struct ts_block *block);

/* How many quotations a quote is in, itself among them: from 1 to RENDER_MAX_QUOTES. */
#define RENDER_MAX_QUOTES 8
size_t render_quote_level(const struct ts_block *quote);

/* Only addresses of the web become links: "javascript:" and its like do not. */
bool render_is_web_address(ts_str address);

#endif
