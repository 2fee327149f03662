/* box_purpose_priv.h - what a box beside the article is for: boxes_priv.h says what a box is. */
#ifndef TEARSHEET_EXTRACT_BOX_PURPOSE_PRIV_H
#define TEARSHEET_EXTRACT_BOX_PURPOSE_PRIV_H

#include "classify_priv.h"

/* What is known of a box. */
struct ts_box {
    const struct ts_node *node;
    size_t n, n_labels, n_quotes, n_links, n_headlines, n_person, n_asking, n_words, n_strong;
    const struct ts_word *prompt; /* a strong one if there is any (n_strong blocks), or NULL */
    bool has_outlet, has_linked_heading, has_sentence, has_controls, is_odd;
    uint32_t cues;             /* of all its blocks */
    double score, bytes, kept; /* sums: of score times size, of size, of size if kept */
    bool is_stripped;
};

/* True for prompts of letters, gifts, networks, portraits and adverts. */
bool ts_prompt_is_strong(const struct ts_word *prompt);

/* How much speaks for a purpose beside the article. */
int ts_box_points(const struct ts_box *box);
/* The points among these for words of letters to the reader. */
int ts_box_asking_points(const struct ts_box *box);
/* What the box is for is to ask: a line that does so in a page of text says nothing of the rest. */
bool ts_box_asks(const struct ts_box *box);
/* Something in it says what it is for, and it is not only made otherwise. */
bool ts_box_tells_purpose(const struct ts_box *box);
/* Its text scores like an article's. */
bool ts_box_is_good(const struct ts_box *box);
/* Gives the verdict the kind and the reason that tell most to a person; the reason is in `a`. */
void ts_box_explain(struct ts_arena *a, const struct ts_box *box, struct ts_verdict *verdict);

#endif
