#include "support/support.h"

#include <stdlib.h>

#include "tearsheet/net/proxy.h"

#define P "http://proxy.example:3128"
#define S "http://secure.example:3128"
#define A "socks5h://all.example"

static void follows_the_variables(void **state)
{
    static const struct {
        const char *http, *https, *all, *none;
        const char *url, *want;
    } cases[] = {
        { "", "", "", "", "http://a.example/", "" },
        { P, "", "", "", "http://a.example/", P },
        { P, "", "", "", "https://a.example/", "" },
        { P, S, "", "", "https://a.example/", S },
        { "", "", A, "", "https://a.example/", A },
        { P, "", A, "", "http://a.example/", P },
        { P, "", A, "", "HTTPS://a.example/", A },
        { P, "", "", "*", "http://a.example/", "" },
        { P, "", "", "a.example", "http://a.example/", "" },
        { P, "", "", "a.example", "http://A.EXAMPLE:8080/x", "" },
        { P, "", "", "a.example", "http://www.a.example/", "" },
        { P, "", "", ".a.example", "http://a.example/", "" },
        { P, "", "", "a.example.", "http://a.example/", "" },
        { P, "", "", "a.example", "http://a.example./", "" },
        { P, "", "", "a.example", "http://ba.example/", P },
        { P, "", "", "www.a.example", "http://a.example/", P },
        { P, "", "", "b.example, a.example", "http://a.example/", "" },
        { P, "", "", "b.example a.example", "http://a.example/", "" },
        { P, "", "", ", ,", "http://a.example/", P },
        { P, "", "", "192.0.2.0/24", "http://192.0.2.9/", "" },
        { P, "", "", "192.0.2.9", "http://192.0.2.9:81/", "" },
        { P, "", "", "192.0.2.0/24", "http://192.0.3.9/", P },
        { P, "", "", "2001:db8::/32", "http://[2001:db8::5]/", "" },
        { P, "", "", "2.9", "http://192.0.2.9/", P },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_proxy_env env = { ts_str_of(cases[i].http), ts_str_of(cases[i].https),
                                          ts_str_of(cases[i].all), ts_str_of(cases[i].none) };
        assert_slice_equal(ts_proxy_find(&env, ts_str_of(cases[i].url)), cases[i].want);
    }
}

static void reads_the_environment(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    unsetenv("http_proxy");
    setenv("HTTP_PROXY", P, 1);
    unsetenv("https_proxy");
    setenv("HTTPS_PROXY", S, 1);
    setenv("all_proxy", "", 1);
    setenv("ALL_PROXY", A, 1);
    setenv("no_proxy", "small.example", 1);
    setenv("NO_PROXY", "large.example", 1);
    const struct ts_proxy_env env = ts_proxy_env_read(&a);
    assert_slice_equal(env.http, "");
    assert_slice_equal(env.https, S);
    assert_slice_equal(env.all, A);
    assert_slice_equal(env.none, "small.example");
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_variables),
        cmocka_unit_test(reads_the_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
