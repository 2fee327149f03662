/* sqlite_floor FILE ROWS BYTES - the least that SQLite takes to keep the items of feeds.
 *
 * Makes FILE anew and inserts ROWS rows with a text of BYTES each into one table with a unique
 * index, in one transaction, with the library's page size and durability. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ITEMS_A_FEED = 50 };

static const char SCHEMA[] =
    "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
    "CREATE TABLE item (id INTEGER PRIMARY KEY, feed INTEGER, guid TEXT, title TEXT, at INTEGER,"
    " body TEXT);"
    "CREATE UNIQUE INDEX item_by_guid ON item (feed, guid); BEGIN";

static void must(sqlite3 *db, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE)
        return;
    fprintf(stderr, "sqlite_floor: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void insert(sqlite3 *db, sqlite3_stmt *st, int i, const char *text, int len)
{
    char guid[40];

    snprintf(guid, sizeof guid, "urn:item:%d", i);
    must(db, sqlite3_bind_int(st, 1, i / ITEMS_A_FEED));
    must(db, sqlite3_bind_text(st, 2, guid, -1, SQLITE_STATIC));
    must(db, sqlite3_bind_text(st, 3, text, len < 60 ? len : 60, SQLITE_STATIC));
    must(db, sqlite3_bind_int(st, 4, i));
    must(db, sqlite3_bind_text(st, 5, text, len, SQLITE_STATIC));
    must(db, sqlite3_step(st));
    must(db, sqlite3_reset(st));
}

int main(int argc, char **argv)
{
    const int n = argc > 3 ? atoi(argv[2]) : 0, len = argc > 3 ? atoi(argv[3]) : 0;
    char *text = n > 0 && len > 0 ? malloc((size_t)len) : NULL;
    sqlite3_stmt *st = NULL;
    sqlite3 *db = NULL;

    if (!text) {
        fprintf(stderr, "usage: sqlite_floor FILE ROWS BYTES\n");
        return 2;
    }
    memset(text, 'a', (size_t)len);
    unlink(argv[1]);
    must(db, sqlite3_open(argv[1], &db));
    must(db, sqlite3_exec(db, SCHEMA, NULL, NULL, NULL));
    must(db, sqlite3_prepare_v2(
                 db, "INSERT INTO item (feed, guid, title, at, body) VALUES (?, ?, ?, ?, ?)", -1,
                 &st, NULL));
    for (int i = 0; i < n; i++)
        insert(db, st, i, text, len);
    must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
    must(db, sqlite3_finalize(st));
    must(db, sqlite3_close(db));
    free(text);
    return 0;
}
