/* ip.h - internet addresses as numbers: which network one is in. */
#ifndef TEARSHEET_BASE_IP_H
#define TEARSHEET_BASE_IP_H

#include "tearsheet/base/str.h"

/* An IPv6 address; IPv4 ones stand in it as ::ffff:a.b.c.d. */
struct ts_ip {
    uint8_t bytes[16];
};

/* Reads "192.0.2.1", "2001:db8::1" or "[2001:db8::1]".  False if it is none of them. */
bool ts_ip_parse(ts_str text, struct ts_ip *out);

/* An IPv4 address from its number, 127.0.0.1 being 0x7F000001. */
struct ts_ip ts_ip_of_v4(uint32_t number);

/* True if `ip` is in `network`: "10.0.0.0/8", "fe80::/10", or a single address. */
bool ts_ip_is_in(const struct ts_ip *ip, ts_str network);

/* True if the address is not of the public internet: the machine itself, private and local
 * networks, multicast, ranges kept for tests or later; also when it is wrapped in an IPv6 address
 * (mapped, NAT64, 6to4). */
bool ts_ip_is_private(const struct ts_ip *ip);

#endif
