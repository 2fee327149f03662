#include <stdio.h>

#include "verdicts.h"

#include "../../src/extract/alike_priv.h"
#include "tearsheet/base/buf.h"

#define HEADLINE "<h1>Crane lifted off its wheels by storm</h1>"
#define T49 "The crane by the harbour was lifted off its wheels"
#define SHORT "<div><p>" T49 " by the storm.</p></div>"
#define LONG SHORT SHORT SHORT SHORT
#define OTHER "<meta property=og:type content=website>"

#define HEAD "<h3><a href=/x>Ferry sails again on Monday</a></h3>"
#define SAYS "<p>It lay on the slip for a winter.</p>"
#define CARD "<li>" HEAD SAYS "</li>"
#define CARDS "<ul>" CARD CARD CARD "</ul>"
#define CARDS_WITH(head) \
    "<ul><li>" head SAYS "</li><li>" head SAYS "</li><li>" head SAYS "</li></ul>"

#define COMMENT(name, time) \
    "<li><b>" name "</b><p>" time "</p><div>I heard it fall, all night.</div></li>"
#define THREE                          \
    COMMENT("Marlo T.", "2 hours ago") \
    COMMENT("kai_66", "vor 3 Stunden") COMMENT("P. Ash", "14 October 2026") "</ul>"
#define COMMENTS "<ul>" THREE
#define ANONYMOUS                                                            \
    "<ul>" COMMENT("Editor", "2 hours ago") COMMENT("Editor", "3 hours ago") \
        COMMENT("Editor", "4 hours ago") "</ul>"
#define UNDATED \
    "<ul>" COMMENT("Hull", "steel") COMMENT("Deck", "oak") COMMENT("Mast", "ash") "</ul>"

static void strip(struct read *r, struct ts_verdict *verdicts)
{
    ts_strip_alike(&r->page, r->rows, verdicts);
}

static const struct {
    const char *html, *signs, *want;
} pages[] = {
    /* other articles below a short one, whether it scored well or not */
    { HEADLINE SHORT CARDS, "6+++++++", "6+------" },
    { HEADLINE SHORT CARDS, "6-++++++", "6-------" },
    { HEADLINE SHORT "<ul>" CARD CARD "</ul>", "6+++++", "6+++++" },
    /* a page that says it is something else, one that lists names, and one of names */
    { OTHER HEADLINE SHORT CARDS, "6+++++++", "6+++++++" },
    { "<h1>Our ferries</h1>" SHORT CARDS, "6+++++++", "6+++++++" },
    { HEADLINE SHORT CARDS_WITH("<h3><a href=/x>Outer island ferry</a></h3>"), "6+++++++",
      "6+++++++" },
    /* headings of the article: no links, or links to places in it or to other sites */
    { HEADLINE SHORT CARDS_WITH("<h3>Ferry sails again on Monday</h3>"), "6+++++++", "6+++++++" },
    { HEADLINE SHORT CARDS_WITH("<h3><a href=#x>Ferry sails again on Monday</a></h3>"), "6+++++++",
      "6+++++++" },
    { HEADLINE SHORT CARDS_WITH("<h3><a href=http://else.example/>Ferry sails again on "
                                "Monday</a></h3>"),
      "6+++++++", "6+++++++" },
    /* the article goes on behind them */
    { HEADLINE SHORT CARDS SHORT, "6++++++++", "6++++++++" },
    { HEADLINE SHORT CARDS SHORT, "6+++++++-", "6+-------" },
    /* nothing but them */
    { HEADLINE CARDS, "6++++++", "6++++++" },
    /* comments below an article */
    { HEADLINE LONG COMMENTS, "6+++++++++++++", "6++++---------" },
    { HEADLINE LONG COMMENTS, "6++++--+--+--+", "6++++---------" },
    /* entries of one author, and what has no times */
    { HEADLINE LONG ANONYMOUS, "6+++++++++++++", "6+++++++++++++" },
    { HEADLINE LONG UNDATED, "6+++++++++++++", "6+++++++++++++" },
    /* answers to a question, and comments on a short article */
    { HEADLINE SHORT COMMENTS, "6++++++++++", "6++++++++++" },
    { "<meta property=og:type content=article>" HEADLINE SHORT COMMENTS, "6++++++++++",
      "6+---------" },
};

static void what_comes_in_units_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_ruled(strip, pages[i].html, pages[i].signs, pages[i].want);
}

/* A page of very many series must not take the square of its time. */
static void series_are_looked_at_up_to_a_number(void **state)
{
    struct ts_buf html = { 0 }, signs = { 0 }, want = { 0 };
    char list[32];

    (void)state;
    ts_buf_puts(&html, HEADLINE LONG);
    ts_buf_puts(&signs, "6++++");
    ts_buf_puts(&want, "6++++");
    for (int i = 0; i < TS_ALIKE_MAX_SERIES + 1; i++) {
        snprintf(list, sizeof list, "<ul class=c%d>", i);
        ts_buf_puts(&html, list);
        ts_buf_puts(&html, THREE);
        ts_buf_puts(&signs, "666666666");
        ts_buf_puts(&want, i == 0 ? "666666666" : "---------");
    }
    ts_buf_putc(&html, '\0');
    ts_buf_putc(&signs, '\0');
    ts_buf_putc(&want, '\0');
    assert_ruled(strip, html.ptr, signs.ptr, want.ptr);
    ts_buf_done(&html);
    ts_buf_done(&signs);
    ts_buf_done(&want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_in_units_goes),
        cmocka_unit_test(series_are_looked_at_up_to_a_number),
    };
    return cmocka_run_group_tests_name("alike", tests, NULL, NULL);
}
