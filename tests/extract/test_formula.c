#include "support/support.h"

#include "../../src/extract/formula_priv.h"
#include "tearsheet/base/buf.h"

static const struct {
    const char *in, *want;
} formulas[] = {
    /* in the page's words */
    { "<math alttext=' x squared '><mi>x</mi></math>", "x squared" },
    { "<math alttext='{\\displaystyle x_{1}}'><mi>x</mi></math>", "x_{1}" },
    { "<math><semantics><mi>q</mi><annotation encoding='application/x-tex'>\\textstyle q^{2}"
      "</annotation></semantics></math>",
      "q^{2}" },
    { "<math><semantics><mi>q</mi><annotation encoding='application/mathml-content+xml'>power"
      "</annotation></semantics></math>",
      "q" },
    /* in one line */
    { "<math><mi>E</mi> <mo>=</mo> <mi>m</mi><msup><mi>c</mi> <mn>2</mn></msup></math>", "E=mc^2" },
    { "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac></math>",
      "(a+1)/b" },
    { "<math><msubsup><mi>x</mi><mi>i</mi><mrow><mo>−</mo><mn>1</mn></mrow></msubsup></math>",
      "x_i^(−1)" },
    { "<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi></math>", "∑_i^ni" },
    { "<math><msqrt><mi>x</mi><mo>+</mo><mi>y</mi></msqrt><mroot><mi>z</mi><mn>3</mn></mroot>"
      "</math>",
      "√(x+y)z^(1/3)" },
    { "<math><mi>sin</mi><mo>&#x2061;</mo><mi>x</mi><mtext>if</mtext><mn>2</mn><mo>&#x2062;</mo>"
      "<mi>x</mi><mo>&lt;</mo><mi>ln</mi></math>",
      "sin x if 2x<ln" },
    { "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn>"
      "</mtd></mtr></mtable></math>",
      "1, 2; 3" },
    { "<math><msup></msup><mfrac> </mfrac></math>", "" },
    { "<math>", "" },
};

static ts_str formula_of(struct ts_arena *a, ts_str html)
{
    struct ts_dom dom = { 0 };
    struct ts_err err = { 0 };

    assert_ok(ts_dom_parse(a, html, &dom, &err), &err);
    return ts_formula_text(a, ts_node_find(dom.body, dom.body, TS_TAG_MATH));
}

static void stands_in_a_line(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(formulas); i++)
        assert_slice_equal(formula_of(&a, ts_str_of(formulas[i].in)), formulas[i].want);
    ts_arena_done(&a);
}

/* What is far inside is not looked at again for each element around it. */
static void may_be_deep(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };

    (void)state;
    ts_buf_puts(&html, "<math>");
    for (int i = 0; i < 1000; i++)
        ts_buf_puts(&html, "<msqrt>");
    ts_buf_puts(&html, "<mi>x");
    assert_true(ts_str_has(formula_of(&a, ts_buf_str(&html)), "√√x))"));
    ts_buf_done(&html);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_in_a_line),
        cmocka_unit_test(may_be_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
