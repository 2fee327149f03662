/* fuzz_extract.c - any bytes as a page and as a feed's body.  Blocks have text, scores are shares,
 * and spans lie inside their block.  What the reader wishes is done, the site's memory strips what
 * is everywhere and nothing that was wished, and a page joins no article that it repeats. */
#include "fuzz.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/extract/join.h"
#include "tearsheet/extract/memory.h"

#define URL "https://h.example/a"

static void must_be_sound(const struct ts_article *article)
{
    MUST(article->n_blocks > 0);
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *block = &article->blocks[i];
        MUST(block->text.len > 0 && ts_utf8_is_valid(block->text));
        MUST(block->score >= 0 && block->score <= 1);
        for (size_t k = 0; k < block->n_spans; k++)
            MUST((size_t)block->spans[k].start + block->spans[k].len <= block->text.len);
    }
    MUST(ts_utf8_is_valid(article->title) && ts_utf8_is_valid(article->byline));
    MUST(ts_utf8_is_valid(article->site) && ts_utf8_is_valid(article->summary));
    MUST(article->published.precision <= TS_WHEN_TIME);
}

/* Rules of every kind, and the first stripped block put back. */
static void wish(struct ts_arena *a, ts_str html, const struct ts_article *plain)
{
    static const char *const lines[] = { "* strip p [title]", "* keep div > p", "* strip #a.b",
                                         "* strip [data-x=y] x-z" };
    struct ts_site_rule list[TS_COUNT(lines)];
    struct ts_site_rules rules = { list, TS_COUNT(lines) };
    struct ts_wishes wishes = { .rules = &rules, .first_url = TS_STR(URL), .number = 2 };
    struct ts_article article;
    size_t i = 0;

    for (size_t k = 0; k < TS_COUNT(lines); k++)
        MUST(ts_site_rule_parse(a, ts_str_of(lines[k]), &list[k], NULL) == TS_OK);
    while (i < plain->n_blocks && plain->blocks[i].is_kept)
        i++;
    if (i < plain->n_blocks) {
        wishes.restored = &plain->blocks[i].text;
        wishes.n_restored = 1;
        (void)ts_site_rule_propose(a, html, TS_STR(URL), plain, i);
    }
    if (ts_extract_as_wished(a, html, TS_STR(URL "?page=2"), &wishes, &article, NULL) != TS_OK)
        return;
    must_be_sound(&article);
    for (size_t k = 0; k < article.n_blocks; k++)
        if (wishes.n_restored > 0 && ts_str_eq(article.blocks[k].text, wishes.restored[0]))
            MUST(article.blocks[k].is_kept || article.blocks[k].decided_by == TS_BY_EXTRACTOR);
}

/* The page as three pages of its site among many. */
static void remember(struct ts_arena *a, const struct ts_article *page)
{
    struct ts_tally tally = { .counts.arena = a, .seen.arena = a };
    struct ts_article copy = *page;
    const uint64_t *hashes = ts_memory_hashes(a, page);
    uint32_t *counts = TS_NEW_ARRAY(a, page->n_blocks, uint32_t);

    copy.canonical = (ts_str){ 0 };
    for (size_t i = 0; i < TS_MEMORY_MIN_PAGES; i++) {
        copy.url = ts_arena_printf(a, URL "%zu", i);
        ts_tally_learn(&tally, &copy, hashes);
        for (size_t k = 0; k < page->n_blocks; k++)
            counts[k] += hashes[k] != 0;
    }
    MUST(ts_tally_strip(a, &tally, &copy, hashes) == 0); /* it repeats itself */
    struct ts_article joined = *page;
    MUST(!ts_article_join(a, &joined, page));
    MUST(joined.n_blocks == page->n_blocks);
    size_t n = ts_memory_apply(a, &copy, counts, 2 * TS_MEMORY_MIN_PAGES);
    MUST(n <= copy.n_blocks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_arena a = { 0 };
    struct ts_article article = { 0 };
    ts_str html = ts_utf8_repair(&a, (ts_str){ (const char *)data, size });

    if (ts_extract(&a, html, TS_STR(URL), &article, NULL) == TS_OK) {
        must_be_sound(&article);
        wish(&a, html, &article);
        remember(&a, &article);
    }
    if (ts_extract_fragment(&a, html, TS_STR(URL), &article, NULL) == TS_OK)
        must_be_sound(&article);
    ts_arena_done(&a);
    return 0;
}
