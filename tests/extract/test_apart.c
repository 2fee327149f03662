#include "verdicts.h"

#include "../../src/extract/apart_priv.h"

/* 50 bytes of text; T250 and T600 are as much as asked for beside comments and in an article. */
#define T49 "The crane by the harbour was lifted off its wheels"
#define T50 T49 "."
#define T250 "<p>" T49 T49 T49 T49 T49 "</p>"
#define T240 "<p>" T49 T49 T49 T49 "</p>"
#define T600 T250 T250 "<p>" T49 T49 "</p>"
#define ARTICLE "<meta property=og:type content=article>"
#define T590 T250 T250 "<p>" T49 "</p>"

static void strip(struct read *r, struct ts_verdict *verdicts)
{
    ts_strip_apart(&r->page, r->rows, verdicts);
}

static const struct {
    const char *html, *want;
} pages[] = {
    { "<p>a</p>", "+" },
    /* comments below enough of an article */
    { ARTICLE T250 "<ul id=comments><li><p>I was there.</p></li></ul>", "+-" },
    { ARTICLE T250 "<ul id=comments><li><div><p>I was there.</p></div></li></ul>", "+-" },
    { ARTICLE T250 "<ul id=comments><li><div><div><p>I was there.</p></div></div></li></ul>",
      "++" },
    /* answers in a forum */
    { T250 "<ul id=comments><li><p>I was there.</p></li></ul>", "++" },
    /* all that the page has */
    { ARTICLE T240 "<ul id=comments><li><p>I was there.</p></li></ul>", "++" },
    { ARTICLE "<ul id=comments><li>" T250 "</li><li><p>I was there.</p></li></ul>", "++" },
    /* an article about comments, named after them */
    { ARTICLE "<div class=comment><h1>Crane lifted</h1>" T250 "<p>Last words.</p></div>", "+++" },
    /* the next article */
    { "<article><h1>Crane lifted</h1>" T600 "</article><article><p>Another.</p></article>",
      "++++-" },
    { "<article><h1>Crane lifted</h1>" T590 "</article><article><p>Another.</p></article>",
      "+++++" },
    /* an entry of the article, and what is beside all articles */
    { "<article><h1>Crane lifted</h1>" T600
      "<article><p>At noon.</p></article></article><p>End.</p>",
      "++++++" },
    /* a headline outside of all */
    { "<h1>Crane lifted</h1><article>" T600 "</article><article><p>Another.</p></article>",
      "+++++" },
};

static void what_stands_apart_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_left_by(strip, pages[i].html, pages[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_stands_apart_goes) };
    return cmocka_run_group_tests_name("apart", tests, NULL, NULL);
}
