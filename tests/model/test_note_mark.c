/* Which links belong to footnotes, and how their marks are written. */
#include "support/support.h"

#include "tearsheet/model/note_mark.h"

#define HERE "https://port.example/ferry#note"

static void links_of_notes_are_told_from_others(void **state)
{
    static const struct {
        const char *text, *target;
        enum ts_note_link want;
    } cases[] = {
        { "1", HERE, TS_NOTE_MARK },
        { "[12]", HERE, TS_NOTE_MARK },
        { "2025", HERE, TS_NOTE_NONE },
        { "[]", HERE, TS_NOTE_RETURN },
        { "↩", HERE, TS_NOTE_RETURN },
        { "^", HERE, TS_NOTE_RETURN },
        { "↩↩↩", HERE, TS_NOTE_NONE },
        { "", HERE, TS_NOTE_NONE },
        { "a", HERE, TS_NOTE_NONE },
        { "the ferry", HERE, TS_NOTE_NONE },
        { "1", "https://port.example/1", TS_NOTE_NONE },
        { "↩", "https://port.example/", TS_NOTE_NONE },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_block block = { .text = ts_str_of(cases[i].text) };
        struct ts_span span = { 0, (uint32_t)block.text.len, TS_SPAN_LINK,
                                ts_str_of(cases[i].target) };
        assert_int_equal(ts_note_link_of(&block, &span), cases[i].want);
        span.kind = TS_SPAN_STRONG;
        assert_int_equal(ts_note_link_of(&block, &span), TS_NOTE_NONE);
    }
}

static void marks_are_raised(void **state)
{
    struct ts_buf out = { 0 };

    (void)state;
    ts_note_mark_put(&out, TS_STR("[1234567890]"), false);
    assert_slice_equal(ts_buf_str(&out), "¹²³⁴⁵⁶⁷⁸⁹⁰");
    ts_note_mark_put(&out, TS_STR("2"), false);
    assert_slice_equal(ts_buf_str(&out), "¹²³⁴⁵⁶⁷⁸⁹⁰,²");
    ts_buf_clear(&out);
    ts_note_mark_put(&out, TS_STR("[12]"), true);
    assert_slice_equal(ts_buf_str(&out), "(12)");
    ts_buf_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_of_notes_are_told_from_others),
        cmocka_unit_test(marks_are_raised),
    };
    return cmocka_run_group_tests_name("note_mark", tests, NULL, NULL);
}
