/* The JSON of one article, as `extract` and `show` print it. */
#include "cli_priv.h"

static void put_blocks(struct ts_json_out *o, const struct ts_article *article)
{
    ts_json_list(o, "blocks");
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *b = &article->blocks[i];
        ts_json_open(o, '{');
        ts_json_member(o, "kind", ts_str_of(ts_block_kind_name(b->kind)));
        ts_json_key(o, "kept");
        ts_json_put_bool(o, b->is_kept);
        if (b->level > 0) {
            ts_json_key(o, "level");
            ts_json_put_int(o, b->level);
        }
        ts_json_member(o, "text", b->text);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

static void put_removed(struct ts_json_out *o, const struct ts_article *article)
{
    ts_json_list(o, "removed");
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *b = &article->blocks[i];
        if (b->is_kept)
            continue;
        ts_json_open(o, '{');
        ts_json_member(o, "kind", ts_str_of(ts_block_kind_name(b->kind)));
        ts_json_member(o, "reason", b->reason);
        ts_json_key(o, "score");
        ts_json_put_real(o, (double)b->score);
        ts_json_member(o, "text", b->text);
        ts_json_close(o, '}');
    }
    ts_json_close(o, ']');
}

void cli_put_article(struct cli *c, struct ts_json_out *o, const struct ts_article *article)
{
    ts_json_member(o, "url", article->url);
    ts_json_member(o, "canonical", article->canonical);
    ts_json_member(o, "title", article->title);
    ts_json_member(o, "byline", article->byline);
    ts_json_member(o, "published", ts_when_iso(&c->arena, article->published));
    ts_json_member(o, "modified", ts_when_iso(&c->arena, article->modified));
    ts_json_member(o, "lang", article->lang);
    ts_json_member(o, "site", article->site);
    ts_json_member(o, "image", article->image);
    ts_json_member(o, "summary", article->summary);
    ts_json_key(o, "text");
    ts_json_put_str(o, ts_article_text(&c->arena, article));
    put_blocks(o, article);
    ts_json_key(o, "words");
    ts_json_put_int(o, (int64_t)article->n_words);
    ts_json_member(o, "completeness", ts_str_of(ts_completeness_name(article->completeness)));
    put_removed(o, article);
}
