#include "tearsheet/tui/browse.h"

#include <stdlib.h>

#include "tearsheet/base/url.h"
#include "tearsheet/tui/program.h"

static ts_str put_address(struct ts_arena *a, ts_str word, ts_str address, bool *is_put)
{
    for (size_t at = 0; (at = ts_str_find_char(word, '%', at)) != TS_NPOS; at++) {
        bool is_place = at + 1 < word.len && (word.ptr[at + 1] == 'u' || word.ptr[at + 1] == 's');
        if (!is_place)
            continue;
        *is_put = true;
        return ts_arena_printf(a, "%.*s%.*s%.*s", TS_FMT(ts_str_sub(word, 0, at)), TS_FMT(address),
                               TS_FMT(ts_str_skip(word, at + 2)));
    }
    return word;
}

char **ts_browse_words(struct ts_arena *a, ts_str command, ts_str browser, ts_str address)
{
    char **words = NULL;
    size_t n = 0, cap = 0;
    bool is_put = false;
    ts_str first = { 0 }, word;

    if (command.len == 0) { /* $BROWSER may name several, parted by colons */
        ts_str_split(&browser, ':', &first);
        command = first.len > 0 ? first : TS_STR("xdg-open");
    }
    while (ts_str_word(&command, &word))
        *TS_PUSH(a, words, n, cap) =
            (char *)ts_arena_cstr(a, put_address(a, word, address, &is_put));
    if (!is_put)
        *TS_PUSH(a, words, n, cap) = (char *)ts_arena_cstr(a, address);
    *TS_PUSH(a, words, n, cap) = NULL;
    return words;
}

enum ts_rc ts_browse(ts_str command, ts_str address, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    enum ts_rc rc;
    int status = 0;

    if (!ts_url_is_http(address))
        return ts_fail(err, TS_ERR_ARG, "only addresses of the web go to the browser, not %.*s",
                       TS_FMT(address));
    char **words = ts_browse_words(&a, command, ts_str_of(getenv("BROWSER")), address);
    rc = ts_program_run(words, NULL, &status, err);
    if (rc == TS_OK && status != 0)
        rc = ts_fail(err, TS_ERR_IO, "%s could not open %.*s", words[0], TS_FMT(address));
    ts_arena_done(&a);
    return rc;
}
