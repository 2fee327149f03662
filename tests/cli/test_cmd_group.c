#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/json.h"
#include "tearsheet/cli/cmd_group.h"

static enum ts_rc run(struct ts_arena *a, const char *input, bool with_novelty, ts_str *out,
                      struct ts_err *err)
{
    char *text = NULL;
    size_t len = 0;
    FILE *in = fmemopen((void *)input, strlen(input), "r");
    FILE *to = open_memstream(&text, &len);

    enum ts_rc rc = ts_cmd_group(a, in, to, with_novelty, err);
    fclose(in);
    fclose(to);
    *out = ts_arena_str(a, (ts_str){ text, len });
    free(text);
    return rc;
}

static void test_lines(void **state)
{
    static const char input[] = "{\"id\":\"b\",\"title\":\"Tollgate library "
                                "saved\",\"published\":\"2031-03-05T15:00:00Z\",\"text\":"
                                "\"Tollgate library stays open after a vote of 14 to 9 in the "
                                "council. Councillor Wim Osterley "
                                "had wanted to sell it.\"}\n"
                                "\n"
                                "{\"id\":7,\"title\":\"Vote keeps Tollgate "
                                "library\",\"published\":\"2031-03-05T12:00:00Z\",\"text\":"
                                "\"The council voted 14 to 9 to keep Tollgate library, which Wim "
                                "Osterley wanted to sell.\"}\n"
                                "{\"id\":\"c\",\"title\":\"Snow on the pass\"}";
    struct ts_arena a = { 0 };
    ts_str out, line;
    struct ts_err err;

    (void)state;
    assert_ok(run(&a, input, false, &out, &err), &err);
    assert_slice_equal(out, "{\"id\":\"b\",\"story\":\"7\",\"saga\":null,\"copy_of\":null}\n"
                            "{\"id\":\"7\",\"story\":\"7\",\"saga\":null,\"copy_of\":null}\n"
                            "{\"id\":\"c\",\"story\":\"c\",\"saga\":null,\"copy_of\":null}\n");
    assert_ok(run(&a, input, true, &out, &err), &err);
    assert_true(ts_str_split(&out, '\n', &line));
    assert_true(ts_str_has(line, "\"sentences\":[{\"text\":\"Tollgate library stays open"));
    assert_ok(run(&a, "", true, &out, &err), &err);
    assert_int_equal(out.len, 0);
    ts_arena_done(&a);
}

static const struct {
    const char *input, *message;
} wrong[] = {
    { "{\"id\":1}\n{\"title\":\"x\"}\n", "line 2 has no id" },
    { "{\"id\":1}\n\n{\"id\":\"1\"}\n", "line 3 has the id of line 1" },
    { "[1]\n", "line 1 has no id" },
};

static void test_wrong_input(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_err err;
    ts_str out;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(wrong); i++) {
        assert_int_equal(run(&a, wrong[i].input, false, &out, &err), TS_ERR_PARSE);
        assert_string_equal(err.msg, wrong[i].message);
        assert_int_equal(out.len, 0);
    }
    assert_int_equal(run(&a, "{\"id\":", false, &out, &err), TS_ERR_PARSE);
    assert_memory_equal(err.msg, "line 1 is no JSON: ", strlen("line 1 is no JSON: "));
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_wrong_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
