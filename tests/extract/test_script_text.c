#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "../../src/extract/script_text_priv.h"
#include "tearsheet/base/buf.h"

#define P                                                                                     \
    "The keeper rowed out at dawn to look at the lamp. Nobody had lit it since the great "    \
    "storm of last winter, and its brass was green. He worked until noon, and then he went "  \
    "home to write his letter. The board will answer in spring, he was told. Until then the " \
    "boats have to find their way by the stars, as they did two hundred years ago, when the " \
    "tower was not yet there. He does not mind, since he likes the dark."

/* The same in three parts, and as a list of them. */
#define P1 \
    "The keeper rowed out at dawn to look at the lamp. Nobody had lit it since the great storm."
#define P2                                                                                       \
    "He worked until noon, and then he went home to write his letter. The board will answer in " \
    "spring, he was told. Until then the boats have to find their way by the stars."
#define P3                                                                                    \
    "They did so two hundred years ago, when the tower was not yet there. He does not mind, " \
    "since "                                                                                  \
    "he likes the dark, and has a boat of his own with a lamp of its own."
#define LIST "<p>" P1 "\n<p>" P2 "\n<p>" P3

static const struct {
    const char *html, *want;
} cases[] = {
    { "<script>var page = {\"title\":\"A lamp\",\"story\":\"" P "\"};</script>", P },
    { "<script>self.push([1,\"24:T1f0,\\u003cp\\u003e" P "\\u003c/p\\u003e\"])</script>",
      "<p>" P "</p>" },
    { "<script>push(\"{\\\"data\\\":{\\\"body\\\":\\\"<p>\\\\u201cNo.\\\\u201d " P
      "</p>\\\"}}\")</script>",
      "<p>\xE2\x80\x9CNo.\xE2\x80\x9D " P "</p>" },
    { "<script>x=\"" P " \\ud83d\\ude00 \\x41\\n\\tb\"</script>", P " \xF0\x9F\x98\x80 A\n b" },
    { "<script>x='\"';\ny=\"" P "\"</script>", P },
    { "<SCRIPT type=x>x=\"" P "\"</SCRIPT>", P },
    { "<script type='text/template'>\n<p>" P "</p></script>", "<p>" P "</p>" },
    /* of two, the one that is called a body */
    { "<script>a={\"terms\":\"" P " More.\",\"content\":\"" P "\"}</script>", P },
    /* a list of paragraphs, each in an object, or in an object in that, or bare */
    { "<script>x={\"menu\":[{\"text\":\"Home\"}],\"all\":[{\"k\":1,\"text\":\"" P1
      "\"},{\"text\":\"" P2 "\",\"marks\":[]},{\"url\":\"a.jpg\"},{\"text\":\"" P3
      "\"}],\"more\":[{\"text\":\"Older\"}]}</script>",
      LIST },
    { "<script>x=[{d:{\"text\":\"" P1 "\"}},{d:{\"text\":\"" P2 "\"}},{d:{\"text\":\"" P3
      "\"}}]</script>",
      LIST },
    { "<script>x={\"content\":[\"" P1 "\",\"" P2 "\",\"" P3 "\"]}</script>", LIST },
    /* paragraphs in parts, and a list among them */
    { "<script>x=[{\"c\":[{\"value\":\"The keeper \"},{\"value\":\"rowed\"},{\"value\":\" out at "
      "dawn to look at the lamp. Nobody had lit it since the great "
      "storm.\"}]},{\"c\":[{\"value\":\"" P2 "\"}]},{\"c\":[{\"value\":\"" P3 "\"}]}]</script>",
      LIST },
    { "<script>x=[{\"c\":[{\"text\":\"" P1 "\"}]},{\"c\":[{\"c\":[{\"text\":\"oars\"}]},{\"c\":[{"
      "\"text\":\"rope\"}]}]},{\"c\":[{\"text\":\"" P2 "\"}]},{\"c\":[{\"text\":\"" P3
      "\"}]}]</script>",
      "<p>" P1 "\n<p>oars\n<p>rope\n<p>" P2 "\n<p>" P3 },
    /* what an object says it is */
    { "<script>x=[{\"type\":\"paragraph\",\"text\":\"" P1
      "\"},{\"type\":\"heading\",\"text\":\"Dark"
      "\"},{\"type\":\"paragraph\",\"text\":\"" P2
      "\"},{\"type\":\"h3\",\"id\":1,\"text\":\"Lamp\"}"
      ",{\"tag\":\"li\",\"text\":\"oil\"},{\"tag\":\"li\",\"text\":\"wick\"},{\"text\":\"" P3
      "\"}]</script>",
      "<p>" P1 "\n<h2>Dark</h2>\n<p>" P2 "\n<h3>Lamp</h3>\n<ul><li>oil</ul>\n<ul><li>wick</ul>\n"
      "<p>" P3 },
    { "<script>x=[{\"type\":\"heading\",\"content\":[{\"type\":\"text\",\"text\":\"The "
      "\"},{\"type\":\"text\",\"text\":\"lamp\"}]},{\"type\":\"paragraph\",\"content\":[{\"text\":"
      "\"" P1 "\"}]},{\"type\":\"paragraph\",\"content\":[{\"text\":\"" P2 "\"}]},{\"content\":[{"
      "\"text\":\"" P3 "\"}]}]</script>",
      "<h2>The lamp</h2>\n<p>" P1 "\n<p>" P2 "\n<p>" P3 },
    /* a string of the whole article is better than the list of what was said about it */
    { "<script>x={\"story\":\"" P "\",\"comments\":[{\"text\":\"" P1 "\"},{\"text\":\"" P2
      "\"},{\"text\":\"" P3 "\"}]}</script>",
      P },
    /* lists in two places are two */
    { "<script>x=[{\"a\":[{\"text\":\"" P1 "\"},{\"text\":\"" P2 "\"}],\"b\":[{\"text\":\"" P2
      "\"},{\"text\":\"" P3 "\"}]}]</script>",
      "" },
    /* not an article */
    { "<script>x=\"too short. Really. It is.\"</script>", "" },
    { "<script>x=\"if (a) { b = 1; } c = 2; if (d) { e = 3; } f = 4; if (a) { b = 1; } c = 2; if "
      "(d) { e = 3; } f = 4; if (a) { b = 1; } c = 2; if (d) { e = 3; } f = 4; if (a) { b = 1; } c "
      "= 2; if (d) { e = 3; } f = 4; if (a) { b = 1; } c = 2; if (d) { e = 3; } f = 4; if (a) { b "
      "= 1; } c = 2; if (d) { e = 3; } f = 4; if (a) { b = 1; } c = 2; if (d) { e = 3; } f = 4; if "
      "(a) { b = 1; } c = 2; if (d) { e = 3; } f = 4; done. done. done. done.\"</script>",
      "" },
    { "<p>\"" P "\"</p>", "" },
    { "<script>x=\"" P "\"", "" },
    { "", "" },
};

static void finds_the_article_in_scripts(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_script_text(&a, ts_str_of(cases[i].html)), cases[i].want);
    ts_arena_done(&a);
}

static void every_prefix_is_read(void **state)
{
    const char *sample = cases[2].html;

    (void)state;
    for (size_t n = 0; n <= strlen(sample); n++) {
        struct ts_arena a = { 0 };
        char *copy = malloc(n + 1);
        memcpy(copy, sample, n);
        ts_script_text(&a, (ts_str){ copy, n });
        free(copy);
        ts_arena_done(&a);
    }
}

/* Strings in strings, deeper than is looked into, and quotes that never end. */
static void nesting_and_stray_quotes_cost_little(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf page = { 0 };

    (void)state;
    ts_buf_puts(&page, "<script>x=\"");
    for (int i = 0; i < 1000000; i++)
        ts_buf_puts(&page, "\\\"");
    ts_buf_puts(&page, "</script><script>");
    for (int i = 0; i < 1000000; i++)
        ts_buf_puts(&page, "\"\n");
    ts_buf_puts(&page, "</script>");
    assert_slice_equal(ts_script_text(&a, ts_buf_str(&page)), "");
    ts_buf_done(&page);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_article_in_scripts),
        cmocka_unit_test(every_prefix_is_read),
        cmocka_unit_test(nesting_and_stray_quotes_cost_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
