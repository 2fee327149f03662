#include "choose_priv.h"

#include <unistd.h>

#include "tearsheet/base/utf8.h"

enum { MAX_ANSWER = 256 };

bool choose_can_ask(const struct cli *c)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && !c->flags.quiet;
}

static void put_offers(struct cli *c, ts_str about, const struct ts_offer *offers, size_t n)
{
    struct ts_arena *a = &c->arena;

    fprintf(stderr, "%.*s has %zu feeds:\n", TS_FMT(ts_utf8_safe(a, about, false)), n);
    for (size_t i = 0; i < n; i++) {
        ts_str title = ts_utf8_safe(a, offers[i].title, false);
        fprintf(stderr, "%3zu  %.*s%s%.*s\n", i + 1, TS_FMT(title), title.len > 0 ? "  " : "",
                TS_FMT(ts_utf8_safe(a, offers[i].url, false)));
    }
}

static bool has_pick(const size_t *picks, size_t n, size_t pick)
{
    for (size_t i = 0; i < n; i++)
        if (picks[i] == pick)
            return true;
    return false;
}

bool choose_read(ts_str answer, size_t n, size_t *picks, size_t *n_picks)
{
    ts_str word, piece;
    int64_t number;

    *n_picks = 0;
    while (ts_str_split(&answer, ',', &piece)) {
        while (ts_str_word(&piece, &word)) {
            if (!ts_str_to_int(word, &number) || number < 1 || number > (int64_t)n)
                return false;
            if (!has_pick(picks, *n_picks, (size_t)number - 1))
                picks[(*n_picks)++] = (size_t)number - 1;
        }
    }
    return true;
}

size_t choose_feeds(struct cli *c, ts_str about, const struct ts_offer *offers, size_t n,
                    size_t *picks)
{
    char line[MAX_ANSWER];
    size_t n_picks = 0;

    put_offers(c, about, offers, n);
    for (;;) {
        fputs("which? (numbers; Enter: 1; q: none) ", stderr);
        if (!fgets(line, sizeof line, stdin))
            return 0;
        ts_str answer = ts_str_trim(ts_str_of(line));
        if (ts_str_is(answer, "q"))
            return 0;
        if (!choose_read(answer, n, picks, &n_picks)) {
            fprintf(stderr, "numbers from 1 to %zu are wanted\n", n);
            continue;
        }
        if (n_picks == 0)
            picks[n_picks++] = 0;
        return n_picks;
    }
}
