/* A chunk is cut into pages, and each page into pieces of one size, so that a piece needs no
 * header: most are a list of one pointer or a word of text.  Pieces given back are kept in a list
 * for each size.  The chunk of a piece is found by its address, in a table of all chunks. */
#include "pool_priv.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/date.h"
#include "tearsheet/extract/extract.h"

enum {
    PAGE = 1 << 8,
    N_PAGES = 14,    /* of a chunk, at most */
    FIRST_PAGES = 4, /* of the first ones: each GROWTH-th has one more */
    GROWTH = 4,
    WINDOW = 2 * PAGE * N_PAGES, /* of addresses */
    POOL_LOOKS = 1024,           /* allocations between looks at the clock */
    FIRST_PLACES = 8,            /* of the table: a power of two, as all its sizes */
};

struct pool_chunk {
    struct pool_chunk *older, *newer;
    uint32_t n_live;  /* pieces that are not back; until the pool is closed, all that were cut */
    uint16_t n_pages; /* that have a class */
    uint16_t n_room;  /* pages that there is room for */
    uint8_t classes[N_PAGES];
    alignas(max_align_t) unsigned char bytes[];
};

/* What is too large for a page. */
struct pool_large {
    struct pool_large *older, *newer;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

/* Bytes of a piece of each class. */
static const uint16_t rooms[POOL_CLASSES] = { 8,  16, 24,  32,  40,  48,  56,  64,  72,  80,
                                              88, 96, 104, 112, 120, 128, 168, 200, PAGE };
enum { N_EXACT = 16, UNIT = 8 }; /* so many by steps of so many bytes */

static size_t class_of(size_t size)
{
    size_t class = size > 0 ? (size - 1) / UNIT : 0;

    if (class >= N_EXACT)
        for (class = N_EXACT; rooms[class] < size;)
            class ++;
    return class;
}

static void *take(struct pool *pool, size_t size)
{
    pool->held += size;
    if (pool->held > TS_EXTRACT_MAX_PARSE_BYTES)
        longjmp(pool->spent, 1);
    void *place = malloc(size);
    if (!place)
        ts_panic("out of memory (%zu bytes more wanted)", size);
    return place;
}

static void look_at_clock(struct pool *pool)
{
    if (++pool->n_looks % POOL_LOOKS != 0 || ts_worked_ms() < pool->deadline_ms)
        return;
    pool->is_late = true;
    longjmp(pool->spent, 1);
}

/* ---- the table: chunks by the window of addresses that they start in ---- */

_Static_assert(sizeof(struct pool_chunk) + PAGE * N_PAGES <= WINDOW,
               "a chunk could end in the third window");

static size_t size_with(size_t n_pages)
{
    return sizeof(struct pool_chunk) + PAGE * n_pages;
}

static size_t place_of(const struct pool *pool, uintptr_t window)
{
    return (size_t)((uint64_t)window * 0x9E3779B97F4A7C15u >> 32) & (pool->n_places - 1);
}

static void enter(struct pool *pool, struct pool_chunk *chunk)
{
    size_t at = place_of(pool, (uintptr_t)chunk / WINDOW);

    while (pool->table[at].chunk)
        at = (at + 1) & (pool->n_places - 1);
    pool->table[at] = (struct pool_entry){ chunk, size_with(chunk->n_room) };
}

static void enlarge_table(struct pool *pool)
{
    size_t n = pool->n_places > 0 ? pool->n_places * 2 : FIRST_PLACES;

    free(pool->table);
    pool->table = calloc(n, sizeof *pool->table);
    if (!pool->table)
        ts_panic("out of memory (%zu places more wanted)", n);
    pool->n_places = n;
    for (struct pool_chunk *chunk = pool->chunks; chunk; chunk = chunk->older)
        enter(pool, chunk);
}

static struct pool_chunk *starts_in(const struct pool *pool, uintptr_t window, uintptr_t address)
{
    for (size_t at = place_of(pool, window); pool->table[at].chunk;
         at = (at + 1) & (pool->n_places - 1)) {
        uintptr_t start = (uintptr_t)pool->table[at].chunk;
        if (address > start && address - start < pool->table[at].size)
            return pool->table[at].chunk;
    }
    return NULL;
}

/* The chunk that `place` is in, or NULL for what is large.  Chunks that are gone stay in the table:
 * none is made any more once one may go, so that nothing of the pool is where they were. */
static struct pool_chunk *chunk_of(const struct pool *pool, const void *place)
{
    uintptr_t address = (uintptr_t)place, window = address / WINDOW;

    if (pool->n_places == 0)
        return NULL;
    struct pool_chunk *chunk = starts_in(pool, window, address);
    return chunk ? chunk : starts_in(pool, window - 1, address);
}

/* ---- chunks and pages ---- */

static void add_chunk(struct pool *pool)
{
    size_t n_room = FIRST_PAGES + pool->n_chunks / GROWTH;
    n_room = n_room < N_PAGES ? n_room : N_PAGES;
    struct pool_chunk *chunk = take(pool, size_with(n_room));

    if (pool->n_chunks * 2 >= pool->n_places)
        enlarge_table(pool);
    chunk->n_live = chunk->n_pages = 0;
    chunk->n_room = (uint16_t)n_room;
    chunk->newer = NULL;
    chunk->older = pool->chunks;
    if (pool->chunks)
        pool->chunks->newer = chunk;
    pool->chunks = chunk;
    pool->n_chunks++;
    enter(pool, chunk);
}

static void drop_chunk(struct pool *pool, struct pool_chunk *chunk)
{
    if (chunk->newer)
        chunk->newer->older = chunk->older;
    else
        pool->chunks = chunk->older;
    if (chunk->older)
        chunk->older->newer = chunk->newer;
    pool->held -= size_with(chunk->n_room);
    free(chunk);
}

/* Only the newest chunk has pages to give. */
static void open_page(struct pool *pool, size_t class)
{
    if (!pool->chunks || pool->chunks->n_pages == pool->chunks->n_room)
        add_chunk(pool);
    struct pool_chunk *chunk = pool->chunks;
    pool->pages[class] = (struct pool_page){ .chunk = chunk,
                                             .next = chunk->bytes + PAGE * chunk->n_pages,
                                             .n_left = PAGE / rooms[class] };
    chunk->classes[chunk->n_pages++] = (uint8_t) class;
}

static void *cut_piece(struct pool *pool, size_t class)
{
    struct pool_page *page = &pool->pages[class];

    if (page->n_left == 0)
        open_page(pool, class);
    void *place = page->next;
    page->next += rooms[class];
    page->n_left--;
    page->chunk->n_live++;
    return place;
}

/* ---- large pieces ---- */

static void *alloc_large(struct pool *pool, size_t size)
{
    struct pool_large *large = take(pool, sizeof *large + size);

    *large = (struct pool_large){ .older = pool->large, .size = size };
    if (pool->large)
        pool->large->newer = large;
    pool->large = large;
    return large->bytes;
}

static void free_large(struct pool *pool, void *place)
{
    struct pool_large *large =
        (struct pool_large *)((unsigned char *)place - offsetof(struct pool_large, bytes));

    if (large->newer)
        large->newer->older = large->older;
    else
        pool->large = large->older;
    if (large->older)
        large->older->newer = large->newer;
    pool->held -= sizeof *large + large->size;
    free(large);
}

/* ---- the whole ---- */

void *pool_alloc(void *userdata, size_t size)
{
    struct pool *pool = userdata;

    look_at_clock(pool);
    if (size > PAGE)
        return alloc_large(pool, size);
    size_t class = class_of(size);
    void *place = pool->free[class];
    if (!place)
        return cut_piece(pool, class);
    memcpy(&pool->free[class], place, sizeof(void *));
    return place;
}

static void give_back(struct pool *pool, struct pool_chunk *chunk)
{
    if (--chunk->n_live == 0)
        drop_chunk(pool, chunk);
}

void pool_free(void *userdata, void *place)
{
    struct pool *pool = userdata;

    if (!place)
        return;
    struct pool_chunk *chunk = chunk_of(pool, place);
    if (!chunk) {
        free_large(pool, place);
    } else if (pool->is_closing) {
        give_back(pool, chunk);
    } else {
        size_t page = (size_t)((unsigned char *)place - chunk->bytes) / PAGE;
        void **first = &pool->free[chunk->classes[page]];
        memcpy(place, first, sizeof(void *));
        *first = place;
    }
}

void pool_close(struct pool *pool)
{
    pool->is_closing = true;
    for (size_t class = 0; class < POOL_CLASSES; class ++)
        for (void *place = pool->free[class], *next; place; place = next) {
            memcpy(&next, place, sizeof next);
            give_back(pool, chunk_of(pool, place));
        }
}

void pool_done(struct pool *pool)
{
    for (struct pool_chunk *chunk = pool->chunks, *older; chunk; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    for (struct pool_large *large = pool->large, *older; large; large = older) {
        older = large->older;
        free(large);
    }
    free(pool->table);
}
