/* test_sources_file.c - reading the feeds file, and edits that change one line and no other byte.
 */
#include "support/support.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/feed/sources_file.h"

static const char *const kind_names[] = { "address", "query", "exec", "filter" };

static ts_str dump(struct ts_arena *a, ts_str text)
{
    struct ts_sources_file file = ts_sources_file_read(a, text, TS_STR("feeds"));
    struct ts_buf b = { 0 };

    for (size_t i = 0; i < file.n_entries; i++) {
        const struct ts_source_entry *e = &file.entries[i];
        ts_buf_printf(&b, "%d %s [%.*s]", e->line, kind_names[e->kind], TS_FMT(e->url));
        if (e->nickname.len)
            ts_buf_printf(&b, " ~[%.*s]", TS_FMT(e->nickname));
        for (size_t k = 0; k < e->n_tags; k++)
            ts_buf_printf(&b, " [%.*s]", TS_FMT(e->tags[k]));
        ts_buf_puts(&b, e->is_hidden ? " hidden\n" : "\n");
    }
    for (size_t i = 0; i < file.n_faults; i++)
        ts_buf_printf(&b, "%.*s\n", TS_FMT(file.faults[i].message));
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

static void test_reading(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "", "" },
        { "\n  \n# a comment\n   # another\n", "" },
        { "http://a.example/rss", "1 address [http://a.example/rss]\n" },
        { "# mine\n\nhttp://a.example/rss news \"two words\" \"~The A\" !\n"
          "https://ann:x@b.example/feed#top\n",
          "3 address [http://a.example/rss] ~[The A] [news] [two words] hidden\n"
          "4 address [https://ann:x@b.example/feed#top]\n" },
        { "http://a.example/ \"say \\\"hi\\\" \\\\ back\" ~Name !secret # tags end here\r\n",
          "1 address [http://a.example/] ~[Name] [say \"hi\" \\ back] hidden\n" },
        { "\"http://a.example/\"\ttech\ttech \"\" ~First ~Second\n",
          "1 address [http://a.example/] ~[First] [tech]\n" },
        { "\xEF\xBB\xBFhttp://a.example/\n", "1 address [http://a.example/]\n" },
        { "file:///home/ann/feed.xml\n\"query:Unread:unread = \\\"yes\\\"\"\n",
          "1 address [file:///home/ann/feed.xml]\n2 query [query:Unread:unread = \"yes\"]\n" },
        { "\"exec:make feed\" tag\nfilter:~/bin/f:http://a.example/\n",
          "1 exec [exec:make feed] [tag]\n2 filter [filter:~/bin/f:http://a.example/]\n" },
        { "filter:~/bin/f\nfilter::http://a.example/\nfilter:f:ftp://a.example/\n",
          "feeds:1: filter: wants a command, a colon, and an address\n"
          "feeds:2: filter: wants a command, a colon, and an address\n"
          "feeds:3: filter: wants a command, a colon, and an address\n" },
        { "http://a.example/\nexample.org news\nhttp://a.example/ x\ngopher://g.example/\n",
          "1 address [http://a.example/]\n"
          "feeds:2: not an address that can be fetched (http, https or file)\n"
          "feeds:3: the same address as on an earlier line\n"
          "feeds:4: not an address that can be fetched (http, https or file)\n" },
        { "http://a.example/ \"open\n", "1 address [http://a.example/] [open]\n"
                                        "feeds:1: a quote is not closed\n" },
        { "\"open http://a.example/\n", "feeds:1: a quote is not closed\n" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(dump(&a, ts_str_of(cases[i].in)), cases[i].want);
    ts_arena_done(&a);
}

/* Nickname and tags of an edit: "~" and "!" as in the file, parted by ",". */
static struct ts_source_entry entry_of(struct ts_arena *a, const char *url, const char *words)
{
    struct ts_source_entry e = { .url = ts_str_of(url) };
    ts_str rest = ts_str_of(words), word;
    size_t cap = 0;

    while (ts_str_split(&rest, ',', &word)) {
        if (ts_str_is(word, "!"))
            e.is_hidden = true;
        else if (ts_str_starts(word, "~"))
            e.nickname = ts_str_skip(word, 1);
        else
            *TS_PUSH(a, e.tags, e.n_tags, cap) = word;
    }
    return e;
}

static void test_adding(void **state)
{
    (void)state;
    static const struct {
        const char *in, *url, *words, *want;
    } cases[] = {
        { "", "http://a.example/", "", "http://a.example/\n" },
        { "# mine\n\n", "http://a.example/", "~The A,news,two words,!",
          "# mine\n\nhttp://a.example/ \"~The A\" news \"two words\" !\n" },
        { "http://b.example/ x", "http://a.example/", "~A",
          "http://b.example/ x\nhttp://a.example/ ~A\n" },
        { "http://b.example/\r\n", "http://a.example/", "a\\b,#c,d\"e,f,f",
          "http://b.example/\r\nhttp://a.example/ a\\b \"#c\" \"d\\\"e\" f\r\n" },
        { "", "exec:make feed", "", "\"exec:make feed\"\n" },
        { "\n", "file:///x", "", "\nfile:///x\n" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_source_entry e = entry_of(&a, cases[i].url, cases[i].words);
        struct ts_err err;
        ts_str out;
        assert_ok(ts_sources_file_add(&a, ts_str_of(cases[i].in), &e, &out, &err), &err);
        assert_slice_equal(out, cases[i].want);
    }
    ts_arena_done(&a);
}

static void test_what_cannot_be_added(void **state)
{
    (void)state;
    static const struct {
        const char *url, *words, *message;
    } cases[] = {
        { "example.org", "", "\"example.org\" is not an address that can be fetched" },
        { "http://a.example/\n#", "",
          "\"http://a.example/\n#\" is not an address that can be fetched" },
        { "http://b.example/", "", "http://b.example/ is there already, on line 2" },
        { "http://a.example/", "~a\nb", "a title cannot have a line break" },
        { "http://a.example/", "a\nb",
          "\"a\nb\" cannot be a tag: empty, a line break, or ~ or ! in front" },
        { "http://a.example/", "!x",
          "\"!x\" cannot be a tag: empty, a line break, or ~ or ! in front" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_source_entry e = entry_of(&a, cases[i].url, cases[i].words);
        struct ts_err err;
        ts_str out = TS_STR("as before");
        assert_int_equal(
            ts_sources_file_add(&a, TS_STR("# x\nhttp://b.example/ y\n"), &e, &out, &err),
            TS_ERR_ARG);
        assert_string_equal(err.msg, cases[i].message);
        assert_slice_equal(out, "as before");
    }
    ts_arena_done(&a);
}

static void test_changing_one_line(void **state)
{
    (void)state;
    static const struct {
        const char *in, *words, *want;
    } cases[] = {
        /* It says so already: not a byte changes. */
        { "  http://a.example/ \t\"news\"  ~A   ! # why\r\nx", "news,~A,!",
          "  http://a.example/ \t\"news\"  ~A   ! # why\r\nx" },
        { "# one\nhttp://a.example/\n# two\n", "~The A,news",
          "# one\nhttp://a.example/ \"~The A\" news\n# two\n" },
        { "http://a.example/   old   keep   # note\n", "keep,new",
          "http://a.example/   keep new   # note\n" },
        { "http://a.example/  \"~Old\"  news", "~New name,news",
          "http://a.example/  \"~New name\"  news" },
        { "http://a.example/ ~Old news\n", "news", "http://a.example/ news\n" },
        { "http://a.example/ news !secret\n", "news", "http://a.example/ news\n" },
        { "http://a.example/ news !secret\n", "news,!", "http://a.example/ news !secret\n" },
        { "http://b.example/ b\nhttp://a.example/ x\nexec:z # keep\n", "",
          "http://b.example/ b\nhttp://a.example/\nexec:z # keep\n" },
        /* A second line with the address does not count, and is not touched. */
        { "http://a.example/ x\n\nhttp://a.example/ again # why\n", "y",
          "http://a.example/ y\n\nhttp://a.example/ again # why\n" },
        /* Words that touch do not become one. */
        { "\"http://a.example/\"\"old\"\"keep\"#note", "keep",
          "\"http://a.example/\" \"keep\"#note" },
        { "\"http://a.example/\"#note", "new", "\"http://a.example/\" new #note" },
        /* A quote left open would swallow what is added. */
        { "http://a.example/ \"open \\", "open \\,x", "http://a.example/ \"open \\\\\" x" },
        { "\xEF\xBB\xBFhttp://a.example/ x", "y", "\xEF\xBB\xBFhttp://a.example/ y" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_source_entry e = entry_of(&a, "http://a.example/", cases[i].words);
        struct ts_err err;
        ts_str out, again;
        assert_ok(ts_sources_file_change(&a, ts_str_of(cases[i].in), &e, &out, &err), &err);
        assert_slice_equal(out, cases[i].want);
        assert_ok(ts_sources_file_change(&a, out, &e, &again, &err), &err);
        assert_true(ts_str_eq(out, again));
    }
    ts_arena_done(&a);
}

static void test_removing(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "# mine\nhttp://a.example/ x\n\nhttp://b.example/\n", "# mine\n\nhttp://b.example/\n" },
        { "http://b.example/\n  http://a.example/", "http://b.example/\n" },
        { "http://a.example/", "" },
        { "http://a.example/ x\n#http://a.example/\nhttp://a.example/ y\nhttp://a.example/z\n",
          "#http://a.example/\nhttp://a.example/z\n" },
    };
    struct ts_arena a = { 0 };
    struct ts_err err;
    ts_str out = TS_STR("as before");
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_ok(ts_sources_file_remove(&a, ts_str_of(cases[i].in), TS_STR("http://a.example/"),
                                         &out, &err),
                  &err);
        assert_slice_equal(out, cases[i].want);
    }
    out = TS_STR("as before");
    assert_int_equal(ts_sources_file_remove(&a, TS_STR("#http://a.example/\n"),
                                            TS_STR("http://a.example/"), &out, &err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "http://a.example/ is not in the list");
    assert_slice_equal(out, "as before");
    ts_arena_done(&a);
}

/* Whatever the text, adding, changing and removing a line leaves it as it was. */
static void test_every_prefix_survives_an_edit(void **state)
{
    (void)state;
    static const char whole[] =
        "\xEF\xBB\xBF# c\r\n\nhttp://b.example/ \"a \\\"b\\\" \\\\\" ~N # c\n"
        "\"exec:x \\n\" !\n\"open \\";
    struct ts_arena a = { 0 };
    struct ts_source_entry e = entry_of(&a, "http://a.example/", "~A b,c d,!");
    struct ts_source_entry bare = entry_of(&a, "http://a.example/", "");

    for (size_t n = 0; n < sizeof whole; n++) {
        char *exact = ts_arena_alloc(&a, n);
        memcpy(exact, whole, n);
        ts_str text = { exact, n }, added, changed, removed;
        struct ts_err err;
        size_t had = ts_sources_file_read(&a, text, TS_STR("f")).n_entries;
        assert_ok(ts_sources_file_add(&a, text, &e, &added, &err), &err);
        assert_int_equal(ts_sources_file_read(&a, added, TS_STR("f")).n_entries, had + 1);
        assert_ok(ts_sources_file_change(&a, added, &bare, &changed, &err), &err);
        assert_ok(ts_sources_file_remove(&a, changed, e.url, &removed, &err), &err);
        assert_true(ts_str_eq(ts_str_sub(removed, 0, n), text));
        assert_true(removed.len <= n + 2);
    }
    ts_arena_done(&a);
}

/* The end of a line is no part of a word, nor is the one that is put there for the next line. */
static void test_an_open_quote_ends_with_its_line(void **state)
{
    static const char text[] = "http://a.example/ \"sea\r\n\"http://a.example/";
    struct ts_source_entry entry = { .url = TS_STR("http://new.example/") };
    struct ts_arena a = { 0 };
    struct ts_err err;
    ts_str added;

    (void)state;
    struct ts_sources_file file = ts_sources_file_read(&a, TS_STR(text), TS_STR("feeds"));
    assert_int_equal(file.n_entries, 1);
    assert_slice_equal(file.entries[0].tags[0], "sea");
    assert_ok(ts_sources_file_add(&a, TS_STR(text), &entry, &added, &err), &err);
    assert_int_equal(ts_sources_file_read(&a, added, TS_STR("feeds")).n_entries, 2);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_adding),
        cmocka_unit_test(test_what_cannot_be_added),
        cmocka_unit_test(test_changing_one_line),
        cmocka_unit_test(test_removing),
        cmocka_unit_test(test_every_prefix_survives_an_edit),
        cmocka_unit_test(test_an_open_quote_ends_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
