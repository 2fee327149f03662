/* mend_state_priv.h - what the sources of the mending share: where it is in the document, and the
 * parts of tags. */
#ifndef TEARSHEET_FEED_MEND_STATE_PRIV_H
#define TEARSHEET_FEED_MEND_STATE_PRIV_H

#include "mend_priv.h"
#include "tearsheet/base/buf.h"

struct mend {
    ts_str in;
    size_t pos;
    struct ts_buf out;
    struct ts_buf character; /* of one reference */
    ts_mend_sink *sink;
    void *ctx;
    bool is_stopped;
    size_t n_declarations;
    bool no_comment_end, no_instruction_end, no_tag_end; /* does not come any more */
    ts_str *open;                                        /* names as written */
    size_t depth, max_depth;
    size_t n_left_out; /* start tags without an end that were too deep */
    struct ts_xml_fault *fault;
};

static inline char ts_mend_char_at(const struct mend *m, size_t i)
{
    return i < m->in.len ? m->in.ptr[i] : '\0';
}

/* Bytes at `i` that are no character of XML: a control character, U+FFFE or U+FFFF; 0 for all else.
 */
static inline size_t ts_mend_bad_len(const struct mend *m, size_t i)
{
    unsigned char c = (unsigned char)m->in.ptr[i];

    if (c < ' ')
        return c != '\t' && c != '\n' && c != '\r';
    if (c != 0xEF || m->in.len - i < 3 || (unsigned char)m->in.ptr[i + 1] != 0xBF)
        return 0;
    return (unsigned char)m->in.ptr[i + 2] >= 0xBE ? 3 : 0;
}

/* Letters of other scripts can be in names too, but feeds use none, and not every character is a
 * letter. */
static inline bool ts_mend_is_name_start(char c)
{
    return ts_is_alpha(c) || c == '_' || c == ':';
}

/* Notes that `what` is wrong at byte `at`, if it is the first thing that is. */
void ts_mend_note(struct mend *m, size_t at, const char *what);

/* The name at `from`, or empty. */
ts_str ts_mend_name_at(const struct mend *m, size_t from);

/* Puts what the "&" at `from` begins, escaped if it is nothing; returns how far it goes. */
size_t ts_mend_reference(struct mend *m, size_t from);

/* Puts the attributes and moves behind the tag.  True if it has no content ("/>"). */
bool ts_mend_attributes(struct mend *m);

#endif
