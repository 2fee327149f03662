/* form_priv.h - what form a report has. */
#ifndef TEARSHEET_STORY_FORM_PRIV_H
#define TEARSHEET_STORY_FORM_PRIV_H

#include "tokens_priv.h"

enum ts_report_form form_of(struct ts_arena *a, const struct ts_report *report,
                            const struct tokens *title, const struct tokens *body);

#endif
