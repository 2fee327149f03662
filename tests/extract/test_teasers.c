#include "verdicts.h"

#include "../../src/extract/teasers_priv.h"

#define T "<p>The crane by the harbour was lifted off its wheels by the storm of Monday night.</p>"
#define ARTICLE "<meta property=og:type content=article>"
#define HEAD "<h3><a href=/x>Ferry runs again</a></h3>"
#define DATE "<div class=date>Monday</div>"
#define SAYS "<div class=says>It lay on the slip for a winter.</div>"
#define CARD "<div class=card>" HEAD DATE SAYS "</div>"
#define BARE "<div class=card>" SAYS "</div>"
#define FAR_UP HEAD "<div class=date><div><div><p>Monday</p></div></div></div>" SAYS
#define UNDATED "<div class=card>" HEAD SAYS "</div>"

static void strip(struct read *r, struct ts_verdict *verdicts)
{
    ts_strip_teasers(&r->page, r->rows, verdicts);
    assert_stripped_as(r, verdicts, TS_BLOCK_RELATED);
}

static const struct {
    const char *html, *signs, *want;
} pages[] = {
    { T T CARD CARD CARD, "++--+--+--+", "++---------" },
    { T T CARD CARD, "++--+--+", "++--+--+" },
    /* a name below counts as much */
    { T T UNDATED DATE UNDATED DATE UNDATED DATE, "++-+--+--+-", "++---------" },
    /* no names or dates: sections of a text whose headings are links */
    { T T UNDATED UNDATED UNDATED, "++-+-+-+", "++-+-+-+" },
    /* headlines that are no links, and such of two words */
    { T T "<h3>Ferry runs again</h3>" DATE SAYS "<h3>Ferry runs again</h3>" DATE SAYS
          "<h3>Ferry runs again</h3>" DATE SAYS,
      "++--+--+--+", "++--+--+--+" },
    { T T "<h3><a href=/x>Ferry runs</a></h3>" DATE SAYS
          "<h3><a href=/x>Ferry runs</a></h3>" DATE SAYS
          "<h3><a href=/x>Ferry runs</a></h3>" DATE SAYS,
      "++--+--+--+", "++--+--+--+" },
    /* kept with their headlines, or going on: more than a first sentence */
    { T T CARD CARD CARD, "+++-++-++-+", "+++-++-++-+" },
    /* the page is an article, and its headlines are in doubt */
    { ARTICLE T T CARD CARD CARD, "++6-+6-+6-+", "++6--6--6--" },
    { ARTICLE T T CARD CARD CARD, "++7-+7-+7-+", "++7-+7-+7-+" },
    { T T CARD CARD CARD, "++6-+6-+6-+", "++6-+6-+6-+" },
    { T T CARD "<p>More.</p>" CARD "<p>More.</p>" CARD "<p>More.</p>", "++--++--++--++",
      "++--++--++--++" },
    /* fewer than seven of ten */
    { T T BARE BARE CARD CARD CARD, "++++--+--+--+", "++++--+--+--+" },
    { T T BARE CARD CARD CARD, "+++--+--+--+", "++----------" },
    /* in what is named after dates, but farther up */
    { T T FAR_UP FAR_UP FAR_UP, "++--+--+--+", "++--+--+--+" },
    /* too far from the headline */
    { T T HEAD DATE DATE DATE DATE SAYS HEAD DATE DATE DATE DATE SAYS HEAD DATE DATE DATE DATE SAYS,
      "++-----+-----+-----+", "++-----+-----+-----+" },
    /* they are nearly all that the page has */
    { "<p>Of the coast:</p>" CARD CARD CARD, "+--+--+--+", "+--+--+--+" },
};

static void first_sentences_of_others_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++)
        assert_ruled(strip, pages[i].html, pages[i].signs, pages[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(first_sentences_of_others_go) };
    return cmocka_run_group_tests_name("teasers", tests, NULL, NULL);
}
