#include "library.h"

#include "tearsheet/store/articles.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/versions.h"

enum { LIBRARY_FILLERS = 40 };

const int64_t library_now_at = 1741608000;

#define S(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

static const struct ts_source library_sources[] = {
    { .url = S("https://mercury.example/feed"), .nickname = S("Harbour Mercury") },
    { .url = S("https://squall.example/rss"), .nickname = S("The Squall") },
    { .url = S("https://kawa.example/feed"), .nickname = S("川の新聞") },
    { .url = S("https://broken.example/feed"), .nickname = S("Weir & Wharf") },
};

static struct ts_span library_spans[] = {
    { 4, 12, TS_SPAN_LINK, S("https://mercury.example/aurora") },
    { 29, 9, TS_SPAN_STRONG, { 0 } },
    { 67, 8, TS_SPAN_LINK, S("https://mercury.example/dredging?id=7") },
};

static struct ts_block library_blocks[] = {
    { .kind = TS_BLOCK_NAVIGATION,
      .text = S("Home News Sport Tide tables"),
      .reason = S("navigation list") },
    { .kind = TS_BLOCK_TITLE,
      .is_kept = true,
      .text = S("Ferry returns to pier nine after the storm") },
    { .kind = TS_BLOCK_STANDFIRST,
      .is_kept = true,
      .text = S("The crossing is open again, with fewer sailings and a new timetable.") },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("The ferry Aurora was back at pier nine on Monday morning, once the dredgers had "
                "cleared the channel that the storm had filled with gravel."),
      .spans = library_spans,
      .n_spans = TS_COUNT(library_spans) },
    { .kind = TS_BLOCK_NEWSLETTER,
      .text = S("Sign up for our morning letter!"),
      .reason = S("asks to subscribe") },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("“We could see the pier bend, and nobody spoke,” said Ada Lund, who has sold "
                "tickets on the quay for thirty years.") },
    { .kind = TS_BLOCK_HEADING, .is_kept = true, .level = 2, .text = S("What changes") },
    { .kind = TS_BLOCK_LIST_ITEM,
      .is_kept = true,
      .level = 1,
      .text = S("Two sailings a day until the harbour is dredged") },
    { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 2, .text = S("at eight and at five") },
    { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 1, .text = S("Tickets on board only") },
    { .kind = TS_BLOCK_QUOTE,
      .is_kept = true,
      .level = 1,
      .text = S("A harbour is a promise that the sea keeps only when it likes.") },
    { .kind = TS_BLOCK_TABLE_ROW,
      .is_kept = true,
      .is_header = true,
      .text = S("Pier\tSailings\tFrom") },
    { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("Nine\t2\tMonday") },
    { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .text = S("Two\t12\tTuesday, in calm weather") },
    { .kind = TS_BLOCK_PRE,
      .is_kept = true,
      .text = S("wind > 20: stay in the harbour, and tell the passengers on the quay why that is "
                "so\nelse:\tsail") },
    { .kind = TS_BLOCK_CAPTION,
      .is_kept = true,
      .text = S("The Aurora at pier nine, seen from the old mill") },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("港の人々は喜んでいる。長い嵐のあと、最初の船が月曜日の朝に出航した。👩"
                "‍"
                "🔬"
                " "
                "🇫🇮 "
                "❤️") },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = S("Hostile: \x1b]0;owned\x07 \x1b[2J \xe2\x80\xae"
                "gpj.exe\xe2\x80\xac \xc2\x9b"
                "31m and \xf3\xa0\x80\x81hidden; e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86 "
                "marks.") },
    { .kind = TS_BLOCK_NOTE, .is_kept = true, .text = S("An earlier version named another pier.") },
    { .kind = TS_BLOCK_RELATED,
      .text = S("Most read: the heron of pier two"),
      .reason = S("link density .97") },
};

/* What the library holds; each report's story is given by number. */
static const struct library_report {
    int source; /* of library_sources */
    const char *id;
    const char *title;
    int hours_ago;
    int story;
    bool is_copy; /* of the story's first report */
} library_reports[] = {
    { 0, "m1", "Ferry returns to pier nine after the storm", 3, 1, false },
    { 1, "s1", "After the gale, the Aurora sails again", 2, 1, false },
    { 2, "k1", "嵐の後、渡し船「オーロラ」が九番桟橋に戻る", 2, 1, false },
    { 3, "w1", "Ferry returns to pier nine after the storm", 1, 1, true },
    { 1, "s2",
      "A very long headline that says everything there is to say about the herons, their nests, "
      "the mill pond and the council that would rather not talk about any of them 🐦",
      5, 2, false },
    { 0, "m2",
      "Evil \x1b[2J\x1b]0;x\x07 \xe2\x80\xaetxt.exe\xe2\x80\xac \xe2\x80\x8bzero\xe2\x80\x8d "
      "width\xc2\x9b"
      "1m",
      6, 3, false },
    { 2, "k2", "市議会、川の堤防に関する新しい計画を可決", 26, 4, false },
    { 1, "s3", "Council votes for the river wall", 25, 4, false },
};

int64_t library_put(struct ts_db *db, int64_t source_id, const char *id, const char *title,
                    int64_t at)
{
    struct ts_arena a = { 0 };
    struct ts_item_put put = { 0 };
    struct ts_err err;
    struct ts_item item = { .id = ts_str_of(id),
                            .title = ts_str_of(title),
                            .link = ts_arena_printf(&a, "https://news%lld.example/%s",
                                                    (long long)source_id, id),
                            .published = { .at = at, .precision = TS_WHEN_TIME } };

    assert_ok(ts_articles_put_items(db, source_id, &item, 1, at, &put, &err), &err);
    ts_arena_done(&a);
    return put.article_id;
}

void library_text(struct ts_db *db, int64_t id, const char *title, const char *site, int64_t at,
                  bool is_long)
{
    static struct ts_block one[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("One paragraph is all there is to say, and the ferry is not in it.") },
    };
    struct ts_err err;
    struct ts_article article = { .title = ts_str_of(title),
                                  .site = ts_str_of(site),
                                  .byline = is_long ? TS_STR("Ada Lund; Bo Ek") : TS_STR(""),
                                  .lang = TS_STR("en"),
                                  .published = { .at = at, .precision = TS_WHEN_TIME },
                                  .blocks = is_long ? library_blocks : one,
                                  .n_blocks = is_long ? TS_COUNT(library_blocks) : 1,
                                  .n_words = is_long ? 212 : 15 };
    struct ts_page page = { .bytes = TS_STR("<p>page</p>"), .url = TS_STR(""), .fetched_at = at };

    assert_ok(ts_article_put(db, id, &article, &page, NULL, &err), &err);
}

/* The second report of the council's vote: it says what the first one did, and something else. */
static void put_follow_up(struct ts_db *db, int64_t id, int64_t at)
{
    static struct ts_span link[] = { { 42, 9, TS_SPAN_LINK, S("https://squall.example/ferry") } };
    static struct ts_block blocks[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("Councillor Brandt spoke of the wall for an hour.") },
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("One paragraph is all there is to say, and the ferry is not in it."),
          .spans = link,
          .n_spans = 1 },
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("One paragraph is all there is to say. Masons from Ostrava want 12 months and "
                    "400 barges of granite.") },
    };
    struct ts_article article = { .title = TS_STR("Council votes for the river wall"),
                                  .site = TS_STR("The Squall"),
                                  .lang = TS_STR("en"),
                                  .published = { .at = at, .precision = TS_WHEN_TIME },
                                  .blocks = blocks,
                                  .n_blocks = TS_COUNT(blocks),
                                  .n_words = 40 };
    struct ts_page page = { .bytes = TS_STR("<p>page</p>"), .url = TS_STR(""), .fetched_at = at };
    struct ts_err err;

    assert_ok(ts_article_put(db, id, &article, &page, NULL, &err), &err);
}

/* Its outlet gave an article another text and another headline. */
static void put_change(struct ts_db *db, int64_t source_id, const char *id, int64_t article_id,
                       int64_t at)
{
    static struct ts_block blocks[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = S("Two paragraphs are all there is to say, and the ferry is not in it.") },
        { .kind = TS_BLOCK_PARAGRAPH, .is_kept = true, .text = S("Spring tides begin on Friday.") },
    };
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks), .n_words = 19 };
    struct ts_err err;

    assert_ok(ts_version_keep(db, article_id, &article, at, &err), &err);
    assert_ok(ts_article_put(db, article_id, &article, NULL, NULL, &err), &err);
    assert_int_equal(library_put(db, source_id, id, "Tide table, last part", at), article_id);
    assert_ok(ts_article_skip_page(db, article_id, &err), &err);
}

void library_fill(struct ts_db *db)
{
    struct ts_arena a = { 0 };
    struct ts_source *sources;
    int64_t stories[8] = { 0 }, firsts[8] = { 0 }, ids[TS_COUNT(library_reports)], tag;
    size_t n;
    struct ts_err err;

    assert_ok(ts_sources_sync(db, library_sources, TS_COUNT(library_sources), NULL, &err), &err);
    assert_ok(ts_sources_list(&a, db, NULL, &sources, &n, &err), &err);
    assert_int_equal(n, TS_COUNT(library_sources));
    for (size_t i = 0; i < TS_COUNT(library_reports); i++) {
        const struct library_report *r = &library_reports[i];
        int64_t at = library_now_at - r->hours_ago * 3600;
        const struct ts_source *source = &sources[r->source];
        ids[i] = library_put(db, source->id, r->id, r->title, at);
        library_text(db, ids[i], r->title, ts_arena_cstr(&a, source->nickname), at, i == 0);
        struct ts_placement placement = { .story_id = stories[r->story],
                                          .copy_of_id = r->is_copy ? firsts[r->story] : 0 };
        assert_ok(ts_story_place(db, ids[i], &placement, &stories[r->story], &err), &err);
        if (!firsts[r->story])
            firsts[r->story] = ids[i];
    }
    put_follow_up(db, ids[7], library_now_at - 25 * 3600);
    /* one affair, over three stories: a tide table, the council's vote, and what means harm */
    assert_ok(ts_story_put_saga(db, stories[4], stories[4], &err), &err);
    assert_ok(ts_story_put_saga(db, stories[3], stories[4], &err), &err);
    for (int i = 0; i < LIBRARY_FILLERS; i++) {
        int64_t at = library_now_at - (48 + 5 * i) * 3600;
        ts_str id = ts_arena_printf(&a, "f%d", i);
        ts_str title = ts_arena_printf(&a, "Tide table, part %d of many", i + 1);
        int64_t article = library_put(db, sources[0].id, id.ptr, title.ptr, at);
        struct ts_placement alone = { .saga_id = i == 1 ? stories[4] : 0 };
        library_text(db, article, title.ptr, "Harbour Mercury", at, false);
        assert_ok(ts_story_place(db, article, &alone, NULL, &err), &err);
        if (i % 3 == 0)
            assert_ok(ts_mark_article(db, article, true, &err), &err);
        if (i == LIBRARY_FILLERS - 1)
            put_change(db, sources[0].id, id.ptr, article, library_now_at - 3600);
    }
    assert_ok(ts_tag_put(db, TS_STR("harbour"), &tag, &err), &err);
    assert_ok(ts_tag_toggle_story(db, tag, stories[1], NULL, &err), &err);
    assert_ok(ts_tag_put(db, TS_STR("council"), &tag, &err), &err);
    assert_ok(ts_tag_toggle_article(db, tag, ids[7], NULL, &err), &err);
    assert_ok(ts_star_article(db, ids[1], true, &err), &err);
    assert_ok(ts_mark_article(db, ids[2], true, &err), &err);
    struct ts_source_fetch fetch = { .fetched_at = library_now_at - 1200,
                                     .next_at = library_now_at + 3600,
                                     .http_status = 200 };
    for (size_t i = 0; i < 3; i++)
        assert_ok(ts_source_put_fetch(db, sources[i].id, &fetch, &err), &err);
    fetch.http_status = 403;
    fetch.error = TS_STR("the server sent a challenge page instead of a feed");
    assert_ok(ts_source_put_fetch(db, sources[3].id, &fetch, &err), &err);
    assert_ok(ts_search_index(db, 0, NULL, &err), &err);
    ts_arena_done(&a);
}
