#include "support/support.h"

#include <string.h>

#include "tearsheet/store/pack.h"

static struct ts_span spans[] = {
    { 0, 6, TS_SPAN_LINK, { "https://harbour.example/ferry", 29 } },
    { 7, 4, TS_SPAN_STRONG, { NULL, 0 } },
};

static struct ts_block blocks[] = {
    { .kind = TS_BLOCK_HEADING, .is_kept = true, .level = 2, .text = { "Quay", 4 }, .score = 1 },
    { .kind = TS_BLOCK_PARAGRAPH,
      .is_kept = true,
      .text = { "Ferry late again.", 17 },
      .score = 0.75F,
      .reason = { "long text", 9 },
      .spans = spans,
      .n_spans = 2 },
    { .kind = TS_BLOCK_LIST_ITEM, .is_kept = true, .level = 1, .number = 300, .text = { "x", 1 } },
    { .kind = TS_BLOCK_TABLE_ROW, .is_kept = true, .is_header = true, .text = { "a\tb", 3 } },
    { .decided_by = TS_BY_RULE, .text = { "stripped", 8 } },
    { .is_kept = true, .decided_by = TS_BY_READER, .text = { "put back", 8 } },
    { .kind = TS_BLOCK_CAPTION,
      .is_kept = true,
      .text = { "A boat", 6 },
      .image = { "https://harbour.example/boat.jpg", 32 } },
    { .kind = TS_BLOCK_NEWSLETTER, .text = { "Sign up", 7 }, .reason = { "form", 4 } },
    { .kind = TS_BLOCK_PARAGRAPH, .text = { "Not kept", 8 } },
};

static ts_str packed_blocks(struct ts_arena *a, const struct ts_block *list, size_t n)
{
    struct ts_buf out = { 0 };
    struct ts_err err;

    assert_ok(ts_pack_blocks(NULL, &out, list, n, &err), &err);
    ts_str packed = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return packed;
}

static void assert_same_block(const struct ts_block *got, const struct ts_block *want)
{
    assert_int_equal(got->kind, want->kind);
    assert_int_equal(got->is_kept, want->is_kept);
    assert_int_equal(got->is_header, want->is_header);
    assert_int_equal(got->decided_by, want->decided_by);
    assert_int_equal(got->level, want->level);
    assert_int_equal(got->number, want->number);
    assert_true(got->score == want->score);
    assert_true(ts_str_eq(got->text, want->text));
    assert_true(ts_str_eq(got->reason, want->reason));
    assert_true(ts_str_eq(got->image, want->image));
    assert_int_equal(got->n_spans, want->n_spans);
    for (size_t i = 0; i < want->n_spans; i++) {
        assert_int_equal(got->spans[i].start, want->spans[i].start);
        assert_int_equal(got->spans[i].len, want->spans[i].len);
        assert_int_equal(got->spans[i].kind, want->spans[i].kind);
        assert_true(ts_str_eq(got->spans[i].target, want->spans[i].target));
    }
}

static void blocks_come_back_as_they_were(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_block *out = NULL;
    struct ts_err err;
    size_t n = 0;

    ts_str packed = packed_blocks(&a, blocks, TS_COUNT(blocks));
    assert_ok(ts_unpack_blocks(&a, packed, &out, &n, &err), &err);
    assert_int_equal(n, TS_COUNT(blocks));
    for (size_t i = 0; i < n; i++)
        assert_same_block(&out[i], &blocks[i]);

    packed = packed_blocks(&a, NULL, 0);
    assert_ok(ts_unpack_blocks(&a, packed, &out, &n, &err), &err);
    assert_int_equal(n, 0);
    ts_arena_done(&a);
}

static void the_text_is_that_of_the_article(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks) };
    struct ts_err err;
    ts_str text;

    ts_str packed = packed_blocks(&a, blocks, TS_COUNT(blocks));
    assert_ok(ts_unpack_text(&a, packed, &text, &err), &err);
    assert_slice_equal(text, "Quay\n\nFerry late again.\n\nx\n\na\tb\n\nput back");
    assert_true(ts_str_eq(text, ts_article_text(&a, &article)));
    ts_arena_done(&a);
}

static void every_prefix_is_refused(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_block *out = NULL;
    size_t n = 0;
    ts_str text;

    ts_str packed = packed_blocks(&a, blocks, TS_COUNT(blocks));
    for (size_t len = 0; len < packed.len; len++) {
        struct ts_err err = { 0 };
        /* A copy of just that length: a read behind it is found by the sanitizer. */
        struct ts_arena b = { 0 };
        ts_str prefix = ts_arena_str(&b, ts_str_sub(packed, 0, len));
        assert_int_equal(ts_unpack_blocks(&b, prefix, &out, &n, &err), TS_ERR_STORE);
        assert_true(strlen(err.msg) > 0);
        assert_int_equal(ts_unpack_text(&b, prefix, &text, &err), TS_ERR_STORE);
        ts_arena_done(&b);
    }
    assert_null(out);
    ts_arena_done(&a);
}

/* Kinds index tables of those who show spans. */
static void a_span_of_no_kind_is_refused(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_span span = { 0, 1, (enum ts_span_kind)(TS_SPAN_CODE + 1), { 0 } };
    struct ts_block block = { .text = TS_STR("x"), .spans = &span, .n_spans = 1 };
    struct ts_block *out = NULL;
    size_t n = 0;

    ts_str packed = packed_blocks(&a, &block, 1);
    assert_int_equal(ts_unpack_blocks(&a, packed, &out, &n, NULL), TS_ERR_STORE);
    ts_arena_done(&a);
}

/* Whatever single byte is wrong, the result is a value or an error. */
static void damage_is_survived(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };

    ts_str packed = packed_blocks(&a, blocks, TS_COUNT(blocks));
    for (size_t i = 0; i < packed.len; i++)
        for (int bit = 0; bit < 8; bit++) {
            struct ts_arena b = { 0 };
            struct ts_block *out = NULL;
            size_t n = 0;
            ts_str broken = ts_arena_str(&b, packed);
            ((char *)broken.ptr)[i] ^= (char)(1 << bit);
            enum ts_rc rc = ts_unpack_blocks(&b, broken, &out, &n, NULL);
            assert_true(rc == TS_OK || rc == TS_ERR_STORE);
            ts_arena_done(&b);
        }
    ts_arena_done(&a);
}

/* Bytes that are a sound frame but no blocks: every prefix, and numbers that are too large. */
static void wrong_blocks_in_a_sound_frame_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
        { "", 0 },
        { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10 }, /* that many blocks */
        { "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80", 12 },
        { "\x01\x00\x01\x00\x00\x00\x00\x00\x00\xff\x7f"
          "abc",
          14 }, /* a text longer than all */
        { "\x01\x00\x01\x00\x00\x00\x00\x00\x00\x02"
          "ab\x00\x00\x01\x02\x01\x00\x00",
          19 },
        { "\x00trailing", 9 },
    };
    struct ts_arena a = { 0 };

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_buf frame = { 0 };
        struct ts_block *out = NULL;
        struct ts_err err = { 0 };
        size_t n = 0;
        assert_ok(ts_pack_bytes(NULL, &frame, (ts_str){ cases[i].bytes, cases[i].len }, &err),
                  &err);
        frame.ptr[0] = 2; /* the form of blocks */
        assert_int_equal(ts_unpack_blocks(&a, ts_buf_str(&frame), &out, &n, &err), TS_ERR_STORE);
        assert_string_equal(err.msg, "a packed text is damaged: its blocks do not add up");
        ts_buf_done(&frame);
    }
    ts_arena_done(&a);
}

/* What a packer keeps from one blob plays no part in the next. */
static void a_packer_packs_many(void **state)
{
    (void)state;
    struct ts_packer packer = { 0 };
    struct ts_buf alone = { 0 }, out = { 0 };
    struct ts_err err;
    char text[2000];

    for (size_t i = 0; i < 50; i++) {
        for (size_t k = 0; k < sizeof text; k++)
            text[k] = (char)('a' + (k * k + i) % 17);
        const ts_str bytes = { text, sizeof text - i };
        ts_buf_clear(&alone);
        ts_buf_clear(&out);
        assert_ok(ts_pack_bytes(NULL, &alone, bytes, &err), &err);
        assert_ok(ts_pack_bytes(&packer, &out, bytes, &err), &err);
        assert_true(ts_str_eq(ts_buf_str(&out), ts_buf_str(&alone)));
    }
    ts_packer_done(&packer);
    ts_packer_done(&packer); /* does no harm */
    ts_buf_done(&alone);
    ts_buf_done(&out);
}

static void pages_come_back_byte_by_byte(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_buf out = { 0 };
    struct ts_err err;
    char page[3000];
    ts_str back;

    for (size_t i = 0; i < sizeof page; i++)
        page[i] = (char)(i * i % 251);
    assert_ok(ts_pack_bytes(NULL, &out, (ts_str){ page, sizeof page }, &err), &err);
    assert_ok(ts_unpack_bytes(&a, ts_buf_str(&out), &back, &err), &err);
    assert_int_equal(back.len, sizeof page);
    assert_memory_equal(back.ptr, page, sizeof page);
    assert_int_equal(ts_unpack_bytes(&a, ts_str_sub(ts_buf_str(&out), 0, 5), &back, &err),
                     TS_ERR_STORE);
    assert_int_equal(ts_unpack_bytes(&a, TS_STR("\x07what"), &back, &err), TS_ERR_STORE);
    assert_string_equal(err.msg, "a packed text of an unknown form");
    ts_buf_done(&out);
    ts_arena_done(&a);
}

static void too_much_is_refused(void **state)
{
    (void)state;
    struct ts_buf out = { 0 };
    struct ts_err err;
    static const char byte[1];

    /* The length is judged before a byte is read. */
    assert_int_equal(ts_pack_bytes(NULL, &out, (ts_str){ byte, TS_PACK_MAX_BYTES + 1 }, &err),
                     TS_ERR_LIMIT);
    assert_int_equal(out.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_packer_packs_many),
        cmocka_unit_test(blocks_come_back_as_they_were),
        cmocka_unit_test(the_text_is_that_of_the_article),
        cmocka_unit_test(every_prefix_is_refused),
        cmocka_unit_test(damage_is_survived),
        cmocka_unit_test(a_span_of_no_kind_is_refused),
        cmocka_unit_test(wrong_blocks_in_a_sound_frame_are_refused),
        cmocka_unit_test(pages_come_back_byte_by_byte),
        cmocka_unit_test(too_much_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
