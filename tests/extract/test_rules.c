#include "verdicts.h"

#include "../../src/extract/rules_priv.h"

#define S1                                                                                        \
    "<p>The harbour board met on Tuesday evening and agreed, after a long debate, to repair the " \
    "old crane before the winter storms return to the bay.</p>"
#define S2                                                                                      \
    "<p>Engineers expect the work to take fourteen months, because the boiler has to be built " \
    "anew and the jib must be taken to a yard in the next town.</p>"
#define LINK(words) "<p><a href=/x>" words "</a></p>"

static void apply(struct read *r, struct ts_verdict *verdicts)
{
    ts_apply_rules(&r->a, &r->page, r->rows, verdicts);
}

static const struct {
    const char *html, *signs, *want;
} labels[] = {
    { S1 S2 "<p>You may also like</p>" LINK("Crane sold") LINK("Crane lost"), "+++++", "++---" },
    { S1 S2 "<p>You may also like</p>" LINK("Crane sold") S1 LINK("Crane lost"), "++++++",
      "++--++" },
    { S1 S2 "<p>Of the same year:</p>" LINK("Crane sold") LINK("Crane lost"), "+++++", "+++++" },
    { S1 S2 "<div><p>You may also like</p></div>" LINK("Crane sold"), "++++", "++-+" },
    { S1 S2 "<p>About the author</p>" LINK("Crane sold"), "++++", "++-+" },
};

static void links_below_a_label_of_others_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(labels); i++)
        assert_ruled(apply, labels[i].html, labels[i].signs, labels[i].want);
}

static const struct {
    const char *html, *signs, *want;
} drawn[] = {
    { S1 "<p>* * *</p>" S2, "+-+", "+++" },         { S1 "<p>____________</p>" S2, "+-+", "+++" },
    { S1 "<p>_____________</p>" S2, "+-+", "+-+" }, /* longer than a rule is */
    { S1 "<p>* a *</p>" S2, "+-+", "+-+" },         { S1 "<p>* * *</p>" S2, "+--", "+--" },
    { S1 "<div>* * *</div>" S2, "+-+", "+-+" },
};

static void rules_between_paragraphs_stay(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(drawn); i++)
        assert_ruled(apply, drawn[i].html, drawn[i].signs, drawn[i].want);
}

static const struct {
    const char *html, *signs, *want;
} code[] = {
    { S1 "<pre>lift --load 4t</pre>" S2, "+-+", "+++" },
    { S1 S2 "<pre>lift --load 4t</pre>", "++-", "++-" },
};

static void code_between_paragraphs_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(code); i++)
        assert_ruled(apply, code[i].html, code[i].signs, code[i].want);
}

/* The box has 80 words, as many as one prompt speaks for, and then one more. */
#define S8 S1 S2 S1 S2 S1 S2 S1 S2
#define ASKED(more)                                                                           \
    "<aside class=widget><p>Sign up for our newsletter.</p><p>The jib came from a yard that " \
    "closed the year after, so that no drawing of it is left but the one that hangs in the "  \
    "hall.</p><p>The boiler is older still, for it drove a mill up the river before a flood " \
    "took the wheel and the owner with it.</p><p>The man who works it learned from his "      \
    "father and has no one to teach, which worries the town more than all the rust" more      \
    ".</p></aside>"

static void one_prompt_does_not_speak_for_a_long_box(void **state)
{
    (void)state;
    assert_ruled(apply, S8 ASKED("") S8,
                 "++++++++"
                 "++++"
                 "++++++++",
                 "++++++++"
                 "----"
                 "++++++++");
    assert_ruled(apply, S8 ASKED(" does") S8,
                 "++++++++"
                 "++++"
                 "++++++++",
                 "++++++++"
                 "++++"
                 "++++++++");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_below_a_label_of_others_go),
        cmocka_unit_test(rules_between_paragraphs_stay),
        cmocka_unit_test(code_between_paragraphs_stays),
        cmocka_unit_test(one_prompt_does_not_speak_for_a_long_box),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
