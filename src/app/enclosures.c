#include "tearsheet/app/enclosures.h"

#include <string.h>

#include "tearsheet/base/url.h"
#include "tearsheet/store/enclosures.h"

/* What its address calls it, or else the address. */
static ts_str name_of(ts_str url)
{
    struct ts_url parts = ts_url_parse(url);
    size_t at = parts.path.len;

    while (at > 0 && parts.path.ptr[at - 1] != '/')
        at--;
    ts_str name = ts_str_skip(parts.path, at);
    if (name.len == 0)
        name = parts.host;
    return name.len > 0 ? name : url;
}

/* "audio/mpeg, 12 MB", or what is known of it. */
static ts_str kind_of(struct ts_arena *a, const struct ts_enclosure *file)
{
    enum { KB = 1024, MB = 1024 * KB };
    bool is_half = file->n_bytes % MB >= MB / 2; /* the sum with a half could overflow */
    ts_str size = { 0 };

    if (file->n_bytes >= MB)
        size = ts_arena_printf(a, "%lld MB", (long long)(file->n_bytes / MB + is_half));
    else if (file->n_bytes > 0)
        size = ts_arena_printf(a, "%lld KB", (long long)((file->n_bytes + KB - 1) / KB));
    return ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(file->type),
                           file->type.len > 0 && size.len > 0 ? ", " : "", TS_FMT(size));
}

static struct ts_block block_of(struct ts_arena *a, const struct ts_enclosure *file)
{
    ts_str name = name_of(file->url), kind = kind_of(a, file);
    struct ts_block block = { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 1, .score = 1 };

    block.text =
        kind.len > 0 ? ts_arena_printf(a, "%.*s (%.*s)", TS_FMT(name), TS_FMT(kind)) : name;
    block.spans = TS_NEW_ARRAY(a, 1, struct ts_span);
    block.spans[0] = (struct ts_span){ 0, (uint32_t)name.len, TS_SPAN_LINK, file->url };
    block.n_spans = 1;
    return block;
}

enum ts_rc ts_enclosures_show(struct ts_arena *a, struct ts_db *db, struct ts_stored *io,
                              struct ts_err *err)
{
    struct ts_article *article = &io->article;
    struct ts_enclosure *files;
    size_t n = 0;
    enum ts_rc rc = ts_enclosures_get(a, db, io->id, &files, &n, err);

    if (rc != TS_OK || n == 0)
        return rc;
    struct ts_block *blocks = TS_NEW_ARRAY(a, article->n_blocks + n, struct ts_block);
    if (article->n_blocks > 0)
        memcpy(blocks, article->blocks, article->n_blocks * sizeof *blocks);
    for (size_t i = 0; i < n; i++)
        blocks[article->n_blocks + i] = block_of(a, &files[i]);
    article->blocks = blocks;
    article->n_blocks += n;
    return TS_OK;
}
