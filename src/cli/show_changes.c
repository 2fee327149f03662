/* show --diff: what an outlet changed in an article since it was first fetched. */
#include "cli_priv.h"
#include "tearsheet/app/edits.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/headlines.h"
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

/* "2 earlier versions, 1 earlier headline" */
static ts_str sum_of(struct ts_arena *a, size_t n_versions, size_t n_headlines)
{
    ts_str versions = ts_arena_count(a, n_versions, "earlier version", "earlier versions");
    ts_str headlines = ts_arena_count(a, n_headlines, "earlier headline", "earlier headlines");

    if (n_versions == 0)
        return n_headlines == 0 ? TS_STR("not changed") : headlines;
    return n_headlines == 0 ? versions
                            : ts_arena_printf(a, "%.*s, %.*s", TS_FMT(versions), TS_FMT(headlines));
}

static void put_headlines(struct cli *c, const struct ts_old_headline *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cli_put_text(c, ts_arena_printf(&c->arena, "headline until %.*s\n- %.*s\n",
                                        TS_FMT(cli_iso(&c->arena, list[i].until_at)),
                                        TS_FMT(list[i].title)));
}

void cli_show_changes(struct cli *c, int64_t id)
{
    struct ts_stored stored;
    struct ts_version *versions;
    struct ts_old_headline *headlines;
    struct ts_err err;
    size_t n = 0, n_headlines = 0;

    if (ts_article_get(&c->arena, c->db, id, &stored, &err) != TS_OK ||
        ts_versions_get(&c->arena, c->db, id, &versions, &n, &err) != TS_OK ||
        ts_headlines_of_article(&c->arena, c->db, id, &headlines, &n_headlines, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return;
    }
    cli_put_text(c, ts_arena_printf(&c->arena, "%lld  %.*s: %.*s\n", (long long)id,
                                    TS_FMT(stored.article.title),
                                    TS_FMT(sum_of(&c->arena, n, n_headlines))));
    put_headlines(c, headlines, n_headlines);
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
