/* What was stripped is put back with its links, a rule is suggested, and, written down, counts for
 * the next page. */
#include "fixture.h"

#include "../../src/app/put_back_priv.h"
#include "tearsheet/app/rules.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/blocks.h"

#define TEXT(name)                                                                                \
    "<p>The " name " sails again from Monday morning, after eleven weeks in which the mail went " \
    "by rowing boat and the school by radio.</p><p>On the first crossing there will be no fare, " \
    "the harbour office said, and a band, if the weather is what the forecast says it is.</p>"
#define BOX "<ul class='related quay-links'><li><a href=/quay>How to get to the quay</a></li></ul>"

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = FEED(ITEM("1", "Ferry", "/ferry")) },
    { .path = "/ferry",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Ferry", TEXT("ferry") BOX) },
    { .path = "/barge-sails-again.html",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Barge", TEXT("barge") BOX) },
    { 0 },
};

static const ts_str link_text = { "How to get to the quay", 22 };

static const struct ts_block *find(struct fixture *f, int64_t id)
{
    struct ts_stored stored;
    struct ts_err err;

    assert_ok(ts_article_get(&f->arena, f->db, id, &stored, &err), &err);
    for (size_t i = 0; i < stored.article.n_blocks; i++)
        if (ts_str_eq(stored.article.blocks[i].text, link_text))
            return &stored.article.blocks[i];
    fail_msg("no such block");
    return NULL;
}

static int64_t article_of(struct fixture *f, const char *path)
{
    struct ts_err err;
    int64_t id = 0;

    assert_ok(ts_article_find_url(f->db, ts_str_of(fixture_url(f, path)), &id, &err), &err);
    return id;
}

static void a_block_is_put_back_and_a_rule_made_of_it(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct fixture f;
    struct ts_err err;
    ts_str rule;
    int line = 0;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_file_write(f.profile.config_path, TS_STR("# mine\ntheme dark"), &err), &err);
    fixture_refresh(&f, false);
    int64_t id = article_of(&f, "/ferry");
    assert_false(find(&f, id)->is_kept);

    assert_ok(
        put_back_block(&f.arena, f.db, ts_refresh_rules(f.refresh), id, link_text, &rule, &err),
        &err);
    const struct ts_block *block = find(&f, id);
    assert_true(block->is_kept);
    assert_int_equal(block->kind, TS_BLOCK_LIST_ITEM);
    assert_int_equal(block->n_spans, 1);
    assert_true(ts_str_ends(block->spans[0].target, "/quay"));
    assert_slice_equal(rule, "127.0.0.1 keep .related");

    /* It stays so when the page is fetched again. */
    assert_ok(ts_refresh_page(f.refresh, id, &err), &err);
    fixture_run(&f);
    assert_true(find(&f, id)->is_kept);
    assert_int_equal(find(&f, id)->decided_by, TS_BY_READER);

    assert_ok(ts_rules_add(&f.profile, TS_STR(" 127.0.0.1 keep  .quay-links "), &line, &err), &err);
    assert_int_equal(line, 3);
    ts_str text;
    assert_ok(ts_file_read(&f.arena, f.profile.config_path, 999, &text, &err), &err);
    assert_slice_equal(text, "# mine\ntheme dark\nsite 127.0.0.1 keep .quay-links\n");
    assert_ok(ts_refresh_read_rules(f.refresh, &err), &err);
    assert_ok(
        ts_refresh_add(f.refresh, ts_str_of(fixture_url(&f, "/barge-sails-again.html")), &err),
        &err);
    fixture_run(&f);
    block = find(&f, article_of(&f, "/barge-sails-again.html"));
    assert_true(block->is_kept);
    assert_slice_equal(block->reason, "rule in line 3: keep .quay-links");
    fixture_close(&f);
}

static void a_wrong_rule_is_not_written(void **state)
{
    static const char *const paths[] = { NULL };
    struct fixture f;
    struct ts_err err;
    int line = 7;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_int_equal(ts_rules_add(&f.profile, TS_STR("tide.example keep"), &line, &err),
                     TS_ERR_ARG);
    assert_false(ts_file_exists(f.profile.config_path));
    assert_ok(ts_rules_add(&f.profile, TS_STR("tide.example keep p"), &line, &err), &err);
    assert_int_equal(line, 1);

    /* A configuration with a mistake changes nothing. */
    assert_ok(ts_file_write(f.profile.config_path, TS_STR("site x\n"), &err), &err);
    assert_int_equal(ts_refresh_read_rules(f.refresh, &err), TS_ERR_PARSE);
    assert_int_equal(ts_refresh_rules(f.refresh)->n, 0);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_put_back_and_a_rule_made_of_it),
        cmocka_unit_test(a_wrong_rule_is_not_written),
    };
    return cmocka_run_group_tests_name("put_back", tests, NULL, NULL);
}
