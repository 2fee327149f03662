/* articles_draw.c - the rows of a list of articles. */
#include "articles_priv.h"

#include "tearsheet/base/utf8.h"

/* What a reader should know before opening it: that it is not whole, or not there yet. */
static ts_str state_of(const struct article_line *line)
{
    const struct ts_article_row *row = &line->article;

    if (row->is_wanted && row->completeness == TS_COMPLETE_FEED)
        return TS_STR("to fetch");
    if (row->copy_of_id != 0)
        return TS_STR("copy");
    if (line->news.len > 0)
        return line->news;
    return row->completeness == TS_COMPLETE_FULL
               ? TS_STR("")
               : ts_str_of(ts_completeness_name(row->completeness));
}

static int state_cols(const struct listing *l)
{
    return articles_of(l)->has_news ? 13 : 8;
}

/* The snippet behind the title, what was found in it marked. */
static void draw_snippet(struct ts_surface *s, int col, int end, ts_str snippet)
{
    enum ts_role role = TS_ROLE_DIM;
    size_t start = 0;

    for (size_t i = 0; i <= snippet.len && col < end; i++) {
        char c = i < snippet.len ? snippet.ptr[i] : TS_MARK_OFF;
        if (c != TS_MARK_ON && c != TS_MARK_OFF)
            continue;
        col += ts_surface_put(s, 0, col, end - col, ts_str_sub(snippet, start, i - start), role, 0);
        role = c == TS_MARK_ON ? TS_ROLE_MATCH : TS_ROLE_DIM;
        start = i + 1;
    }
}

static int outlet_cols(const struct ts_surface *s)
{
    return s->cols / 5 > 20 ? 20 : s->cols / 5;
}

/* Another story of the affair: whether it came before or after stands where reports have their
 * outlet. */
static void draw_story(const struct listing *l, size_t i, struct ts_surface *s, int end)
{
    const struct article_line *line = line_of(l, i);
    const char *sign = line->is_later ? (s->ascii ? "v" : "↓") : (s->ascii ? "^" : "↑");
    int col = 4;

    ts_surface_put(s, 0, 2, 1, ts_str_of(sign), TS_ROLE_DIM, 0);
    if (s->cols >= 70)
        end = row_put_right(s, end, state_cols(l), line->unread, TS_ROLE_DIM);
    if (s->cols >= 40) {
        ts_surface_put_cut(s, 0, col, outlet_cols(s),
                           line->is_later ? TS_STR("later") : TS_STR("earlier"), TS_ROLE_DIM, 0);
        col += outlet_cols(s) + 2;
    }
    row_put_headline(l, i, s, col, end, line->story->headline, line->story->n_unread > 0,
                     line->story->tags, line->story->n_tags);
}

void ui_articles_draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct article_line *line = line_of(l, i);
    const struct ts_article_row *row = &line->article;
    bool is_story = articles_of(l)->query.story_id != 0;
    int col = 4, end = row_put_age(l, s, s->cols - 1, line->age);

    if (line->story) {
        draw_story(l, i, s, end);
        return;
    }
    if (row->is_starred)
        ts_surface_put(s, 0, 2, 1, s->ascii ? TS_STR("+") : TS_STR("★"), TS_ROLE_STAR, 0);
    if (s->cols >= 70)
        end = row_put_right(s, end, state_cols(l), state_of(line), TS_ROLE_DIM);
    int width = outlet_cols(s);
    if (is_story && s->cols >= 40) { /* who says it comes first where all speak of the same */
        ts_surface_put_cut(s, 0, col, width, row->site, TS_ROLE_OUTLET, 0);
        col += width + 2;
    } else if (s->cols >= 50) {
        end = row_put_right(s, end, width, row->site, TS_ROLE_OUTLET);
    }
    row_put_headline(l, i, s, col, end, row->title, !row->is_read, row->tags, row->n_tags);
    int used = col + ts_utf8_cols(row->title) + 2;
    if (row->snippet.len > 0 && row->n_tags == 0)
        draw_snippet(s, used, end, row->snippet);
}
