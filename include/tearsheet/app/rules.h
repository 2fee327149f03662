/* rules.h - the rules for sites in the configuration. */
#ifndef TEARSHEET_APP_RULES_H
#define TEARSHEET_APP_RULES_H

#include "tearsheet/app/profile.h"

/* Reads them anew: the file may have changed since the profile was opened.  TS_ERR_PARSE with file
 * and line when it has a mistake. */
TS_CHECKED enum ts_rc ts_rules_read(struct ts_arena *a, const struct ts_profile *profile,
                                    struct ts_site_rules *out, struct ts_err *err);

/* Writes a rule ("tide.example keep .note") as the last line of the configuration, which is left
 * alone otherwise.  `*line` is its number.  TS_ERR_ARG when it is no rule. */
TS_CHECKED enum ts_rc ts_rules_add(const struct ts_profile *profile, ts_str rule, int *line,
                                   struct ts_err *err);

#endif
