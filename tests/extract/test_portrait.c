/* A sign a block: + kept, - stripped. */
#include "verdicts.h"

#include "../../src/extract/portrait_priv.h"

#define HEADLINE "<h1>Crane lifted off its wheels</h1>"
#define T99                                                                                     \
    "<p>The crane by the harbour was lifted off its wheels, and the boats there were torn off " \
    "the mole.</p>"
#define TEXT T99 T99 T99 T99 T99
#define TOLD "<meta name=author content='Nell Harrow'>"
#define PORTRAIT "<p>Nell Harrow covers ports and fish. She lives by the mole.</p>"

static const struct {
    const char *html, *want;
} pages[] = {
    { TOLD HEADLINE TEXT PORTRAIT, "++++++-" },
    { TOLD HEADLINE TEXT "<p>Our reporter Nell Harrow covers ports and fish.</p>", "++++++-" },
    { TOLD HEADLINE TEXT PORTRAIT "<p>Send us your pictures.</p>", "++++++-+" },
    /* signed at the head, in any language */
    { HEADLINE "<p>By Nell Harrow</p>" TEXT PORTRAIT, "+++++++-" },
    { HEADLINE "<p>Неля Гаврилюк</p>" TEXT "<p>Неля Гаврилюк пише про порти й рибальство.</p>",
      "+++++++-" },
    /* somebody else, and nobody who signed */
    { TOLD HEADLINE TEXT "<p>Odile Tanner covers ports and fish.</p>", "+++++++" },
    { HEADLINE TEXT PORTRAIT, "+++++++" },
    /* the article is about her, she says it, or nearly nothing else is there */
    { TOLD HEADLINE "<p>The storm came while Nell Harrow was asleep by the mole.</p>" TEXT PORTRAIT,
      "++++++++" },
    { TOLD HEADLINE TEXT "<p>“Nell Harrow will not have it,” the harbour master said.</p>",
      "+++++++" },
    { TOLD HEADLINE T99 PORTRAIT, "+++" },
    /* farther from the end, and deep in the sentence */
    { TOLD HEADLINE T99 T99 T99 T99 T99 PORTRAIT "<p>One.</p><p>Two.</p><p>Three.</p>",
      "++++++++++" },
    { TOLD HEADLINE TEXT "<p>The boats on the slip belong to Nell Harrow and her sister.</p>",
      "+++++++" },
};

static void strip(struct read *r, struct ts_verdict *verdicts)
{
    ts_strip_portrait(&r->a, &r->page, r->rows, verdicts);
    assert_stripped_as(r, verdicts, TS_BLOCK_BIO);
}

static void portraits_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_left_by(strip, pages[i].html, pages[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(portraits_go) };
    return cmocka_run_group_tests_name("portrait", tests, NULL, NULL);
}
