/* marks_priv.h - what stands between quotation marks. */
#ifndef TEARSHEET_STORY_MARKS_PRIV_H
#define TEARSHEET_STORY_MARKS_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

/* A run between marks, in bytes of the paragraph it is in. */
struct marked {
    size_t open;  /* the opening mark, or dash */
    size_t start; /* what is said */
    size_t end;
    size_t close; /* behind the closing mark */
    bool is_dash; /* speech behind a dash */
};

/* The runs between marks of one paragraph, in its order. */
struct marked *marks_find(struct ts_arena *a, ts_str paragraph, size_t *n);

#endif
