#include "support/support.h"

#include <string.h>

#include "tearsheet/base/json.h"

static const char sample[] = "{\"headline\": \"Tide \\u00e9\", \"n\": [1, -2.5, true, null, "
                             "{\"deep\": []}], \"n2\": 9007199254740993}";

static void reads_values(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_json *root = NULL;
    struct ts_err err;

    (void)state;
    assert_ok(ts_json_parse(&a, ts_str_of(sample), &root, &err), &err);
    assert_slice_equal(ts_json_get_str(root, "headline"), "Tide é");
    const struct ts_json *n = ts_json_get(root, "n");
    assert_int_equal(n->kind, TS_JSON_ARRAY);
    assert_int_equal(n->first->integer, 1);
    assert_true(n->first->next->number < -2.4);
    assert_true(n->first->next->next->truth);
    assert_int_equal(n->first->next->next->next->kind, TS_JSON_NULL);
    assert_true(ts_json_get(root, "n2")->integer == 9007199254740993LL);
    assert_slice_equal(ts_json_get_str(root, "n2"), "9007199254740993");
    assert_slice_equal(ts_json_str(n->first->next), "");
    assert_null(ts_json_get(ts_json_get(root, "missing"), "deeper"));
    assert_slice_equal(ts_json_get_str(root, "n"), "");
    ts_arena_done(&a);
}

/* Its digits are lost, and no more than that. */
static void an_integer_beyond_64_bits_spoils_nothing(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_json *root = NULL;
    struct ts_err err;

    (void)state;
    assert_ok(ts_json_parse(&a, TS_STR("{\"id\": 13835058055282163712, \"n\": 7, \"t\": \"x\"}"),
                            &root, &err),
              &err);
    assert_true(ts_json_get(root, "id")->number > 1e19);
    assert_slice_equal(ts_json_get_str(root, "id"), "");
    assert_slice_equal(ts_json_get_str(root, "n"), "7");
    assert_slice_equal(ts_json_get_str(root, "t"), "x");
    assert_int_equal(ts_json_parse(&a, TS_STR("[1e999]"), &root, &err), TS_ERR_PARSE);
    ts_arena_done(&a);
}

static void every_prefix_is_refused(void **state)
{
    (void)state;
    for (size_t len = 0; len + 1 < sizeof sample - 1; len++) {
        struct ts_arena a = { 0 };
        struct ts_json *root = NULL;
        struct ts_err err;
        assert_int_equal(ts_json_parse(&a, (ts_str){ sample, len }, &root, &err), TS_ERR_PARSE);
        assert_null(root);
        assert_non_null(strstr(err.msg, "line 1"));
        ts_arena_done(&a);
    }
}

static void nesting_is_limited(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf deep = { 0 };
    struct ts_json *root = NULL;
    struct ts_err err;

    (void)state;
    ts_buf_fill(&deep, '[', 512);
    ts_buf_fill(&deep, ']', 512);
    assert_ok(ts_json_parse(&a, ts_buf_str(&deep), &root, &err), &err);
    ts_buf_clear(&deep);
    ts_buf_fill(&deep, '[', 100000);
    assert_int_equal(ts_json_parse(&a, ts_buf_str(&deep), &root, &err), TS_ERR_LIMIT);
    assert_string_equal(err.msg, "JSON nested deeper than 512");
    ts_buf_done(&deep);
    ts_arena_done(&a);
}

static void writes_what_it_reads(void **state)
{
    struct ts_buf b = { 0 };
    struct ts_json_out o = { .buf = &b };

    (void)state;
    ts_json_open(&o, '{');
    ts_json_member(&o, "title", TS_STR("\"Tide\"\n\x1b \\ \xC2\x9B"));
    ts_json_member(&o, "empty", TS_STR(""));
    ts_json_list(&o, "list");
    ts_json_put_int(&o, -3);
    ts_json_put_real(&o, 0.25);
    ts_json_put_bool(&o, true);
    ts_json_put_null(&o);
    ts_json_close(&o, ']');
    ts_json_member(&o, "last", TS_STR("フ"));
    ts_json_close(&o, '}');
    assert_slice_equal(ts_buf_str(&b),
                       "{\"title\":\"\\\"Tide\\\"\\n\\u001b \\\\ \\u009b\",\"empty\":null,"
                       "\"list\":[-3,0.25,true,null],\"last\":\"フ\"}");
    ts_buf_done(&b);
}

static void what_disguises_text_is_escaped(void **state)
{
    struct ts_buf buf = { 0 };
    struct ts_json_out o = { .buf = &buf };

    (void)state;
    ts_json_put_str(&o, TS_STR("a\x1b\u202Eb\u200Bc\U000E0041d\u200De\U0001F6A2"));
    assert_slice_equal(ts_buf_str(&buf),
                       "\"a\\u001b\\u202eb\\u200bc\\udb40\\udc41d\u200De\U0001F6A2\"");
    ts_buf_done(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values),
        cmocka_unit_test(what_disguises_text_is_escaped),
        cmocka_unit_test(an_integer_beyond_64_bits_spoils_nothing),
        cmocka_unit_test(every_prefix_is_refused),
        cmocka_unit_test(nesting_is_limited),
        cmocka_unit_test(writes_what_it_reads),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
