/* formula_priv.h - a formula, a <math>, as a line of text. */
#ifndef TEARSHEET_EXTRACT_FORMULA_PRIV_H
#define TEARSHEET_EXTRACT_FORMULA_PRIV_H

#include "dom_priv.h"

/* As the page words it beside the formula, in TeX or otherwise; else its signs in one line:
 * "x^2/(a+b)".  In `a`; empty if it has no text. */
ts_str ts_formula_text(struct ts_arena *a, const struct ts_node *math);

#endif
