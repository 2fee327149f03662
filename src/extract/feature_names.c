/* Names of features for reasons, and for the script that fits weights. */
#include "features_priv.h"

static const char *const names[TS_F_BOX_50] = {
    [TS_F_LENGTH] = "length",
    [TS_F_WORDS] = "words",
    [TS_F_LINK_SHARE] = "link share",
    [TS_F_LINKS] = "links",
    [TS_F_STOP_SHARE] = "share of small words",
    [TS_F_SENTENCES] = "sentences",
    [TS_F_ENDING] = "ending",
    [TS_F_BEGINNING] = "beginning",
    [TS_F_CAPITALS] = "capitals",
    [TS_F_SHOUTING] = "words in capitals",
    [TS_F_DIGITS] = "digits",
    [TS_F_COMMAS] = "commas",
    [TS_F_WORD_LENGTH] = "length of words",
    [TS_F_PROMPT_COVER] = "share of a prompt",
    [TS_F_PROMPT_KIND] = "prompt",
    [TS_F_REPEATED] = "repeated on the page",
    [TS_F_TITLE_HAS] = "words in the title",
    [TS_F_HAS_TITLE] = "words of the title",
    [TS_F_SUMMARY_HAS] = "words in the summary",
    [TS_F_HAS_SUMMARY] = "words of the summary",
    [TS_F_IN_BODY] = "words in the body told",
    [TS_F_BYLINE] = "starts like a byline",
    [TS_F_NOTE] = "starts like a note",
    [TS_F_PERSON] = "speaks to the reader",
    [TS_F_OUTLET] = "names the outlet",
    [TS_F_ADDRESS] = "has an address",
    [TS_F_INDEX] = "place on the page",
    [TS_F_TEXT_BEFORE] = "text before",
    [TS_F_GOOD_BEFORE] = "good text before",
    [TS_F_GOOD_BEHIND] = "good text just before",
    [TS_F_GOOD_AHEAD] = "good text just after",
    [TS_F_GOOD_FAR_BEHIND] = "good text before it",
    [TS_F_GOOD_FAR_AHEAD] = "good text after it",
    [TS_F_FROM_FIRST] = "blocks from the first good one",
    [TS_F_FROM_LAST] = "blocks from the last good one",
    [TS_F_FROM_HEADLINE] = "blocks from the headline",
    [TS_F_TAG] = "element",
    [TS_F_KIND] = "kind",
    [TS_F_DEPTH] = "depth",
    [TS_F_MAIN_50] = "steps to half of the good text",
    [TS_F_MAIN_80] = "steps to most of the good text",
    [TS_F_IN_MAIN_50] = "inside half of the good text",
    [TS_F_IN_MAIN_80] = "inside most of the good text",
    [TS_F_MAIN_LINKS] = "links around the good text",
    [TS_F_LIKES] = "good text in its likes",
    [TS_F_LIKES_LINKS] = "links in its likes",
    [TS_F_LIKES_COUNT] = "number of its likes",
    [TS_F_LIKES_GOOD] = "quality of its likes",
};

static const char *const cue_names[TS_N_CUES] = {
    [TS_CUE_CONTENT] = "content",
    [TS_CUE_COMMENTS] = "comments",
    [TS_CUE_SHARE] = "sharing",
    [TS_CUE_RELATED] = "related",
    [TS_CUE_NEWSLETTER] = "newsletter",
    [TS_CUE_NAV] = "navigation",
    [TS_CUE_FOOT] = "footer",
    [TS_CUE_SIDE] = "sidebar",
    [TS_CUE_AD] = "advert",
    [TS_CUE_META] = "author or date",
    [TS_CUE_TAGS] = "topics",
    [TS_CUE_CAPTION] = "caption",
    [TS_CUE_MEDIA] = "player",
    [TS_CUE_POPUP] = "popup",
    [TS_CUE_LEAD] = "lead",
    [TS_CUE_TITLE] = "title",
    [TS_CUE_BIO] = "biography",
    [TS_CUE_QUOTE] = "pull quote",
    [TS_CUE_WIDGET] = "widget",
    [TS_CUE_HIDING] = "hidden",
};

static const char *const box_names[TS_N_BOX] = {
    [TS_BOX_BLOCKS] = "blocks in its box",
    [TS_BOX_GOOD] = "good text in its box",
    [TS_BOX_LIKES] = "good text in boxes like it",
    [TS_BOX_LINKS] = "links in its box",
    [TS_BOX_PROMPTS] = "prompts in its box",
    [TS_BOX_CONTROLS] = "forms in its box",
    [TS_BOX_ODD] = "odd box",
};

static const struct {
    int first, n;
    const char *name; /* the level or neighbour follows */
} series[] = {
    { TS_F_GOOD_LEVEL, TS_N_LEVELS, "good text of level" },
    { TS_F_LINKS_LEVEL, TS_N_LEVELS, "links of level" },
    { TS_F_BLOCKS_LEVEL, TS_N_LEVELS, "blocks of level" },
    { TS_F_QUALITY_LEVEL, TS_N_LEVELS, "quality of level" },
    { TS_F_NEAR_LENGTH, TS_N_NEIGHBOURS, "length of neighbour" },
    { TS_F_NEAR_LINKS, TS_N_NEIGHBOURS, "links of neighbour" },
    { TS_F_NEAR_ENDING, TS_N_NEIGHBOURS, "ending of neighbour" },
    { TS_F_NEAR_KIN, TS_N_NEIGHBOURS, "kinship of neighbour" },
    { TS_F_NEAR_PROMPT, TS_N_NEIGHBOURS, "prompt in neighbour" },
};

ts_str ts_feature_name(struct ts_arena *a, int feature)
{
    if (feature < TS_F_BOX_50)
        return ts_str_of(names[feature]);
    if (feature < TS_F_GOOD_LEVEL)
        return ts_str_of(box_names[(feature - TS_F_BOX_50) % TS_N_BOX]);
    if (feature >= TS_F_UNDER_CUE)
        return ts_arena_printf(a, "class of %s", cue_names[feature - TS_F_UNDER_CUE]);
    if (feature >= TS_F_UNDER_TAG)
        return ts_arena_printf(a, "inside %s",
                               ts_tag_name(ts_feature_tags[feature - TS_F_UNDER_TAG]));
    for (size_t i = 0; i < TS_COUNT(series); i++)
        if (feature < series[i].first + series[i].n)
            return ts_arena_printf(a, "%s %d", series[i].name, feature - series[i].first);
    return (ts_str){ 0 };
}
