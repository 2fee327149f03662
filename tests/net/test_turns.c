#include "support/support.h"

#include "../src/net/turns_priv.h"

enum { A = 0, B, C, N };

static const char *const hosts[] = { "http://a.example:80", "http://b.example:80",
                                     "http://c.example:80" };

static void put(struct ts_turns *turns, struct ts_turn *turn, int host, int priority)
{
    turn->priority = priority;
    ts_turns_put(turns, turn, ts_str_of(hosts[host]));
}

static void goes_by_priority_then_age(void **state)
{
    struct ts_turns turns;
    struct ts_turn t[5] = { 0 };
    static const int priorities[] = { 0, -1, 2, 0, 2 };
    static const int order[] = { 2, 4, 0, 3, 1 };

    (void)state;
    ts_turns_init(&turns, 10, 10);
    for (int i = 0; i < 5; i++)
        put(&turns, &t[i], A, priorities[i]);
    assert_int_equal(turns.n_waiting, 5);
    for (int i = 0; i < 5; i++)
        assert_ptr_equal(ts_turns_take(&turns, 0), &t[order[i]]);
    assert_null(ts_turns_take(&turns, 0));
    assert_int_equal(turns.n_running, 5);
    ts_turns_done(&turns);
}

static void raises_what_waits(void **state)
{
    struct ts_turns turns;
    struct ts_turn t[4] = { 0 };
    static const int order[] = { 2, 0, 1, 3 };

    (void)state;
    ts_turns_init(&turns, 10, 10);
    for (int i = 0; i < 4; i++)
        put(&turns, &t[i], A, i == 0 ? 1 : 0);
    ts_turns_raise(&turns, &t[2], 2);
    ts_turns_raise(&turns, &t[0], 0); /* never lowers */
    assert_int_equal(turns.n_waiting, 4);
    for (int i = 0; i < 4; i++)
        assert_ptr_equal(ts_turns_take(&turns, 0), &t[order[i]]);
    ts_turns_raise(&turns, &t[3], 2); /* runs already */
    assert_int_equal(t[3].priority, 0);
    assert_null(turns.first);
    ts_turns_done(&turns);
}

static void limits_all_and_each_host(void **state)
{
    struct ts_turns turns;
    struct ts_turn t[6] = { 0 };
    static const int at[] = { A, A, A, B, C, C };

    (void)state;
    ts_turns_init(&turns, 4, 2);
    for (int i = 0; i < 6; i++)
        put(&turns, &t[i], at[i], 0);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[0]);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[1]);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[3]); /* a.example is full */
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[4]);
    assert_null(ts_turns_take(&turns, 0)); /* all is full */
    ts_turns_end(&turns, &t[3]);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[5]);
    ts_turns_end(&turns, &t[4]);
    assert_null(ts_turns_take(&turns, 0));
    ts_turns_end(&turns, &t[1]);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[2]);
    ts_turns_done(&turns);
}

static void keeps_its_place_when_put_again(void **state)
{
    struct ts_turns turns;
    struct ts_turn t[3] = { 0 };

    (void)state;
    ts_turns_init(&turns, 9, 9);
    put(&turns, &t[0], A, 0);
    put(&turns, &t[1], A, 0);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[0]);
    ts_turns_end(&turns, &t[0]);
    put(&turns, &t[2], A, 0);
    put(&turns, &t[0], B, 0); /* redirected */
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[0]);
    assert_ptr_equal(ts_turns_take(&turns, 0), &t[1]);
    ts_turns_done(&turns);
}

static void holds_a_host(void **state)
{
    struct ts_turns turns;
    struct ts_turn t[3] = { 0 };

    (void)state;
    ts_turns_init(&turns, 9, 9);
    for (int i = 0; i < 3; i++)
        put(&turns, &t[i], i, 0);
    ts_turns_hold(&turns, ts_str_of(hosts[A]), 1000);
    ts_turns_hold(&turns, ts_str_of(hosts[A]), 500); /* never shorter */
    ts_turns_hold(&turns, ts_str_of(hosts[B]), 2000);
    assert_int_equal(ts_turns_next_ms(&turns, 0), 1000);
    assert_int_equal(ts_turns_next_ms(&turns, 1000), 2000);
    assert_ptr_equal(ts_turns_take(&turns, 999), &t[C]);
    assert_null(ts_turns_take(&turns, 999));
    assert_ptr_equal(ts_turns_take(&turns, 1000), &t[A]);
    assert_null(ts_turns_drop(&turns, 2000));
    assert_int_equal(ts_turns_held_until_ms(&t[B]), 2000);
    assert_ptr_equal(ts_turns_drop(&turns, 1999), &t[B]);
    assert_int_equal(turns.n_waiting, 0);
    assert_true(ts_turns_next_ms(&turns, 0) == INT64_MAX);
    ts_turns_done(&turns);
}

static void drops_everything(void **state)
{
    struct ts_turns turns;
    struct ts_turn t[N] = { 0 };

    (void)state;
    ts_turns_init(&turns, 9, 9);
    for (int i = 0; i < N; i++)
        put(&turns, &t[i], i, 0);
    for (int i = 0; i < N; i++)
        assert_ptr_equal(ts_turns_drop(&turns, INT64_MIN), &t[i]);
    assert_null(ts_turns_drop(&turns, INT64_MIN));
    ts_turns_done(&turns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_by_priority_then_age),
        cmocka_unit_test(raises_what_waits),
        cmocka_unit_test(limits_all_and_each_host),
        cmocka_unit_test(keeps_its_place_when_put_again),
        cmocka_unit_test(holds_a_host),
        cmocka_unit_test(drops_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
