/* letters_priv.h - paragraphs that ask the reader for something, set like those of the article. */
#ifndef TEARSHEET_EXTRACT_LETTERS_PRIV_H
#define TEARSHEET_EXTRACT_LETTERS_PRIV_H

#include "classify_priv.h"

/* Strips the letter of an outlet to its readers where the article itself does not speak to them. */
void ts_strip_letters(const struct ts_page *page, const struct ts_features *rows,
                      struct ts_verdict *verdicts);

#endif
