/* story_bench [N [DAYS [online]]] - places generated reports one at a time, as a library of N
 * reports over DAYS days would see them, looks at their stories again, then groups all of them at
 * once and once more in another order (but for `online`).  Prints the time of a placement (median
 * and worst of a hundred), of the second look, the memory, the time of the whole, and how many
 * reports got other ids the second time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/map.h"
#include "tearsheet/story/group.h"

enum {
    VOCABULARY = 60000,
    WORDS = 320, /* of a report */
    EVENT_WORDS = 40,
    EVENT_NAMES = 8,
    SITES = 60,
    SAMPLES = 2000,
};

struct maker {
    uint64_t state;
    struct ts_arena arena;
    ts_str vocabulary[VOCABULARY];
};

static uint32_t draw(struct maker *m, uint32_t below)
{
    m->state = m->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((m->state >> 33) % below);
}

/* A rank by Zipf's law, roughly: the logarithm is even. */
static uint32_t draw_rank(struct maker *m)
{
    double even = (double)draw(m, 1u << 30) / (double)(1u << 30);
    return (uint32_t)pow(VOCABULARY, even) % VOCABULARY;
}

static void make_vocabulary(struct maker *m)
{
    static const char *const syllables[] = { "ba",  "cor", "den", "fi",  "gal",  "hem",
                                             "il",  "jo",  "kar", "lun", "mo",   "ner",
                                             "os",  "pit", "ra",  "sel", "tor",  "ul",
                                             "ven", "wi",  "yar", "zo",  "stra", "ent" };

    for (uint32_t i = 0; i < VOCABULARY; i++) {
        ts_str word = { 0 };
        for (uint32_t rest = i + TS_COUNT(syllables); rest > 0; rest /= TS_COUNT(syllables))
            word = ts_arena_printf(&m->arena, "%.*s%s", TS_FMT(word),
                                   syllables[rest % TS_COUNT(syllables)]);
        m->vocabulary[i] = word;
    }
}

/* An event has its words and names, which are the same each time. */
static void put_event_word(struct maker *m, uint64_t event, struct ts_buf *text)
{
    bool is_name = draw(m, 4) == 0;
    uint64_t word[2] = { event, is_name ? 1000 + draw(m, EVENT_NAMES) : draw(m, EVENT_WORDS) };
    uint32_t rank = (uint32_t)(ts_hash_bytes(word, sizeof word, 0) % VOCABULARY);
    size_t at = text->len;

    ts_buf_put(text, m->vocabulary[rank]);
    if (is_name)
        text->ptr[at] = (char)(text->ptr[at] - 'a' + 'A');
}

static ts_str make_text(struct maker *m, struct ts_arena *a, uint64_t event, size_t n_words,
                        bool is_title)
{
    struct ts_buf text = { 0 };

    for (size_t i = 0; i < n_words; i++) {
        if (i > 0)
            ts_buf_puts(&text, is_title ? " " : i % 60 == 0 ? ".\n\n" : i % 15 == 0 ? ". " : " ");
        if (draw(m, 4) == 0)
            put_event_word(m, event, &text);
        else
            ts_buf_put(&text, m->vocabulary[draw_rank(m)]);
    }
    ts_str result = ts_buf_take(&text, a);
    ts_buf_done(&text);
    return result;
}

/* Two reports an event on average, within a day of it. */
static struct ts_report make_report(struct maker *m, struct ts_arena *a, size_t i, size_t n,
                                    int days, uint64_t *event_out)
{
    int64_t at = (int64_t)((double)i / (double)n * days * 86400);
    size_t back = draw(m, (uint32_t)(n / (size_t)days) + 1);
    uint64_t event = (i > back ? i - back : i) / 2;

    *event_out = event;
    return (struct ts_report){
        .id = (int64_t)i + 1,
        .title = make_text(m, a, event, 9, true),
        .text = make_text(m, a, event, WORDS, false),
        .site = ts_arena_printf(a, "Outlet %u", draw(m, SITES)),
        .lang = TS_STR("en"),
        .published = { .at = 1900000000 + at, .precision = TS_WHEN_TIME },
    };
}

static int by_value(const void *p, const void *q)
{
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double resident_mib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

/* Packed fingerprints by report, in a file: what the store is to a refresh. */
struct shelf {
    FILE *file;
    struct place {
        long at;
        size_t len;
    } * places;
    struct ts_arena scratch;
};

static void put_away(struct shelf *shelf, const struct ts_fingerprint *fp)
{
    ts_str bytes = ts_fingerprint_pack(&shelf->scratch, fp);

    fseek(shelf->file, 0, SEEK_END);
    shelf->places[fp->id] = (struct place){ ftell(shelf->file), bytes.len };
    if (fwrite(bytes.ptr, 1, bytes.len, shelf->file) != bytes.len)
        exit(1);
    ts_arena_reset(&shelf->scratch);
}

static struct ts_fingerprint *read_back(void *user, struct ts_arena *a, int64_t id)
{
    struct shelf *shelf = user;
    const struct place *place = &shelf->places[id];
    char *bytes = ts_arena_alloc_raw(&shelf->scratch, place->len);
    struct ts_fingerprint *fp;

    fseek(shelf->file, place->at, SEEK_SET);
    if (fread(bytes, 1, place->len, shelf->file) != place->len ||
        ts_fingerprint_unpack(a, (ts_str){ bytes, place->len }, &fp, NULL) != TS_OK)
        exit(1);
    ts_arena_reset(&shelf->scratch);
    return fp;
}

/* What a grouper is told of a library before it places: all reports of the window, and before it
 * the first one of each story.  Stories are the events, with ids of their own. */
static size_t seed(struct maker *m, struct ts_grouper *g, struct shelf *shelf, struct ts_arena *a,
                   size_t n, int days)
{
    struct ts_arena scratch = { 0 };
    struct ts_map begun = { .arena = a };
    size_t n_window = n * TS_GROUP_WINDOW_DAYS / (size_t)days, n_seeded = 0;
    size_t n_known = n * TS_SAGA_WINDOW_DAYS / (size_t)days;

    for (size_t i = n > n_known ? n - n_known : 0; i < n; i++) {
        uint64_t event;
        const struct ts_report report = make_report(m, &scratch, i, n, days, &event);
        struct ts_placement where = { .story_id = (int64_t)event + 1 };
        bool is_first = (*ts_map_put(&begun, event))++ == 0;
        if (is_first || i + n_window >= n) {
            const struct ts_fingerprint *fp = ts_fingerprint_make(&scratch, &report);
            put_away(shelf, fp);
            ts_grouper_seed(g, fp, &where);
            n_seeded++;
        }
        ts_arena_reset(&scratch);
    }
    ts_arena_done(&scratch);
    return n_seeded;
}

static void measure_placing(struct maker *m, size_t n, int days)
{
    struct ts_arena a = { 0 }, scratch = { 0 }, held = { 0 };
    struct ts_grouper *g = ts_grouper_new(&a);
    struct shelf shelf = { tmpfile(), calloc(n + SAMPLES + 1, sizeof *shelf.places), { 0 } };
    const struct ts_fingerprints from = { &shelf, read_back, &held };
    size_t n_joined = 0, n_moves;
    double *times = TS_NEW_ARRAY(&a, SAMPLES, double);
    int64_t ids[SAMPLES];
    double start = now_ms(), before = resident_mib();

    if (!shelf.file || !shelf.places)
        exit(1);
    ts_grouper_read_from(g, &from);
    size_t n_seeded = seed(m, g, &shelf, &a, n, days);
    printf("seeding %zu reports       %8.0f ms\n", n_seeded, now_ms() - start);
    for (size_t i = n; i < n + SAMPLES; i++) {
        struct ts_placement where = { 0 };
        uint64_t event;
        const struct ts_report report = make_report(m, &scratch, i, n, days, &event);
        struct ts_fingerprint *fp = ts_fingerprint_make(&scratch, &report);
        put_away(&shelf, fp);
        double begin = now_ms();
        ts_grouper_place(g, fp, &where);
        times[i - n] = now_ms() - begin;
        n_joined += where.story_id != 0;
        where.story_id = where.story_id != 0 ? where.story_id : (int64_t)i + 1;
        ts_grouper_seed(g, fp, &where);
        ids[i - n] = fp->id;
        ts_arena_reset(&scratch);
    }
    qsort(times, SAMPLES, sizeof *times, by_value);
    printf("placing one more, median  %8.3f ms\n", times[SAMPLES / 2]);
    printf("placing one more, worst 1%% %7.3f ms\n", times[SAMPLES * 99 / 100]);
    printf("joined a story            %8zu of %d\n", n_joined, SAMPLES);
    printf("resident                  %8.0f MiB more\n", resident_mib() - before);
    start = now_ms();
    ts_grouper_repair(g, &a, 0, ids, SAMPLES / 10, &n_moves);
    printf("second look at %d        %8.0f ms, %zu moves\n", SAMPLES / 10, now_ms() - start,
           n_moves);
    printf("resident                  %8.0f MiB more\n", resident_mib() - before);
    fclose(shelf.file);
    free(shelf.places);
    ts_arena_done(&shelf.scratch);
    ts_arena_done(&held);
    ts_arena_done(&scratch);
    ts_arena_done(&a);
}

/* Groups the same reports again, the last first: how many got another place? */
static size_t count_differences(const struct ts_report *reports, const struct ts_placement *where,
                                size_t n)
{
    struct ts_arena a = { 0 };
    struct ts_report *backwards = TS_NEW_ARRAY(&a, n, struct ts_report);
    struct ts_placement *again = TS_NEW_ARRAY(&a, n, struct ts_placement);
    size_t n_different = 0;

    for (size_t i = 0; i < n; i++)
        backwards[i] = reports[n - 1 - i];
    ts_group_all(&a, backwards, n, again);
    for (size_t i = 0; i < n; i++) {
        const struct ts_placement *x = &where[i], *y = &again[n - 1 - i];
        n_different += x->story_id != y->story_id || x->saga_id != y->saga_id ||
                       x->copy_of_id != y->copy_of_id;
    }
    ts_arena_done(&a);
    return n_different;
}

static void measure_all(struct maker *m, size_t n, int days)
{
    struct ts_arena a = { 0 };
    struct ts_report *reports = TS_NEW_ARRAY(&a, n, struct ts_report);
    struct ts_placement *where = TS_NEW_ARRAY(&a, n, struct ts_placement);
    size_t n_stories = 0;
    uint64_t event;

    for (size_t i = 0; i < n; i++)
        reports[i] = make_report(m, &a, i, n, days, &event);
    double start = now_ms();
    ts_group_all(&a, reports, n, where);
    for (size_t i = 0; i < n; i++)
        n_stories += where[i].story_id == reports[i].id;
    printf("grouping %zu at once    %8.1f s, %zu stories\n", n, (now_ms() - start) / 1e3,
           n_stories);
    printf("resident at most          %8.0f MiB\n", resident_mib());
    printf("other ids when grouped again, the last first %zu\n",
           count_differences(reports, where, n));
    ts_arena_done(&a);
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? (size_t)atol(argv[1]) : 100000;
    int days = argc > 2 ? atoi(argv[2]) : 90;
    static struct maker m = { .state = 1 };

    make_vocabulary(&m);
    measure_placing(&m, n, days);
    if (argc <= 3)
        measure_all(&m, n, days);
    ts_arena_done(&m.arena);
    return 0;
}
