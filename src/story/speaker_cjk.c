/* The idea: in Japanese the speaker is the topic, marked by a particle, of the sentence around the
 * quotation, before it or behind its と; in Chinese he stands before the verb that leads to it. */
#include "speaker_cjk_priv.h"

#include "tearsheet/base/utf8.h"

enum { SPEAKER_RUNES_MAX = 24 };

static const char *const topic_marks[] = { "は", "が", "も" };
static const char *const chinese_verbs[] = {
    "说", "說", "表示", "指出", "强调", "強調", "称", "稱"
};

bool speaker_is_cjk(ts_str zone)
{
    size_t pos = 0, n = 0;

    while (pos < zone.len)
        n += ts_rune_is_cjk(ts_utf8_next(zone, &pos));
    return n > 0;
}

static const char *const naming[] = { "という", "といった", "と題", "と名付", "と呼" };

bool speaker_is_title_cjk(ts_str behind)
{
    for (size_t i = 0; i < TS_COUNT(naming); i++)
        if (ts_str_starts(behind, naming[i]))
            return true;
    return false;
}

static bool parts(uint32_t rune)
{
    return rune == 0x3001 || rune == 0x3002 || rune == 0xFF0C || rune == 0x300D || rune == ',' ||
           rune == 0xFF1A || rune == ':' || ts_rune_is_space(rune);
}

/* The run of characters that ends at byte `end`, back to a comma or the beginning. */
static ts_str run_before(ts_str zone, size_t end)
{
    size_t start = 0, pos = 0, n = 0;

    while (pos < end) {
        uint32_t rune = ts_utf8_next(zone, &pos);
        n++;
        if (!parts(rune))
            continue;
        start = pos;
        n = 0;
    }
    return n > 0 && n <= SPEAKER_RUNES_MAX ? ts_str_sub(zone, start, end - start) : TS_STR("");
}

static ts_str trim_right(ts_str zone)
{
    for (;;) {
        size_t pos = 0, last = 0;
        uint32_t rune = 0;
        while (pos < zone.len) {
            last = pos;
            rune = ts_utf8_next(zone, &pos);
        }
        if (zone.len == 0 || !parts(rune))
            return zone;
        zone.len = last;
    }
}

static size_t find_last(ts_str text, const char *needle)
{
    size_t at = TS_NPOS;

    for (size_t pos = 0; (pos = ts_str_find(text, ts_str_of(needle), pos)) != TS_NPOS; pos++)
        at = pos;
    return at;
}

static ts_str before_quotation(ts_str zone)
{
    size_t topic = 0;

    zone = trim_right(zone);
    for (size_t i = 0; i < TS_COUNT(chinese_verbs); i++)
        if (ts_str_ends(zone, chinese_verbs[i]))
            return run_before(zone, zone.len - ts_str_of(chinese_verbs[i]).len);
    for (size_t i = 0; i < TS_COUNT(topic_marks) && topic == 0; i++) {
        size_t at = find_last(zone, topic_marks[i]);
        topic = at != TS_NPOS ? at : 0;
    }
    return topic > 0 ? run_before(zone, topic) : TS_STR("");
}

static ts_str behind_quotation(ts_str zone)
{
    size_t first = TS_NPOS;

    if (!ts_str_starts(zone, "と"))
        return TS_STR("");
    zone = ts_str_skip(zone, ts_str_of("と").len);
    for (size_t i = 0; i < TS_COUNT(topic_marks); i++) {
        size_t at = ts_str_find(zone, ts_str_of(topic_marks[i]), 0);
        first = at < first ? at : first;
    }
    return first != TS_NPOS && first > 0 ? run_before(zone, first) : TS_STR("");
}

ts_str speaker_find_cjk(ts_str zone, bool is_behind)
{
    return is_behind ? behind_quotation(ts_str_trim(zone)) : before_quotation(zone);
}
