#include "views.h"

const struct view_case view_cases[] = {
    { "front", "", LIBRARY_FULL, "stories" },
    { "front-coverage", "O j", LIBRARY_FULL, "order" },
    { "rank", "W", LIBRARY_FULL, "rank" },
    { "voices", "c", LIBRARY_FULL, "voices" },
    { "timeline", "H", LIBRARY_FULL, "timeline" },
    { "story", "Enter", LIBRARY_FULL, NULL },
    { "story-news", "3 j Enter Enter q", LIBRARY_FULL, NULL },
    { "article-news", "3 j Enter Enter q j Enter", LIBRARY_FULL, NULL },
    { "story-saga", "3 j Enter j j", LIBRARY_FULL, NULL },
    { "article-saga", "2 j Enter", LIBRARY_FULL, NULL },
    { "details-saga", "3 j i", LIBRARY_FULL, NULL },
    { "article", "Enter Enter", LIBRARY_FULL, NULL },
    { "article-stripped", "Enter Enter S", LIBRARY_FULL, NULL },
    { "article-end", "Enter Enter G", LIBRARY_FULL, NULL },
    { "article-find", "Enter Enter / 'pier_nine' Enter", LIBRARY_FULL, NULL },
    { "article-link", "Enter Enter 2", LIBRARY_FULL, NULL },
    { "article-changed", "G Enter Enter", LIBRARY_FULL, NULL },
    { "changes", "G C", LIBRARY_FULL, "changes" },
    { "sources", "F G", LIBRARY_FULL, "sources" },
    { "source-details", "F i", LIBRARY_FULL, NULL },
    { "tags", "T", LIBRARY_FULL, "tags" },
    { "tag", "T j Enter", LIBRARY_FULL, NULL },
    { "search", "f 'ferry' Enter", LIBRARY_FULL, "search" },
    { "search-none", "f 'zeppelin' Enter", LIBRARY_FULL, NULL },
    { "help", "?", LIBRARY_FULL, "help" },
    { "details", "Enter i", LIBRARY_FULL, "details" },
    { "why", "w", LIBRARY_FULL, "why" },
    { "why-report", "3 j Enter j w", LIBRARY_FULL, NULL },
    { "tag-menu", "t", LIBRARY_FULL, NULL },
    { "prompt", ": 'theme_' Tab", LIBRARY_FULL, NULL },
    { "empty", "", LIBRARY_EMPTY, NULL },
    { "empty-sources", "F", LIBRARY_EMPTY, NULL },
    { "empty-tags", "T", LIBRARY_EMPTY, NULL },
    { "empty-tag-prompt", ": 'starred' Enter", LIBRARY_EMPTY, "starred" },
    { "articles", ": 'articles' Enter", LIBRARY_FULL, "articles" },
    { "starred", ": 'starred' Enter", LIBRARY_FULL, "starred" },
    { "unread", "U", LIBRARY_FULL, "unread-only" },
    { "pane", ": 'pane' Enter", LIBRARY_FULL, "pane" },
    { "list-wider", ": 'list-wider' Enter", LIBRARY_FULL, "list-wider" },
    { "list-narrower", ": 'list-narrower' Enter", LIBRARY_FULL, "list-narrower" },
    { "keep", "f 'ferry' Enter : 'keep_crossings' Enter", LIBRARY_FULL, "keep" },
    { "searches", "f 'ferry' Enter : 'keep_crossings' Enter : 'searches' Enter", LIBRARY_FULL,
      "searches" },
    { "empty-searches", ": 'searches' Enter", LIBRARY_EMPTY, NULL },
    { "downloads", ": 'downloads' Enter", LIBRARY_FULL, "downloads" },
    { "specimens", "", LIBRARY_SPECIMENS, NULL },
    { "specimen-type", "Enter Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-type-middle", "Enter Enter PgDn", LIBRARY_SPECIMENS, NULL },
    { "specimen-type-end", "Enter Enter G", LIBRARY_SPECIMENS, NULL },
    { "specimen-hebrew", "j Enter Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-hebrew-find", "j Enter Enter / 'הגשר' Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-hebrew-end", "j Enter Enter G", LIBRARY_SPECIMENS, NULL },
    { "specimen-arabic", "2 j Enter Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-wide", "3 j Enter Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-emoji", "4 j Enter Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-hostile", "5 j Enter Enter", LIBRARY_SPECIMENS, NULL },
    { "specimen-hostile-end", "5 j Enter Enter G", LIBRARY_SPECIMENS, NULL },
};
const size_t n_view_cases = TS_COUNT(view_cases);

void view_init(struct rig *r, void **state, enum view_library library)
{
    const struct rig_library *l = *state;
    const char *const paths[LIBRARY_COUNT] = {
        [LIBRARY_FULL] = l->path, [LIBRARY_SPECIMENS] = l->specimens_path
    };

    rig_init(r, paths[library]);
}

void view_open(struct rig *r, const struct view_case *c, int rows, int cols)
{
    rig_open(r, rows, cols);
    rig_play(r, c->keys);
}
