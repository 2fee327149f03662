#include "support/names.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stddef.h>
#include <stdlib.h>

static int (*before)(const char *name);

void names_lead_here(int (*look_up)(const char *name))
{
    before = look_up;
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **out)
{
    struct {
        struct addrinfo info;
        struct sockaddr_in at;
    } * found;
    int failure = before ? before(name) : 0;

    (void)hints;
    if (failure)
        return failure;
    found = calloc(1, sizeof *found);
    if (!found)
        return EAI_MEMORY;
    found->at = (struct sockaddr_in){ .sin_family = AF_INET,
                                      .sin_port = htons((uint16_t)atoi(service)),
                                      .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    found->info = (struct addrinfo){ .ai_family = AF_INET,
                                     .ai_socktype = SOCK_STREAM,
                                     .ai_addrlen = sizeof found->at,
                                     .ai_addr = (struct sockaddr *)&found->at };
    *out = &found->info;
    return 0;
}

void freeaddrinfo(struct addrinfo *info)
{
    free(info);
}
