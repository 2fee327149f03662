/* url_private.c - an address that leads into the reader's own network, however it is spelled. */
#include <arpa/inet.h>
#include <string.h>

#include "tearsheet/base/ip.h"
#include "url_priv.h"

/* Names of the machine itself and of networks that end at the router. */
static const char *const private_names[] = {
    "localhost", "localdomain", "local", "internal", "lan", "home.arpa",
};

/* What a character of three bytes stands for in the name of a host: the ASCII of a full-width form,
 * or a dot of another script (UTS #46); 0 for all others. */
static char narrow_of(const unsigned char wide[static 3])
{
    if (wide[0] == 0xEF && wide[1] == 0xBC && wide[2] >= 0x81) /* U+FF01 to U+FF3F */
        return (char)(wide[2] - 0x60);
    if (wide[0] == 0xEF && wide[1] == 0xBD && wide[2] <= 0x9E) /* U+FF40 to U+FF5E */
        return (char)(wide[2] - 0x20);
    if (!memcmp(wide, "\xE3\x80\x82", 3) || !memcmp(wide, "\xEF\xBD\xA1", 3))
        return '.';
    return '\0';
}

/* The host as a resolver would see it, in `out`: escapes and full-width letters undone, lower case,
 * no dots at the end.  False if it is longer than any name may be. */
static bool plain_host(ts_str host, char *out, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < host.len; i++) {
        int byte = ts_url_escaped_byte(host, i);
        if (n + 1 >= size)
            return false;
        i += byte < 0 ? 0 : 2;
        out[n++] = ts_lower(byte < 0 ? host.ptr[i] : (char)byte);
        char narrow = n < 3 ? '\0' : narrow_of((const unsigned char *)out + n - 3);
        if (narrow) {
            n -= 3;
            out[n++] = ts_lower(narrow);
        }
    }
    while (n && out[n - 1] == '.')
        n--;
    out[n] = 0;
    return true;
}

static bool is_private_name(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(private_names); i++) {
        size_t len = strlen(private_names[i]);
        if (!ts_str_ends(name, private_names[i]))
            continue;
        if (name.len == len || name.ptr[name.len - len - 1] == '.')
            return true;
    }
    return false;
}

bool ts_url_is_private(ts_str address)
{
    char host[256];
    struct in_addr v4;
    struct ts_ip ip;

    if (!plain_host(ts_url_parse(address).host, host, sizeof host) || !host[0])
        return false;
    if (is_private_name(ts_str_of(host)))
        return true;
    if (inet_aton(host, &v4)) { /* takes the short, octal and hexadecimal spellings too */
        ip = ts_ip_of_v4(ntohl(v4.s_addr));
        return ts_ip_is_private(&ip);
    }
    host[strcspn(host, "%")] = 0; /* the zone of fe80::1%eth0 */
    return ts_ip_parse(ts_str_of(host), &ip) && ts_ip_is_private(&ip);
}
