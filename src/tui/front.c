/* front.c - the front page: stories. */
#include "tearsheet/base/date.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

#include "listing_priv.h"
#include "ui_priv.h"

struct front_row {
    struct ts_story_row story;
    ts_str age;
    ts_str outlet; /* the first to report it */
    ts_str others; /* how many more did: " +3" */
    ts_str unread; /* "2/5": unread of all reports */
};

struct front {
    struct listing l;
    struct ts_story_query query;
    size_t n_sources;  /* counted when there is no story */
    bool has_articles; /* looked for then, unless it is only none that is unread */
    size_t n_muted;    /* stories with a muted tag */
};

static const char *const no_sources[] = {
    "Welcome to tearsheet. There are no sources yet.",
    "",
    "a   add the address of a feed, of a site, or of one article",
    "E   write or paste a list of addresses: the feeds file in your editor",
    "?   show all keys",
    "q   quit",
    "",
    "At the prompt, \"tearsheet import FILE\" brings over an OPML file or newsboat's urls file.",
    NULL,
};
static const char *const nothing_fetched[] = {
    "No stories yet.",           "",
    "R   fetch all sources now", "F   show the sources, and what went wrong with them",
    "a   add another one",       NULL,
};
static const char *const nothing_grouped[] = {
    "Articles have come; their stories are being made.",
    "",
    ":   and \"articles\" shows them",
    NULL,
};
static const char *const all_muted[] = {
    "All stories carry a muted tag.",          "",   "M   show them",
    "T   show the tags; there, M unmutes one", NULL,
};
static const char *const nothing_unread[] = {
    "Nothing unread.", "", "U   show what was read, too", "r   look for news", NULL,
};

static const struct front *front_of(const struct listing *l)
{
    return (const struct front *)l;
}

static const struct front_row *row_of(const struct listing *l, size_t i)
{
    return &((const struct front_row *)l->rows)[i];
}

static void fill_row(struct listing *l, struct ts_arena *a, struct front_row *row,
                     const struct ts_story_row *story)
{
    row->story = *story;
    row->story.headline = view_text(a, story->headline);
    row->story.outlets = view_text(a, story->outlets);
    for (size_t i = 0; i < story->n_tags; i++)
        row->story.tags[i] = view_text(a, story->tags[i]);
    size_t comma = ts_str_find(row->story.outlets, TS_STR(", "), 0);
    row->outlet = ts_str_sub(row->story.outlets, 0, story->n_outlets > 1 ? comma : TS_NPOS);
    if (story->n_outlets > 1)
        row->others = ts_arena_printf(a, " +%zu", story->n_outlets - 1);
    row->age = ts_when_ago(a, story->latest_at, l->base.now_at);
    if (story->n_reports > 1)
        row->unread = ts_arena_printf(a, "%zu/%zu", story->n_unread, story->n_reports);
    int cols = ts_utf8_cols(row->age);
    l->age_cols = cols > l->age_cols ? cols : l->age_cols;
}

/* The orders that a key goes through, what the title says of them, and what of the next one. */
static const struct {
    enum ts_story_order next;
    const char *said, *hint;
} orders[] = {
    [TS_STORY_FRONT] = { TS_STORY_MOST_COVERED, "",
                         "Enter open  t tag  O most covered  f search  r refresh  ? help" },
    [TS_STORY_MOST_COVERED] = { TS_STORY_NEWEST, ", most covered first",
                                "Enter open  t tag  O newest  f search  r refresh  ? help" },
    [TS_STORY_NEWEST] = { TS_STORY_FRONT, ", newest first",
                          "Enter open  t tag  O front page  f search  r refresh  ? help" },
};

static ts_str title_of(struct ts_arena *a, const struct ts_story_query *q, size_t n_muted)
{
    ts_str title =
        ts_arena_printf(a, "Stories%s%s", q->unread_only ? ", unread" : "", orders[q->order].said);

    if (n_muted == 0)
        return title;
    return ts_arena_printf(a, "%.*s (%s%zu muted)", TS_FMT(title), q->with_muted ? "with " : "",
                           n_muted);
}

static enum ts_rc look_for_articles(struct front *f, struct ts_arena *a, struct ts_db *db,
                                    struct ts_err *err)
{
    struct ts_article_row *rows;
    size_t n = 0;
    enum ts_rc rc =
        ts_articles_list(a, db, &(struct ts_article_query){ .limit = 1 }, &rows, &n, err);

    f->has_articles = n > 0;
    return rc;
}

static enum ts_rc count(struct front *f, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct ts_story_query muted = f->query;
    struct ts_source *sources;

    enum ts_rc rc = ts_stories_count(db, &f->query, &f->l.n_all, err);
    muted.muted_only = true;
    if (rc == TS_OK)
        rc = ts_stories_count(db, &muted, &f->n_muted, err);
    if (rc == TS_OK && f->l.n_all == 0)
        rc = ts_sources_list(a, db, &(struct ts_source_query){ .with_pages = true }, &sources,
                             &f->n_sources, err);
    if (rc == TS_OK && f->l.n_all == 0 && !f->query.unread_only)
        rc = look_for_articles(f, a, db, err);
    if (rc == TS_OK) {
        f->l.base.title = title_of(a, &f->query, f->n_muted);
        f->l.base.hint = ts_str_of(orders[f->query.order].hint);
    }
    return rc;
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct front *f = (struct front *)l;
    struct ts_story_row *stories;
    size_t n;

    f->query.limit = l->limit;
    f->query.offset = l->from;
    enum ts_rc rc = ts_stories_list(a, db, &f->query, &stories, &n, err);
    if (rc == TS_OK)
        rc = count(f, a, db, err);
    if (rc != TS_OK)
        return rc;
    struct front_row *rows = TS_NEW_ARRAY(a, n, struct front_row);
    l->age_cols = 0;
    for (size_t i = 0; i < n; i++)
        fill_row(l, a, &rows[i], &stories[i]);
    l->rows = rows;
    l->n = n;
    return TS_OK;
}

static int64_t id_of(const struct listing *l, size_t i)
{
    return row_of(l, i)->story.id;
}

static bool is_unread(const struct listing *l, size_t i)
{
    return row_of(l, i)->story.n_unread > 0;
}

static struct subject subject_of(const struct listing *l, size_t i)
{
    const struct ts_story_row *story = &row_of(l, i)->story;
    return (struct subject){ .story_id = story->id,
                             .title = story->headline,
                             .is_read = story->n_unread == 0 };
}

static void draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct front_row *row = row_of(l, i);
    int end = row_put_age(l, s, s->cols - 1, row->age);

    if (s->cols >= 60) {
        int width = s->cols / 4 > 26 ? 26 : s->cols / 5;
        ts_surface_put_right(s, 0, end, row->unread, TS_ROLE_DIM);
        int col = end - 7 - width, room = width - (int)row->others.len;
        int used = ts_surface_put_cut(s, 0, col, room, row->outlet, TS_ROLE_OUTLET, 0);
        ts_surface_put(s, 0, col + used, width - used, row->others, TS_ROLE_OUTLET, 0);
        end = col - 2;
    } else if (s->cols >= 40) {
        ts_surface_put_right(s, 0, end, row->unread, TS_ROLE_DIM);
        end -= 6;
    }
    row_put_headline(l, i, s, 3, end, row->story.headline, is_unread(l, i), row->story.tags,
                     row->story.n_tags);
}

static void open_row(struct listing *l, struct ts_ui *ui, size_t i)
{
    ui_open_story(ui, row_of(l, i)->story.id);
}

static bool command(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    struct front *f = (struct front *)l;

    if (in->command == TS_CMD_UNREAD_ONLY)
        f->query.unread_only = !f->query.unread_only;
    else if (in->command == TS_CMD_ORDER)
        f->query.order = orders[f->query.order].next;
    else if (in->command == TS_CMD_MUTE && in->arg.len == 0 && f->n_muted == 0)
        ui_say(ui, false, "no story carries a muted tag; M on a tag (T shows them) mutes it");
    else if (in->command == TS_CMD_MUTE && in->arg.len == 0)
        f->query.with_muted = !f->query.with_muted;
    else
        return false;
    listing_restart(l);
    if (ui_load(ui, &l->base))
        ts_list_go(&l->list, 0);
    return true;
}

/* The unread reports of the stories listed, which are not all unread articles: stories with a muted
 * tag are left out. */
static enum ts_rc unread(const struct listing *l, struct ts_arena *a, struct ts_db *db,
                         int64_t **ids, size_t *n, struct ts_err *err)
{
    struct ts_article_query query = { .unread_only = true };
    struct ts_story_query listed = front_of(l)->query;
    struct ts_map is_listed = { .arena = a };
    struct ts_story_row *stories;
    struct ts_article_row *rows;
    size_t n_stories, n_rows;

    listed.limit = listed.offset = 0;
    enum ts_rc rc = ts_stories_list(a, db, &listed, &stories, &n_stories, err);
    if (rc == TS_OK)
        rc = ts_articles_list(a, db, &query, &rows, &n_rows, err);
    if (rc != TS_OK)
        return rc;
    for (size_t i = 0; i < n_stories; i++)
        *ts_map_put(&is_listed, (uint64_t)stories[i].id) = 1;
    *ids = TS_NEW_ARRAY(a, n_rows, int64_t);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++)
        if (ts_map_find(&is_listed, (uint64_t)rows[i].story_id))
            (*ids)[(*n)++] = rows[i].id;
    return TS_OK;
}

static const char *const *empty(const struct listing *l)
{
    if (front_of(l)->n_sources == 0)
        return no_sources;
    if (front_of(l)->n_muted > 0)
        return all_muted;
    if (front_of(l)->query.unread_only)
        return nothing_unread;
    return front_of(l)->has_articles ? nothing_grouped : nothing_fetched;
}

static const struct listing_class front_class = { load,       id_of,    is_unread,
                                                  subject_of, draw_row, open_row,
                                                  command,    unread,   empty };

void ui_open_front(struct ts_ui *ui)
{
    struct front *f = ui_alloc_view(sizeof *f);

    listing_init(&f->l, &front_class, ui);
    f->query.order = TS_STORY_FRONT;
    ui_push(ui, &f->l.base);
}
