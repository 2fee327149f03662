/* fingerprint.h - what the grouping needs to know of a report.
 *
 * Made once when a report arrives and kept by the store as bytes, so that a program start reads no
 * text again.  Words are 32-bit hashes of their stems; which word a hash was is not kept. */
#ifndef TEARSHEET_STORY_FINGERPRINT_H
#define TEARSHEET_STORY_FINGERPRINT_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/story.h"

/* Rising: of a word that is met in several kinds the highest is kept. */
enum ts_term_kind {
    TS_TERM_COMMON = 0, /* a word that news is full of */
    TS_TERM_WORD = 1,
    TS_TERM_NAME = 2,   /* a word that is written like a name, or is part of one */
    TS_TERM_SPAN = 3,   /* a name of several words as one */
    TS_TERM_NUMBER = 4, /* digits, without separators of thousands */
};

/* How usual a word is in the news of its language. */
enum ts_term_usage {
    TS_USAGE_UNKNOWN = 0, /* nothing is known of it: a language without a table, a span */
    TS_USAGE_RARE = 1,    /* in fewer than one article of a hundred */
    TS_USAGE_USUAL = 2,
    TS_USAGE_EVERYDAY = 3, /* in one of twelve or more */
};

/* A word of a report and how often it is in its parts. */
struct ts_term {
    uint32_t hash;
    unsigned kind : 4;  /* enum ts_term_kind */
    unsigned usage : 4; /* enum ts_term_usage */
    uint8_t title;      /* counts stop at 255 */
    uint8_t lead;       /* the first paragraphs */
    uint8_t body;       /* the text behind them */
};

enum ts_report_form {
    TS_FORM_REPORT = 0,
    TS_FORM_HEADLINE = 1, /* nothing but a headline, or little more */
    TS_FORM_ROUNDUP = 2,  /* several events in one text: it joins no story */
    TS_FORM_LIVE = 3,     /* entries with times of day */
};

struct ts_fingerprint {
    int64_t id;
    int64_t at;       /* when it was published, by its date or its address; 0 not known */
    bool is_day;      /* `at` is a bare day */
    uint8_t weekdays; /* that its headline and beginning name: bits, Monday first */
    uint8_t form;     /* enum ts_report_form */
    char lang[4];     /* two letters and NULs, all NUL if not known */
    uint32_t site;    /* hash of the outlet, 0 not known */
    uint64_t url;     /* hash of the canonical address, 0 not known */
    uint32_t n_words;
    struct ts_term *terms; /* sorted by hash, each hash once */
    uint32_t n_terms;
    uint32_t *sounds;    /* names of the headline and lead by their consonants, and numbers: what */
    uint32_t n_sounds;   /* is alike in all languages; sorted */
    uint32_t *shingles;  /* the smallest hashes of runs of words of the text: likeness of copies */
    uint32_t n_shingles; /* sorted */
    bool has_all_shingles; /* none was left out */
};

/* Reads a report.  The result and all it points at are in `a`; `report` is not kept.  A missing
 * language is guessed. */
struct ts_fingerprint *ts_fingerprint_make(struct ts_arena *a, const struct ts_report *report);

struct ts_lexicon_lang;

/* The words of reports with what was found out of each.  All-zero is an empty one. */
struct ts_lexicon {
    struct ts_arena arena;
    struct ts_lexicon_lang *langs;
};

/* Frees what it has learnt. */
void ts_lexicon_done(struct ts_lexicon *l);

/* ts_fingerprint_make() for reports that come together: the same, and sooner done the more of its
 * words `l` has learnt from those before. */
struct ts_fingerprint *ts_fingerprint_make_with(struct ts_arena *a, struct ts_lexicon *l,
                                                const struct ts_report *report);

/* As bytes in `a`, the same on every machine; begins with a version. */
ts_str ts_fingerprint_pack(struct ts_arena *a, const struct ts_fingerprint *fp);

/* Back from bytes, into `a`; `bytes` are not kept.  TS_ERR_PARSE when they are cut, damaged, or of
 * another version (make it again from the report then). */
TS_CHECKED enum ts_rc ts_fingerprint_unpack(struct ts_arena *a, ts_str bytes,
                                            struct ts_fingerprint **out, struct ts_err *err);

/* The share of the words' runs of the shorter text that the other one has too, 0 to 1. */
float ts_fingerprint_overlap(const struct ts_fingerprint *x, const struct ts_fingerprint *y);
/* Is that share `least` (above 0) or more?  Most reports are told apart early. */
bool ts_fingerprint_overlaps(const struct ts_fingerprint *x, const struct ts_fingerprint *y,
                             float least);

#endif
