/* show --diff: what an outlet changed in an article since it was first fetched. */
#include "cli_priv.h"
#include "tearsheet/app/edits.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/versions.h"

static void put_edits(struct cli *c, const struct ts_article *before,
                      const struct ts_article *after)
{
    static const char signs[] = {
        [TS_EDIT_CUT] = '-', [TS_EDIT_ADDED] = '+', [TS_EDIT_REWORDED] = ' '
    };
    size_t n = 0;
    const struct ts_edit *edits = ts_edits_of(&c->arena, before, after, &n);

    for (size_t i = 0; i < n; i++)
        cli_put_text(c, ts_arena_printf(&c->arena, "%c %.*s\n", signs[edits[i].kind],
                                        TS_FMT(edits[i].text)));
}

void cli_show_changes(struct cli *c, int64_t id)
{
    struct ts_stored stored;
    struct ts_version *versions;
    struct ts_err err;
    size_t n = 0;

    if (ts_article_get(&c->arena, c->db, id, &stored, &err) != TS_OK ||
        ts_versions_get(&c->arena, c->db, id, &versions, &n, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return;
    }
    cli_put_text(c, ts_arena_printf(&c->arena, "%lld  %.*s: %.*s\n", (long long)id,
                                    TS_FMT(stored.article.title),
                                    TS_FMT(n == 0 ? TS_STR("not changed")
                                                  : ts_arena_count(&c->arena, n, "earlier version",
                                                                   "earlier versions"))));
    for (size_t i = 0; i < n; i++) { /* the oldest first */
        struct ts_article before = { .blocks = versions[i].blocks,
                                     .n_blocks = versions[i].n_blocks };
        struct ts_article after = stored.article;
        if (i + 1 < n)
            after = (struct ts_article){ .blocks = versions[i + 1].blocks,
                                         .n_blocks = versions[i + 1].n_blocks };
        cli_put_text(c, ts_arena_printf(&c->arena, "found changed %.*s\n",
                                        TS_FMT(cli_iso(&c->arena, versions[i].until_at))));
        put_edits(c, &before, &after);
    }
    c->n_done++;
}
