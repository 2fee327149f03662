/* articles_priv.h - what loading and drawing a list of articles share. */
#ifndef TEARSHEET_TUI_ARTICLES_PRIV_H
#define TEARSHEET_TUI_ARTICLES_PRIV_H

#include "listing_priv.h"
#include "tearsheet/store/stories.h"

/* A report; or, below the reports of a story, another story of the same affair. */
struct article_line {
    struct ts_article_row article;
    ts_str age;
    const struct ts_story_row *story; /* NULL for a report */
    bool is_later;                    /* of a story: than the one shown */
    ts_str unread;                    /* of a story: "2/5" */
    ts_str news;                      /* of a report: "+3 new of 12" */
};

struct articles {
    struct listing l;
    struct ts_article_query query;
    const struct novelty *novelty;
    bool has_news; /* of a row: the column is wider then */
    ts_str name;   /* of the source, tag or search; in l.base.own */
};

static inline const struct articles *articles_of(const struct listing *l)
{
    return (const struct articles *)l;
}

static inline const struct article_line *line_of(const struct listing *l, size_t i)
{
    return &((const struct article_line *)l->rows)[i];
}

static inline const struct ts_article_row *row_of(const struct listing *l, size_t i)
{
    return &line_of(l, i)->article;
}

/* listing_class.draw_row */
void ui_articles_draw_row(const struct listing *l, size_t i, struct ts_surface *s);

#endif
