/* test_cmd_parse_feed.c - the object that programs rely on, byte for byte, and what comes instead
 * of it. */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/file.h"
#include "tearsheet/cli/cmd_parse_feed.h"

static const char *folder;
static struct ts_arena home;

static int make_folder(void **state)
{
    (void)state;
    folder = temp_dir(&home);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    temp_dir_done(folder);
    ts_arena_done(&home);
    return 0;
}

/* What the command prints for a file with that content. */
static enum ts_rc print(struct ts_arena *a, const char *content, ts_str *printed,
                        struct ts_err *err)
{
    const char *path = ts_path_join(a, folder, "feed.xml");
    char *text = NULL;
    size_t len = 0;

    assert_ok(ts_file_write(path, ts_str_of(content), err), err);
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    enum ts_rc rc = ts_cmd_parse_feed(a, path, out, err);
    fclose(out);
    *printed = ts_arena_str(a, (ts_str){ text, len });
    free(text);
    return rc;
}

static void test_the_contract(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_err err;
    ts_str got;

    assert_ok(print(&a,
                    "<rss><channel><title>A &amp; B</title><link>http://a.example/</link><item>"
                    "<title>One \"1\"</title><link>http://a.example/1</link><guid>g1</guid>"
                    "<pubDate>Mon, 03 Mar 2025 14:05:00 +0100</pubDate><author>Ann</author>"
                    "<description>&lt;p&gt;x\ny</description></item><item/></channel></rss>",
                    &got, &err),
              &err);
    assert_slice_equal(
        got, "{\"title\":\"A & B\",\"link\":\"http://a.example/\",\"items\":["
             "{\"title\":\"One \\\"1\\\"\",\"link\":\"http://a.example/1\",\"id\":\"g1\","
             "\"published\":\"2025-03-03T14:05:00+01:00\",\"author\":\"Ann\","
             "\"summary\":\"<p>x\\ny\",\"content\":null},"
             "{\"title\":null,\"link\":null,\"id\":null,\"published\":null,\"author\":null,"
             "\"summary\":null,\"content\":null}]}\n");
    ts_arena_done(&a);
}

static void test_failures_name_the_file_and_print_nothing(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_err err;
    ts_str got;

    assert_int_equal(print(&a, "<html><title>Hi</title></html>", &got, &err), TS_ERR_PARSE);
    assert_slice_equal(got, "");
    assert_non_null(strstr(err.msg, "feed.xml: the server sent a web page instead of a feed"));
    assert_int_equal(ts_cmd_parse_feed(&a, "/nonexistent/feed.xml", stdout, &err), TS_ERR_NOTFOUND);
    assert_non_null(strstr(err.msg, "/nonexistent/feed.xml"));
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_contract),
        cmocka_unit_test(test_failures_name_the_file_and_print_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
