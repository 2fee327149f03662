/* group_priv.h - what grouping online and all at once share. */
#ifndef TEARSHEET_STORY_GROUP_PRIV_H
#define TEARSHEET_STORY_GROUP_PRIV_H

#include "index_priv.h"
#include "tearsheet/story/group.h"

enum { SECONDS_PER_DAY = 86400 };

/* ts_group_all() with other rules. */
void group_with(struct ts_arena *a, const struct rules *rules, const struct ts_report *reports,
                size_t n, struct ts_placement *out);

/* ts_grouper_new() with other rules. */
struct ts_grouper *grouper_with(struct ts_arena *a, const struct rules *rules);

/* The words counted so far. */
const struct freq *grouper_freq(const struct ts_grouper *g);

#endif
