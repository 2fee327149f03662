/* What the article's blocks draw in with them, whatever the trees think of it. */
#include "verdicts.h"

#include "../../src/extract/complete_priv.h"

#define TABLE                                                                        \
    "<table><tr><th>Pier<th>Fare<tr><td>East<td>12<tr><td>West<td>9<tr><td>Old<td>0" \
    "</table>"

/* A sign a block: + kept, - stripped; before and after. */
static const struct {
    const char *html, *before, *after;
} cases[] = {
    /* half of a list */
    { "<ul><li>oars<li>rope<li>tar</ul>", "+-+", "+++" },
    { "<ul><li>oars<li>rope<li>tar</ul>", "--+", "--+" },
    { "<ol><li>oars<li>rope</ol><ol><li>tar<li>pitch</ol>", "+---", "++--" },
    /* terms and what is said of them */
    { "<dl><dt>ebb<dd>Out it goes.<dt>flood<dd>In it comes.</dl>", "-+-+", "++++" },
    { "<dl><dt><a href=#e>ebb</a><dd><p>Out it goes.<p>Twice a day.</dl>", "-++", "+++" },
    { "<dl><dt>ebb<dd>Out it goes.<dt>flood<dd>In it comes.</dl>", "---+", "---+" },
    { "<dl><dt>ebb<dd>Out it goes.</dl><p>ebb", "-+-", "++-" },
    /* lists in lists */
    { "<ul><li>oars<ul><li>long<li>short</ul><li>rope</ul>", "+--+", "++++" },
    { "<ul><li>oars<ul><li>long<ul><li>ash</ul><li>short</ul><li>rope</ul>", "+---+", "+++++" },
    { "<ul><li>oars<ul><li><a href=x>long</a></ul><li>rope</ul>", "+-+", "+-+" },
    { "<ul><li>oars<ul><li>subscribe now</ul><li>rope</ul>", "+-+", "+-+" },
    { "<ul><li>oars<ul><li>long</ul></ul>", "+-", "+-" },
    { "<ul><li>oars<ul><li>long</ul><li>rope<li>tar</ul>", "+---", "+---" },
    /* between paragraphs */
    { "<p>Bring:<ul><li>oars<li>rope</ul><p>Be there at six.", "+--+", "++++" },
    { "<h2>Bring:</h2><ol><li>oars<ul><li>long<ul><li>ash</ul></ul><li><p>rope</ol><p>Be there.",
      "+----+", "++++++" },
    { "<p>Words:<dl><dt>ebb<dd>Out it goes.</dl><p>Be there at six.", "+--+", "++++" },
    { "<p>Bring:<ul><li>oars<li>rope</ul><div><p>Be there at six.</div>", "+--+", "++++" },
    { "<p>Bring:<ul><li>oars<li>rope</ul><p>Be there at six.", "+---", "+---" },
    { "<p>Bring:<ul><li>oars<li>rope</ul><p>Be there at six.", "---+", "---+" },
    { "<div><p>Bring:</div><ul><li>oars<li>rope</ul><p>Be there at six.", "+--+", "+--+" },
    { "<div><p>Bring:<ul><li>oars<li>rope</ul></div><p>Be there at six.", "+--+", "+--+" },
    { "<p>See:<ul><li><a href=a>oars</a><li>rope</ul><p>Be there at six.", "+--+", "+--+" },
    { "<p>See:<ul><li>subscribe now<li>rope</ul><p>Be there at six.", "+--+", "+--+" },
    /* tables beside paragraphs, behind the last one too */
    { "<div><p>Fares:" TABLE "</div>", "+--+-", "+++++" },
    { "<div><p>Fares:<div>" TABLE "</div></div>", "+--+-", "+++++" },
    { "<div><p>Fares:" TABLE "</div>", "+----", "+----" },
    { "<div><div><p>Fares:</div><div><div>" TABLE "</div></div></div>", "+--+-", "++++-" },
    { "<div><p>Fares:" TABLE "</div>", "---+-", "---+-" },
};

static void complete(struct read *r, struct ts_verdict *verdicts)
{
    ts_complete_article(&r->page, r->rows, verdicts);
}

static void lists_are_completed(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_ruled(complete, cases[i].html, cases[i].before, cases[i].after);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(lists_are_completed) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
