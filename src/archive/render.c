#include "tearsheet/archive/render.h"

#include "render_priv.h"
#include "tearsheet/base/utf8.h"

static const struct {
    const char *name;
    const char *ending;
    void (*render)(struct ts_buf *out, struct ts_arena *scratch, const struct ts_article *article);
} formats[] = {
    [TS_RENDER_TEXT] = { "text", ".txt", render_text },
    [TS_RENDER_MARKDOWN] = { "markdown", ".md", render_markdown },
    [TS_RENDER_HTML] = { "html", ".html", render_html },
};

int ts_render_format_of(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(formats); i++)
        if (ts_str_is(name, formats[i].name))
            return (int)i;
    return -1;
}

const char *ts_render_ending(enum ts_render_format format)
{
    return formats[format].ending;
}

ts_str ts_render(struct ts_arena *a, const struct ts_article *article, enum ts_render_format format)
{
    struct ts_arena scratch = { 0 };
    struct ts_buf out = { 0 };

    formats[format].render(&out, &scratch, article);
    ts_str rendered = ts_utf8_safe(a, ts_buf_take(&out, a), true);
    ts_buf_done(&out);
    ts_arena_done(&scratch);
    return rendered;
}

bool render_shows(const struct ts_block *block)
{
    return block->is_kept && block->kind != TS_BLOCK_TITLE && block->kind != TS_BLOCK_BYLINE;
}

size_t render_quote_level(const struct ts_block *quote)
{
    size_t level = quote->level > 0 ? quote->level : 1;

    return level < RENDER_MAX_QUOTES ? level : RENDER_MAX_QUOTES;
}

ts_str render_credits(struct ts_arena *a, const struct ts_article *article)
{
    ts_str parts[] = { article->byline, article->site, ts_when_long(a, article->published) };
    ts_str line = { 0 };

    for (size_t i = 0; i < TS_COUNT(parts); i++) {
        if (parts[i].len > 0)
            line = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(line), line.len > 0 ? " · " : "",
                                   TS_FMT(parts[i]));
    }
    return line;
}

bool render_is_web_address(ts_str address)
{
    return ts_str_starts_nocase(address, "http://") || ts_str_starts_nocase(address, "https://");
}
