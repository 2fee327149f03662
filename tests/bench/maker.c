#include "bench/maker.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

enum {
    N_WORDS = 20000,
    N_OUTLETS = 40,
    SPAN_S = 90 * 86400,
    PARAGRAPHS = 7,
    WORDS_A_PARAGRAPH = 45
};

/* ---- words ---- */

/* splitmix64 */
static uint64_t next_random(uint64_t *seed)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15U;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

ts_str maker_word(struct ts_arena *a, size_t rank)
{
    static const char *const starts[] = { "b", "d", "f", "g",  "k",  "l",  "m",  "n",  "p", "r",
                                          "s", "t", "v", "st", "br", "tr", "sk", "pl", "h", "w" };
    static const char *const ends[] = { "a", "e", "i", "o", "u", "an", "en", "or", "il", "um" };
    struct ts_buf word = { 0 };

    for (size_t left = rank + 1; left > 0; left /= 200)
        ts_buf_printf(&word, "%s%s", starts[left % 20], ends[left / 20 % 10]);
    ts_str result = ts_buf_take(&word, a);
    ts_buf_done(&word);
    return result;
}

/* Ranks fall off about as one divided by the rank. */
static size_t random_rank(uint64_t *seed)
{
    double u = (double)(next_random(seed) >> 11) / 9007199254740992.0;
    size_t rank = 0, width = 1;

    /* Each doubling of the rank is equally likely. */
    for (double level = u * 14; level >= 1; level--) {
        rank += width;
        width *= 2;
    }
    rank += (size_t)(next_random(seed) % width);
    return rank < N_WORDS ? rank : rank % N_WORDS;
}

static ts_str sentence(struct ts_arena *a, uint64_t *seed, size_t n_words, uint64_t topic)
{
    struct ts_buf text = { 0 };

    for (size_t i = 0; i < n_words; i++) {
        /* One word in eight is of the story: a rare one. */
        bool is_topical = next_random(seed) % 8 == 0;
        uint64_t story = topic + next_random(seed) % 12;
        size_t rank = is_topical ? 4000 + (size_t)(next_random(&story) % 16000) : random_rank(seed);
        ts_buf_puts(&text, i ? " " : "");
        ts_buf_put(&text, maker_word(a, rank));
    }
    ts_str result = ts_buf_take(&text, a);
    ts_buf_done(&text);
    return result;
}

/* ---- articles ---- */

static struct ts_block *make_blocks(struct ts_arena *a, uint64_t *seed, uint64_t topic, size_t *n)
{
    *n = PARAGRAPHS + 2;
    struct ts_block *blocks = TS_NEW_ARRAY(a, *n, struct ts_block);
    for (size_t i = 0; i < PARAGRAPHS; i++)
        blocks[i] = (struct ts_block){ .is_kept = true,
                                       .score = 1,
                                       .text = sentence(a, seed, WORDS_A_PARAGRAPH, topic) };
    for (size_t i = PARAGRAPHS; i < *n; i++)
        blocks[i] = (struct ts_block){ .kind = TS_BLOCK_RELATED,
                                       .reason = TS_STR("class related"),
                                       .text = sentence(a, seed, 12, topic) };
    return blocks;
}

struct made maker_article(struct ts_arena *a, const struct maker *m, size_t number)
{
    uint64_t seed = number + 1;
    size_t story = (size_t)(next_random(&seed) % m->n_stories);
    uint64_t topic = story * 1000003U;
    size_t outlet = number / MAKER_ITEMS_A_FEED % N_OUTLETS;
    struct made made = { .story = story };
    size_t n_blocks;

    struct ts_block *blocks = make_blocks(a, &seed, topic, &n_blocks);
    ts_str title = sentence(a, &seed, 8, topic);
    int64_t at = m->now_at - (int64_t)(topic % SPAN_S) - (int64_t)(next_random(&seed) % 86400);
    made.item = (struct ts_item){
        .id = ts_arena_printf(a, "tag:outlet%zu.example,2025:%zu", outlet, number),
        .link = ts_arena_printf(a, "https://outlet%zu.example/news/%zu", outlet, number),
        .title = title,
        .published = { .at = at, .precision = TS_WHEN_TIME },
    };
    made.article = (struct ts_article){
        .url = made.item.link,
        .canonical = made.item.link,
        .title = title,
        .lang = TS_STR("en"),
        .site = ts_arena_printf(a, "Outlet %zu", outlet),
        .byline = sentence(a, &seed, 2, topic),
        .published = made.item.published,
        .blocks = blocks,
        .n_blocks = n_blocks,
        .n_words = (size_t)PARAGRAPHS * WORDS_A_PARAGRAPH,
    };
    return made;
}

/* ---- a library ---- */

size_t maker_n_feeds(const struct maker *m)
{
    return (m->n_articles + MAKER_ITEMS_A_FEED - 1) / MAKER_ITEMS_A_FEED;
}

ts_str maker_feed_url(struct ts_arena *a, size_t feed)
{
    return ts_arena_printf(a, "https://outlet%zu.example/feed/%zu", feed % N_OUTLETS, feed);
}

enum ts_rc maker_subscribe(struct ts_db *db, const struct maker *m, int64_t *feed_ids,
                           struct ts_err *err)
{
    struct ts_arena a = { 0 };
    size_t n = maker_n_feeds(m);
    struct ts_source *feeds = TS_NEW_ARRAY(&a, n, struct ts_source);

    for (size_t i = 0; i < n; i++)
        feeds[i].url = maker_feed_url(&a, i);
    enum ts_rc rc = ts_sources_sync(db, feeds, n, NULL, err);
    if (rc == TS_OK)
        rc = ts_sources_list(&a, db, NULL, &feeds, &n, err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        feed_ids[i] = feeds[i].id;
    ts_arena_done(&a);
    return rc;
}

void maker_batch(struct ts_arena *a, const struct maker *m, size_t feed, struct made_batch *out)
{
    out->first = feed * MAKER_ITEMS_A_FEED;
    out->n = 0;
    while (out->n < MAKER_ITEMS_A_FEED && out->first + out->n < m->n_articles) {
        out->made[out->n] = maker_article(a, m, out->first + out->n);
        out->n++;
    }
}

static enum ts_rc put_all(struct ts_db *db, const struct maker *m, int64_t feed_id,
                          const struct made_batch *batch, int64_t *ids, struct ts_err *err)
{
    struct ts_item items[MAKER_ITEMS_A_FEED];
    struct ts_item_put puts[MAKER_ITEMS_A_FEED];

    for (size_t i = 0; i < batch->n; i++)
        items[i] = batch->made[i].item;
    enum ts_rc rc = ts_articles_put_items(db, feed_id, items, batch->n, m->now_at, puts, err);
    for (size_t i = 0; rc == TS_OK && i < batch->n; i++) {
        ids[batch->first + i] = puts[i].article_id;
        rc = ts_article_put(db, puts[i].article_id, &batch->made[i].article, NULL, NULL, err);
    }
    return rc;
}

enum ts_rc maker_put(struct ts_db *db, const struct maker *m, int64_t feed_id,
                     const struct made_batch *batch, int64_t *ids, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    rc = put_all(db, m, feed_id, batch, ids, err);
    if (rc == TS_OK)
        return ts_db_commit(db, err);
    ts_db_rollback(db);
    return rc;
}

static enum ts_rc place_all(struct ts_db *db, const struct made_batch *batch, const int64_t *ids,
                            int64_t *story_ids, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < batch->n; i++) {
        int64_t *story_id = &story_ids[batch->made[i].story];
        struct ts_placement placement = { .story_id = *story_id, .score = 1 };
        rc = ts_story_place(db, ids[batch->first + i], &placement, story_id, err);
    }
    return rc;
}

enum ts_rc maker_place(struct ts_db *db, const struct made_batch *batch, const int64_t *ids,
                       int64_t *story_ids, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    rc = place_all(db, batch, ids, story_ids, err);
    if (rc == TS_OK)
        return ts_db_commit(db, err);
    ts_db_rollback(db);
    return rc;
}
