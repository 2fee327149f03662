/* features_priv.h - what there is to know about a block, in numbers. */
#ifndef TEARSHEET_EXTRACT_FEATURES_PRIV_H
#define TEARSHEET_EXTRACT_FEATURES_PRIV_H

#include "blocks_priv.h"
#include "cues_priv.h"
#include "prompts_priv.h"

/* Elements whose distance above a block counts, in the order of ts_feature_tags. */
#define TS_N_FEATURE_TAGS 20
enum { TS_UNDER_ASIDE = 2, TS_UNDER_FOOTER, TS_UNDER_NAV, TS_UNDER_HEADER, TS_UNDER_FORM };
enum { TS_UNDER_BUTTON = 14 };
#define TS_UNDER_CUES TS_N_FEATURE_TAGS /* behind these: the names that speak of a cue */
#define TS_N_UNDER (TS_UNDER_CUES + TS_N_CUES)
#define TS_N_LEVELS 4     /* the block's element and three above it */
#define TS_N_NEIGHBOURS 6 /* three before, three behind */
#define TS_FAR 15         /* the largest distance told; none at all is the same */

/* A block's box is the child of the main container that holds it: a paragraph by itself, or a box
 * of several blocks that may serve another purpose. */
enum ts_box_feature {
    TS_BOX_BLOCKS = 0, /* log2 of their number; -1 for all of these outside the container */
    TS_BOX_GOOD,       /* share of the container's good text */
    TS_BOX_LIKES,      /* the same for all boxes with its tag and class */
    TS_BOX_LINKS,      /* link share */
    TS_BOX_PROMPTS,    /* share of its blocks that have a prompt */
    TS_BOX_CONTROLS,   /* forms, buttons, fields in it: 0, 1 or 2 for more */
    TS_BOX_ODD, /* 0 like the others, 1 not; 2 with a telling name, 3 with a prompt, 4 both */
    TS_N_BOX,
};

/* Shares are 0 to 1.  A feature that does not apply (a level above the root, a neighbour beyond the
 * end) is -1. */
enum ts_feature {
    TS_F_LENGTH = 0, /* log2(1 + letters), where a letter of a script without spaces is two */
    TS_F_WORDS,
    TS_F_LINK_SHARE, /* of the text's bytes */
    TS_F_LINKS,
    TS_F_STOP_SHARE, /* frequent words without meaning of their own, of all words */
    TS_F_SENTENCES,  /* sentence ends */
    TS_F_ENDING,     /* 0 nothing, 1 of a sentence, 2 colon, 3 comma, 4 ellipsis or arrow */
    TS_F_BEGINNING,  /* 0 capital, 1 lower case, 2 digit, 3 quotation mark, 4 other */
    TS_F_CAPITALS,   /* words that start with a capital */
    TS_F_SHOUTING,   /* words without a lower-case letter */
    TS_F_DIGITS,     /* of the characters */
    TS_F_COMMAS,     /* in 100 characters */
    TS_F_WORD_LENGTH,
    TS_F_PROMPT_COVER, /* the prompt's share of the text */
    TS_F_PROMPT_KIND,  /* enum ts_block_kind of it, 0 for none */
    TS_F_REPEATED,     /* the same text is there before (1) or behind (2) */
    TS_F_TITLE_HAS,    /* of the block's words */
    TS_F_HAS_TITLE,    /* of the title's words */
    TS_F_SUMMARY_HAS,
    TS_F_HAS_SUMMARY,
    TS_F_IN_BODY,     /* of its runs of three words, those in the body told; -1 if none is told */
    TS_F_BYLINE,      /* starts like one */
    TS_F_NOTE,        /* starts like an editor's note */
    TS_F_PERSON,      /* of its words, those that speak to the reader: you, we, our */
    TS_F_OUTLET,      /* words of the outlet's name in it */
    TS_F_ADDRESS,     /* has an address with @ or :// */
    TS_F_INDEX,       /* of the blocks before */
    TS_F_TEXT_BEFORE, /* of the page's text */
    TS_F_GOOD_BEFORE, /* of the page's good text: long, unlinked, in sentences */
    TS_F_GOOD_BEHIND, /* log2 letters of it in the next 5 blocks, and so on */
    TS_F_GOOD_AHEAD,
    TS_F_GOOD_FAR_BEHIND, /* 20 blocks */
    TS_F_GOOD_FAR_AHEAD,
    TS_F_FROM_FIRST, /* blocks from the first good one in the main container, -99 to 99 */
    TS_F_FROM_LAST,
    TS_F_FROM_HEADLINE, /* blocks behind the headline, -99 to 99 */
    TS_F_TAG,           /* enum ts_tag of the block's element */
    TS_F_KIND,          /* enum ts_block_kind by markup */
    TS_F_DEPTH,
    TS_F_MAIN_50, /* steps up to an element that holds half of the good text */
    TS_F_MAIN_80,
    TS_F_IN_MAIN_50,
    TS_F_IN_MAIN_80,
    TS_F_MAIN_LINKS, /* link share of the one with 80 % */
    TS_F_LIKES,      /* share of good text in blocks with the same names */
    TS_F_LIKES_LINKS,
    TS_F_LIKES_COUNT, /* log2 */
    TS_F_LIKES_GOOD,  /* of those blocks' text, what is good */
    TS_F_BOX_50,      /* about its box below half of the good text, TS_N_BOX of them */
    TS_F_BOX_80 = TS_F_BOX_50 + TS_N_BOX,     /* below most of it */
    TS_F_GOOD_LEVEL = TS_F_BOX_80 + TS_N_BOX, /* by level: share of the page's good text */
    TS_F_LINKS_LEVEL = TS_F_GOOD_LEVEL + TS_N_LEVELS,
    TS_F_BLOCKS_LEVEL = TS_F_LINKS_LEVEL + TS_N_LEVELS,   /* log2 */
    TS_F_QUALITY_LEVEL = TS_F_BLOCKS_LEVEL + TS_N_LEVELS, /* of its text, what is good */
    TS_N_OWN_FEATURES = TS_F_QUALITY_LEVEL + TS_N_LEVELS, /* so far those that a row holds */
    TS_F_NEAR_LENGTH = TS_N_OWN_FEATURES,                 /* by neighbour -3 -2 -1 1 2 3 */
    TS_F_NEAR_LINKS = TS_F_NEAR_LENGTH + TS_N_NEIGHBOURS,
    TS_F_NEAR_ENDING = TS_F_NEAR_LINKS + TS_N_NEIGHBOURS,
    TS_F_NEAR_KIN = TS_F_NEAR_ENDING + TS_N_NEIGHBOURS,  /* 2 same parent and tag, 1 same parent */
    TS_F_NEAR_PROMPT = TS_F_NEAR_KIN + TS_N_NEIGHBOURS,  /* its share of the text */
    TS_F_UNDER_TAG = TS_F_NEAR_PROMPT + TS_N_NEIGHBOURS, /* steps up to it */
    TS_F_UNDER_CUE = TS_F_UNDER_TAG + TS_N_FEATURE_TAGS,
    TS_N_FEATURES = TS_F_UNDER_CUE + TS_N_CUES,
};

/* A page with all that its blocks are looked at with. */
struct ts_page {
    const struct ts_dom *dom;
    const uint32_t *cues;
    struct ts_pieces pieces;
    ts_str url;     /* its address, or empty */
    ts_str authors; /* their names, parted by "; " */
    ts_str title;
    ts_str summary;
    ts_str body; /* the article's text as the page's data tell it, or empty */
    ts_str lang;
    ts_str site;                    /* the outlet's name */
    const struct ts_node *headline; /* or NULL */
    bool is_article;                /* the page calls itself one */
    bool is_other;                  /* the page calls itself something else */
};

/* Most pages have hundreds of blocks, so a row holds nothing that is a matter of looking. */
struct ts_features {
    float v[TS_N_OWN_FEATURES];
    uint8_t under[TS_N_UNDER];    /* steps up to each of the feature tags, then to each cue */
    const struct ts_word *prompt; /* the phrase found in it, or NULL */
    const struct ts_node *box;    /* below half of the good text, else below most of it, or NULL */
    float box_values[TS_N_BOX];   /* of that box */
    uint32_t n_asking;            /* words that letters to the reader are made of */
    uint32_t n_giving;            /* words that ask for money */
    uint32_t n_outlet;            /* words of the outlet that speaks of itself: we, our */
    uint32_t likes;               /* number of the group of blocks that have the same names */
};

extern const uint8_t ts_feature_tags[TS_N_FEATURE_TAGS]; /* enum ts_tag */

/* One row a block, in `a`. */
struct ts_features *ts_features_of(struct ts_arena *a, const struct ts_page *page);

/* Writes all TS_N_FEATURES values of block `i`: those of its row, and what its neighbours' rows and
 * their places tell. */
void ts_features_put(const struct ts_page *page, const struct ts_features *rows, size_t i,
                     float *values);

/* "link share", "steps to aside", ...: for reasons and for training.  In `a` or static. */
ts_str ts_feature_name(struct ts_arena *a, int feature);

#endif
