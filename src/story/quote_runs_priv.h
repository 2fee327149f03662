/* quote_runs_priv.h - what stands between quotation marks. */
#ifndef TEARSHEET_STORY_QUOTE_RUNS_PRIV_H
#define TEARSHEET_STORY_QUOTE_RUNS_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

/* A run between marks, in bytes of the paragraph it is in. */
struct quote_run {
    size_t open;  /* the opening mark, or dash */
    size_t start; /* what is said */
    size_t end;
    size_t close; /* behind the closing mark */
    bool is_dash; /* speech behind a dash */
};

/* The runs between marks of one paragraph, in its order. */
struct quote_run *quote_runs_find(struct ts_arena *a, ts_str paragraph, size_t *n);

#endif
