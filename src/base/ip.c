/* IPv4 lives inside IPv6 (::ffff:0:0/96), so that every question is "do the first n of 128 bits
 * agree?" and one table answers for both. */
#include "tearsheet/base/ip.h"

#include <arpa/inet.h>
#include <string.h>

#include "tearsheet/base/err.h"

enum { V4_AT = 12 /* where an IPv4 address starts in a mapped one */ };

static const struct ts_ip v4_zero = { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0 } };

/* What is not the public internet: IANA's special-purpose registries and multicast. */
static const char *const private_networks[] = {
    "0.0.0.0/8",       "10.0.0.0/8",     "100.64.0.0/10", "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12",   "192.0.0.0/24",   "192.0.2.0/24",  "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",   "240.0.0.0/4",    "100::/64",
    "2001:db8::/32",   "fc00::/7",       "fe80::/10",     "fec0::/10",      "ff00::/8",
    "64:ff9b:1::/48",
};

/* Networks whose addresses carry an IPv4 one, and at which byte. */
static const struct {
    const char *network;
    size_t v4_at;
} wrappers[] = {
    { "64:ff9b::/96", 12 },
    { "2002::/16", 2 },
    { "::/96", 12 },
};

bool ts_ip_parse(ts_str text, struct ts_ip *out)
{
    char name[INET6_ADDRSTRLEN];
    struct ts_ip ip = v4_zero;

    if (text.len > 2 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']')
        text = ts_str_sub(text, 1, text.len - 2);
    if (text.len == 0 || text.len >= sizeof name)
        return false;
    memcpy(name, text.ptr, text.len);
    name[text.len] = '\0';
    if (inet_pton(AF_INET, name, ip.bytes + V4_AT) != 1 && inet_pton(AF_INET6, name, ip.bytes) != 1)
        return false;
    *out = ip;
    return true;
}

struct ts_ip ts_ip_of_v4(uint32_t number)
{
    struct ts_ip ip = v4_zero;

    for (int i = 0; i < 4; i++)
        ip.bytes[V4_AT + i] = (uint8_t)(number >> (24 - 8 * i));
    return ip;
}

static bool bits_agree(const uint8_t *a, const uint8_t *b, size_t n_bits)
{
    size_t whole = n_bits / 8;
    unsigned rest = n_bits % 8;

    if (memcmp(a, b, whole) != 0)
        return false;
    return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

bool ts_ip_is_in(const struct ts_ip *ip, ts_str network)
{
    struct ts_ip net;
    ts_str rest = network, address;
    int64_t bits;

    if (!ts_str_split(&rest, '/', &address) || !ts_ip_parse(address, &net))
        return false;
    int64_t skipped = ts_str_find_char(address, ':', 0) == TS_NPOS ? 8 * V4_AT : 0;
    if (rest.len == 0)
        bits = 128 - skipped;
    else if (!ts_str_to_int(rest, &bits) || bits < 0 || bits > 128 - skipped)
        return false;
    return bits_agree(ip->bytes, net.bytes, (size_t)(bits + skipped));
}

/* The IPv4 address that `ip` carries, or `ip` itself. */
static struct ts_ip unwrap(const struct ts_ip *ip)
{
    struct ts_ip inner = v4_zero;

    for (size_t i = 0; i < TS_COUNT(wrappers); i++) {
        if (ts_ip_is_in(ip, ts_str_of(wrappers[i].network))) {
            memcpy(inner.bytes + V4_AT, ip->bytes + wrappers[i].v4_at, 4);
            return inner;
        }
    }
    return *ip;
}

bool ts_ip_is_private(const struct ts_ip *ip)
{
    const struct ts_ip inner = unwrap(ip);

    for (size_t i = 0; i < TS_COUNT(private_networks); i++)
        if (ts_ip_is_in(&inner, ts_str_of(private_networks[i])))
            return true;
    return false;
}
