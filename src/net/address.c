/* Names are turned into ASCII here and not by libcurl, which takes them for text in the charset of
 * the locale: under cron that is not UTF-8. */
#include "address_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/net/http.h"

enum {
    LABEL_MAX = 63, /* characters of one part of a name */
};

/* The parameters of Punycode for names (RFC 3492, 5). */
enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_RUNE = 128 };

ts_str ts_origin_of(struct ts_arena *a, ts_str url)
{
    const struct ts_url u = ts_url_parse(url);
    const char *port = ts_str_is_nocase(u.scheme, "https") ? "443" : "80";
    ts_str origin = ts_arena_printf(a, "%.*s://%.*s:%.*s", TS_FMT(u.scheme), TS_FMT(u.host),
                                    TS_FMT(u.port.len ? u.port : ts_str_of(port)));

    return ts_utf8_lower(a, origin);
}

ts_str ts_url_shown(struct ts_arena *a, ts_str url)
{
    const struct ts_url u = ts_url_parse(url);

    if (u.user.len > 0) {
        const size_t before = (size_t)(u.user.ptr - url.ptr);
        url = ts_arena_concat(a, ts_str_sub(url, 0, before),
                              ts_str_skip(url, before + u.user.len + 1));
    }
    if (url.len > TS_HTTP_SHOWN_BYTES)
        url = ts_arena_concat(a, ts_str_sub(url, 0, TS_HTTP_SHOWN_BYTES), TS_STR("..."));
    return ts_utf8_safe(a, ts_utf8_repair(a, url), false);
}

/* Where path, query and fragment start. */
static size_t behind_authority(ts_str url)
{
    const size_t slashes = ts_str_find(url, TS_STR("://"), 0);
    size_t i = slashes == TS_NPOS ? 0 : slashes + 3;

    while (i < url.len && !strchr("/?#", url.ptr[i]))
        i++;
    return i;
}

static void put_escaped(struct ts_buf *out, ts_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        if ((unsigned char)bytes.ptr[i] < 0x80)
            ts_buf_putc(out, bytes.ptr[i]);
        else
            ts_buf_printf(out, "%%%02X", (unsigned char)bytes.ptr[i]);
    }
}

ts_str ts_url_escaped(struct ts_arena *a, ts_str url)
{
    const size_t start = behind_authority(url);
    struct ts_buf out = { 0 };

    ts_buf_put(&out, ts_utf8_repair(a, ts_str_sub(url, 0, start)));
    put_escaped(&out, ts_str_skip(url, start));
    ts_str escaped = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return escaped;
}

const char *ts_url_on_wire(struct ts_arena *a, ts_str url)
{
    const ts_str whole = ts_str_sub(url, 0, ts_str_find_char(url, '#', 0));
    const ts_str host = ts_url_parse(whole).host;
    const size_t before = host.len > 0 ? (size_t)(host.ptr - whole.ptr) : whole.len;
    struct ts_buf out = { 0 };

    ts_buf_put(&out, ts_str_sub(whole, 0, before));
    ts_buf_put(&out, ts_host_ascii(a, host));
    put_escaped(&out, ts_str_skip(whole, before + host.len));
    const char *text = ts_buf_take(&out, a).ptr;
    ts_buf_done(&out);
    return text;
}

/* ---- names in ASCII ---- */

static uint32_t adapted_bias(uint32_t delta, uint32_t n_runes, bool is_first)
{
    uint32_t k = 0;

    delta /= is_first ? DAMP : 2;
    delta += delta / n_runes;
    for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
        delta /= BASE - T_MIN;
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static void put_digit(struct ts_buf *out, uint32_t digit)
{
    ts_buf_putc(out, (char)(digit < 26 ? 'a' + digit : '0' + digit - 26));
}

/* `delta` in digits whose base changes with their place. */
static void put_delta(struct ts_buf *out, uint32_t delta, uint32_t bias)
{
    for (uint32_t k = BASE;; k += BASE) {
        const uint32_t t = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
        if (delta < t)
            break;
        put_digit(out, t + (delta - t) % (BASE - t));
        delta = (delta - t) / (BASE - t);
    }
    put_digit(out, delta);
}

static uint32_t next_rune(const uint32_t *runes, size_t n, uint32_t from)
{
    uint32_t next = UINT32_MAX;

    for (size_t i = 0; i < n; i++)
        if (runes[i] >= from && runes[i] < next)
            next = runes[i];
    return next;
}

/* The label's runes, the ASCII ones first, then where each of the others has to be put in.  64 of
 * them at most, so no sum comes near 32 bits. */
static void put_punycode(struct ts_buf *out, const uint32_t *runes, uint32_t n)
{
    uint32_t delta = 0, bias = FIRST_BIAS, from = FIRST_RUNE, n_done = 0;

    for (uint32_t i = 0; i < n; i++)
        if (runes[i] < FIRST_RUNE) {
            ts_buf_putc(out, (char)runes[i]);
            n_done++;
        }
    const uint32_t n_ascii = n_done;
    if (n_ascii > 0)
        ts_buf_putc(out, '-');
    for (; n_done < n; delta++, from++) {
        const uint32_t rune = next_rune(runes, n, from);
        delta += (rune - from) * (n_done + 1);
        from = rune;
        for (uint32_t i = 0; i < n; i++) {
            if (runes[i] < rune)
                delta++;
            if (runes[i] != rune)
                continue;
            put_delta(out, delta, bias);
            bias = adapted_bias(delta, n_done + 1, n_done == n_ascii);
            delta = 0;
            n_done++;
        }
    }
}

/* Decodes a label; true if it is a name that has to be put into ASCII. */
static bool read_label(ts_str label, uint32_t runes[LABEL_MAX], uint32_t *n)
{
    bool is_ascii = true;

    *n = 0;
    for (size_t at = 0; at < label.len;) {
        if (*n == LABEL_MAX)
            return false;
        runes[*n] = ts_utf8_next(label, &at);
        is_ascii = is_ascii && runes[*n] < FIRST_RUNE;
        ++*n;
    }
    return !is_ascii;
}

static void put_label(struct ts_buf *out, ts_str label)
{
    uint32_t runes[LABEL_MAX], n;

    if (!read_label(label, runes, &n)) {
        ts_buf_put(out, label);
        return;
    }
    ts_buf_puts(out, "xn--");
    put_punycode(out, runes, n);
}

ts_str ts_host_ascii(struct ts_arena *a, ts_str host)
{
    ts_str rest = ts_utf8_lower(a, host), label;
    struct ts_buf out = { 0 };

    while (ts_str_split(&rest, '.', &label)) {
        put_label(&out, label);
        if (rest.len > 0 || ts_str_ends(host, "."))
            ts_buf_putc(&out, '.');
    }
    ts_str ascii = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return ascii;
}
