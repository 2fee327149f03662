#include "tearsheet/model/article.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

static const struct {
    enum ts_block_kind kind;
    const char *name;
} kind_names[] = {
    { TS_BLOCK_PARAGRAPH, "paragraph" },
    { TS_BLOCK_HEADING, "heading" },
    { TS_BLOCK_LIST_ITEM, "list-item" },
    { TS_BLOCK_QUOTE, "quote" },
    { TS_BLOCK_PRE, "preformatted" },
    { TS_BLOCK_TABLE_ROW, "table-row" },
    { TS_BLOCK_CAPTION, "caption" },
    { TS_BLOCK_BYLINE, "byline" },
    { TS_BLOCK_NOTE, "note" },
    { TS_BLOCK_TIMESTAMP, "timestamp" },
    { TS_BLOCK_STANDFIRST, "standfirst" },
    { TS_BLOCK_TITLE, "title" },
    { TS_BLOCK_NAVIGATION, "navigation" },
    { TS_BLOCK_DONATION, "donation" },
    { TS_BLOCK_NEWSLETTER, "newsletter" },
    { TS_BLOCK_RELATED, "related" },
    { TS_BLOCK_ADVERT, "advertising" },
    { TS_BLOCK_SOCIAL, "social" },
    { TS_BLOCK_COMMENTS, "comments" },
    { TS_BLOCK_BIO, "bio" },
    { TS_BLOCK_LEGAL, "legal" },
    { TS_BLOCK_MEDIA, "media" },
    { TS_BLOCK_OTHER, "other" },
};

static const char *const completeness_names[] = { "full", "partial", "stub", "feed" };

const char *ts_block_kind_name(enum ts_block_kind kind)
{
    for (size_t i = 0; i < TS_COUNT(kind_names); i++)
        if (kind_names[i].kind == kind)
            return kind_names[i].name;
    return "other";
}

const char *ts_completeness_name(enum ts_completeness completeness)
{
    return (size_t)completeness < TS_COUNT(completeness_names) ? completeness_names[completeness]
                                                               : "full";
}

bool ts_block_is_text(const struct ts_block *block)
{
    switch (block->kind) {
    case TS_BLOCK_CAPTION:
    case TS_BLOCK_BYLINE:
    case TS_BLOCK_TITLE:
        return false;
    default:
        return block->is_kept;
    }
}

ts_str ts_article_text(struct ts_arena *a, const struct ts_article *article)
{
    struct ts_buf text = { 0 };

    for (size_t i = 0; i < article->n_blocks; i++) {
        if (!ts_block_is_text(&article->blocks[i]))
            continue;
        if (text.len > 0)
            ts_buf_puts(&text, "\n\n");
        ts_buf_put(&text, article->blocks[i].text);
    }
    ts_str result = ts_buf_take(&text, a);
    ts_buf_done(&text);
    return result;
}

void ts_article_count_words(struct ts_article *article)
{
    article->n_words = 0;
    for (size_t i = 0; i < article->n_blocks; i++)
        if (ts_block_is_text(&article->blocks[i]))
            article->n_words += ts_utf8_count_words(article->blocks[i].text);
}
