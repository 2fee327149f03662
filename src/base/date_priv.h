/* date_priv.h - tokens, names and shapes of dates; shared by the sources of base/date. */
#ifndef TEARSHEET_BASE_DATE_PRIV_H
#define TEARSHEET_BASE_DATE_PRIV_H

#include "tearsheet/base/date.h"

/* 1 to 12 for a month's name or abbreviation in lower case, in any language of the table, or 0. */
int ts_month_of_name(ts_str lower);

struct ts_zone {
    const char *name;  /* lower case */
    int16_t east_min;  /* minutes east of UTC */
    bool is_us_either; /* "ET": standard or summer time, by the rule of the United States */
};

/* The zone of a name in lower case ("cest"), or NULL. */
const struct ts_zone *ts_zone_of_name(ts_str lower);

/* Reads the forms that most feeds write, RFC 822 and RFC 3339 to the letter; false for any other.
 */
bool ts_when_read_common(ts_str text, struct ts_when *out);

/* True for the words that stand between the parts of a date ("of", "de") or between the date and
 * its time ("at", "um"), in lower case. */
bool ts_date_is_joint(ts_str lower);

#define TS_DATE_WORD_MAX 40 /* bytes of a word that can be a name */

enum ts_token_kind { TS_TOKEN_END, TS_TOKEN_NUMBER, TS_TOKEN_WORD, TS_TOKEN_MARK };

struct ts_date_token {
    enum ts_token_kind kind;
    bool is_spaced;              /* white space stands before it */
    int n_digits;                /* of numbers */
    int64_t value;               /* of numbers, meaningless beyond 18 digits */
    uint32_t rune;               /* of marks */
    char word[TS_DATE_WORD_MAX]; /* lower case; empty if it is too long for a name */
    size_t word_len;
    size_t start;
};

struct ts_date_lexer {
    ts_str text;
    size_t pos;
    bool is_whole; /* the text should be a date and nothing else: terse forms are read too */
};

struct ts_moment {
    int64_t epoch_at; /* instead of all the rest, if it is not 0 */
    int year, month, day;
    int hour, minute, second;
    int zone_min;
    bool has_time, has_zone;
    bool is_us_zone;   /* zone_min is standard time, and summer time is to be worked out */
    bool is_partial;   /* year and month alone */
    bool is_swappable; /* see struct ts_when */
};

/* The next token, and past it; or without moving. */
struct ts_date_token ts_date_next(struct ts_date_lexer *in);
struct ts_date_token ts_date_peek(const struct ts_date_lexer *in);
ts_str ts_date_word(const struct ts_date_token *t);
/* The value of a decimal digit of any known script, or -1. */
int ts_date_digit(uint32_t rune);

/* All of these: true and past it, or false and where it was. */
bool ts_date_eat_mark(struct ts_date_lexer *in, uint32_t rune);
bool ts_date_eat_word(struct ts_date_lexer *in, const char *word);
/* The bytes of `text`, white space before them skipped. */
bool ts_date_eat_text(struct ts_date_lexer *in, const char *text);
bool ts_date_eat_any(struct ts_date_lexer *in, const char *const *texts, size_t n, size_t *which);
bool ts_date_eat_number(struct ts_date_lexer *in, int min_digits, int max_digits, int *out);

/* A clock at this very place, with its half of the day and its zone. */
bool ts_date_eat_clock(struct ts_date_lexer *in, struct ts_moment *m);
/* The zone that may stand here. */
void ts_date_eat_zone(struct ts_date_lexer *in, struct ts_moment *m);
/* The time that may follow a date, with what stands between them. */
void ts_date_eat_time(struct ts_date_lexer *in, struct ts_moment *m);

/* A date of any shape that starts right here and is on the calendar. */
bool ts_date_eat_day(struct ts_date_lexer *in, struct ts_moment *m);
/* Marks and small words between the parts of a date in words, at most three. */
void ts_date_eat_joints(struct ts_date_lexer *in);
/* Is it on the calendar, in the years that are read? */
bool ts_date_is_possible(const struct ts_moment *m);

#endif
