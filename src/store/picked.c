#include "picked_priv.h"

ts_str ts_id_list(struct ts_arena *a, const int64_t *ids, size_t n)
{
    struct ts_buf list = { 0 };

    ts_buf_putc(&list, '[');
    for (size_t i = 0; i < n; i++)
        ts_buf_printf(&list, "%s%lld", i > 0 ? "," : "", (long long)ids[i]);
    ts_buf_putc(&list, ']');
    ts_str text = ts_buf_take(&list, a);
    ts_buf_done(&list);
    return text;
}

void ts_where_picked(struct ts_arena *a, struct ts_where *w, const struct ts_picked *picked)
{
    ts_where_add(w,
                 "a.id IN (SELECT value FROM json_each(?))"
                 " OR a.story_id IN (SELECT value FROM json_each(?))",
                 VALUES(val_text(ts_id_list(a, picked->article_ids, picked->n_articles)),
                        val_text(ts_id_list(a, picked->story_ids, picked->n_stories))));
}
