/* apart_priv.h - what reads like the article and is not: comments, and other articles below it. */
#ifndef TEARSHEET_EXTRACT_APART_PRIV_H
#define TEARSHEET_EXTRACT_APART_PRIV_H

#include "classify_priv.h"

/* Strips the blocks of comments where the page calls itself an article and enough is kept beside
 * them (in a forum they are what it is about), and those of an <article> beside
 * that of the headline where enough is kept in that one. */
void ts_strip_apart(const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts);

#endif
