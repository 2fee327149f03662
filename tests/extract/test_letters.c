/* A sign a block: + kept, - stripped. */
#include "verdicts.h"

#include "../../src/extract/letters_priv.h"

#define T99                                                                                     \
    "<p>The crane by the harbour was lifted off its wheels, and the boats there were torn off " \
    "the mole.</p>"
#define TEXT T99 T99 T99 T99 T99 T99
#define PAID "<p>We can do this because some hundred of our readers support us every month.</p>"
#define JOIN "<p>If you can afford a coffee a month, join them. Every gift counts.</p>"
#define GERMAN                                                                                 \
    "<p>Das können wir nur, weil uns hundert Leserinnen jeden Monat unterstützen. Auch Ihr " \
    "Beitrag zählt, danke.</p>"

static const struct {
    const char *html, *want;
} pages[] = {
    { TEXT PAID JOIN, "++++++--" },
    { T99 T99 T99 T99 PAID T99 T99, "++++-++" },
    { TEXT GERMAN, "++++++-" },
    /* ahead of the article, or as much as that: the text may be a letter itself */
    { PAID JOIN TEXT, "++++++++" },
    { T99 T99 T99 T99 PAID JOIN JOIN JOIN JOIN, "+++++++++" },
    /* the article speaks of us and to the reader as well */
    { "<p>We went there with you and our boats, and you saw what we saw.</p>" TEXT PAID JOIN,
      "+++++++++" },
    /* what somebody says, and what asks for no money, or is not ours */
    { TEXT "<p>“We need our readers and members, and every gift,” he said, “each month.”</p>",
      "+++++++" },
    { TEXT "<p>We will see you at our stall by the mole, and you will hear us.</p>", "+++++++" },
    { TEXT "<p>Members of the club get a gift a month, and its supporters a coffee.</p>",
      "+++++++" },
};

static void strip(struct read *r, struct ts_verdict *verdicts)
{
    ts_strip_letters(&r->page, r->rows, verdicts);
    assert_stripped_as(r, verdicts, TS_BLOCK_DONATION);
}

static void letters_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_left_by(strip, pages[i].html, pages[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(letters_go) };
    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
