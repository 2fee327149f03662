/* names.h - names of hosts without a name server: in a program that calls names_lead_here(), its own
 * getaddrinfo() takes the place of the system's. */
#ifndef TESTS_NAMES_H
#define TESTS_NAMES_H

/* Every name is this machine.  `look_up` (NULL: nothing) is called with each before, on the thread
 * of the look-up, and may give an error (EAI_NONAME) instead of 0. */
void names_lead_here(int (*look_up)(const char *name));

#endif
