/* fuzz_date.c - any bytes as a date, alone and inside a text.  A date that was read can be written
 * and read again, and is the same moment. */
#include "fuzz.h"

#include "tearsheet/base/date.h"

static void must_survive_writing(struct ts_arena *a, struct ts_when when)
{
    struct ts_when again = ts_when_parse(ts_when_iso(a, when));

    MUST(again.precision == when.precision && again.at == when.at);
    MUST(when.precision == TS_WHEN_NONE || ts_when_long(a, when).len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ts_str bytes = { (const char *)data, size };
    struct ts_arena a = { 0 };

    must_survive_writing(&a, ts_when_parse(bytes));
    must_survive_writing(&a, ts_when_find(bytes));
    ts_arena_done(&a);
    return 0;
}
