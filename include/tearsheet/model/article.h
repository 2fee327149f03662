/* article.h - an article: what a page turned into.
 *
 * Plain records that every room speaks of.  All pointers go into the arena that the record was made
 * in. */
#ifndef TEARSHEET_MODEL_ARTICLE_H
#define TEARSHEET_MODEL_ARTICLE_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/str.h"

/* What a block of text is.  Kinds up to TS_BLOCK_LAST_KEPT belong to an article, those behind it
 * are what is stripped.  The numbers are stored: new kinds go before the sentinels of their half
 * with the next free number, and none is ever reused. */
enum ts_block_kind {
    TS_BLOCK_PARAGRAPH = 0,
    TS_BLOCK_HEADING = 1,
    TS_BLOCK_LIST_ITEM = 2,
    TS_BLOCK_QUOTE = 3,
    TS_BLOCK_PRE = 4,       /* preformatted: spaces and newlines count */
    TS_BLOCK_TABLE_ROW = 5, /* cells parted by tabs; rows of one table follow each other */
    TS_BLOCK_CAPTION = 6,
    TS_BLOCK_BYLINE = 7,    /* author or dateline */
    TS_BLOCK_NOTE = 8,      /* editor's note, correction */
    TS_BLOCK_TIMESTAMP = 9, /* of a live blog's entry */
    TS_BLOCK_STANDFIRST = 10,
    TS_BLOCK_TITLE = 11,
    TS_BLOCK_LAST_KEPT = 31,

    TS_BLOCK_NAVIGATION = 32,
    TS_BLOCK_DONATION = 33,
    TS_BLOCK_NEWSLETTER = 34, /* subscribe and sign-up forms too */
    TS_BLOCK_RELATED = 35,    /* related, most read, read also */
    TS_BLOCK_ADVERT = 36,
    TS_BLOCK_SOCIAL = 37,
    TS_BLOCK_COMMENTS = 38,
    TS_BLOCK_BIO = 39,
    TS_BLOCK_LEGAL = 40, /* copyright, cookies, terms */
    TS_BLOCK_MEDIA = 41, /* players, placeholders, toolbar labels */
    TS_BLOCK_OTHER = 42,
};

/* "paragraph", "list-item", "newsletter", ...: the names in JSON and on the screen. */
const char *ts_block_kind_name(enum ts_block_kind kind);

enum ts_span_kind { TS_SPAN_LINK, TS_SPAN_EMPHASIS, TS_SPAN_STRONG, TS_SPAN_CODE };

/* A run of a block's text, in bytes, that means more than its letters.  Spans are sorted by start.
 */
struct ts_span {
    uint32_t start;
    uint32_t len;
    enum ts_span_kind kind;
    ts_str target; /* of links: absolute address */
};

/* A run of the text of one block of an article, in bytes. */
struct ts_passage {
    size_t block;
    size_t start;
    size_t len;
};

/* Who decided whether a block is part of its article.  The numbers are stored. */
enum ts_decider {
    TS_BY_EXTRACTOR = 0,
    TS_BY_RULE = 1,   /* of the reader, for the site */
    TS_BY_READER = 2, /* who put it back */
};

struct ts_block {
    enum ts_block_kind kind;
    bool is_kept; /* part of the article */
    enum ts_decider decided_by;
    bool is_header;  /* of table rows: heads its columns */
    uint8_t level;   /* headings: 1 to 6; list items and quotes: nesting, from 1 */
    uint16_t number; /* of list items: its number in an ordered list, 0 for a bullet */
    float score;     /* 0 surely boilerplate to 1 surely article */
    ts_str text;     /* white space collapsed, but in TS_BLOCK_PRE; "\n" where a line was broken on
                        purpose */
    ts_str reason;   /* why it was kept or not: "link density .92", "class related"; may be empty */
    ts_str image;    /* of captions: address of their image; may be empty */
    struct ts_span *spans;
    size_t n_spans;
};

enum ts_completeness {
    TS_COMPLETE_FULL = 0,
    TS_COMPLETE_PARTIAL, /* a page of several, or cut */
    TS_COMPLETE_STUB,    /* a paywall or teaser stands where the text should be */
    TS_COMPLETE_FEED,    /* the feed's own text; the page was not read */
};
const char *ts_completeness_name(enum ts_completeness completeness);

struct ts_article {
    ts_str url;       /* where it was fetched */
    ts_str canonical; /* what the page calls its address, or `url` in canonical form */
    ts_str title;
    ts_str byline; /* names parted by "; " */
    ts_str lang;   /* two letters */
    ts_str site;   /* the outlet's name */
    ts_str image;
    ts_str summary; /* standfirst or description */
    struct ts_when published;
    struct ts_when modified;
    enum ts_completeness completeness;
    /* Of the pages at hand, wherever it goes on; not stored. */
    enum ts_completeness page_completeness;
    ts_str next_url;         /* the page it goes on on, or empty; not stored */
    struct ts_block *blocks; /* all of them in the page's order, kept and stripped */
    size_t n_blocks;
    size_t n_words; /* of the kept text */
};

/* The article's text alone: kept paragraphs, headings, list items, quotes, code, table rows and
 * notes, parted by blank lines; without title, captions and bylines.  What `text` is in JSON. */
ts_str ts_article_text(struct ts_arena *a, const struct ts_article *article);

/* Counts the words of the kept text into n_words. */
void ts_article_count_words(struct ts_article *article);

/* True for the kinds of block that ts_article_text() has. */
bool ts_block_is_text(const struct ts_block *block);

#endif
