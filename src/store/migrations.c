/* migrations.c - how the tables came to be what they are, for libraries of earlier versions.
 *
 * Each entry brings a library from the version before to its own number (its place in the table,
 * counted from 1); what was released is never edited, changes are new entries, and the same change
 * is made in tables.c, which has the tables as they are now and what they are for.  `PRAGMA
 * user_version` holds the number reached. */
#include "db_priv.h"

static const char SCHEMA_1[] =
    "CREATE TABLE sources ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " kind INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " title TEXT NOT NULL DEFAULT '',"
    " nickname TEXT NOT NULL DEFAULT '',"
    " moved_url TEXT NOT NULL DEFAULT '',"
    " site_url TEXT NOT NULL DEFAULT '',"
    " tags TEXT NOT NULL DEFAULT '',"
    " place INTEGER NOT NULL DEFAULT 0,"
    " is_hidden INTEGER NOT NULL DEFAULT 0,"
    " is_removed INTEGER NOT NULL DEFAULT 0,"
    " etag TEXT NOT NULL DEFAULT '',"
    " last_modified TEXT NOT NULL DEFAULT '',"
    " fetched_at INTEGER NOT NULL DEFAULT 0,"
    " next_at INTEGER NOT NULL DEFAULT 0,"
    " http_status INTEGER NOT NULL DEFAULT 0,"
    " n_failures INTEGER NOT NULL DEFAULT 0,"
    " error TEXT NOT NULL DEFAULT '',"
    " n_articles INTEGER NOT NULL DEFAULT 0,"
    " n_unread INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE (kind, url));"

    "CREATE TABLE stories ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " saga_id INTEGER NOT NULL DEFAULT 0,"
    " headline TEXT NOT NULL DEFAULT '',"
    " outlets TEXT NOT NULL DEFAULT '',"
    " n_outlets INTEGER NOT NULL DEFAULT 0,"
    " n_reports INTEGER NOT NULL DEFAULT 0,"
    " n_copies INTEGER NOT NULL DEFAULT 0,"
    " n_unread INTEGER NOT NULL DEFAULT 0,"
    " first_at INTEGER NOT NULL DEFAULT 0,"
    " latest_at INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX stories_by_time ON stories (latest_at, id) WHERE n_reports > 0;"
    "CREATE INDEX stories_unread ON stories (latest_at, id) WHERE n_unread > 0;"
    "CREATE INDEX stories_by_outlets ON stories (n_outlets, latest_at, id) WHERE n_reports > 0;"
    "CREATE INDEX stories_by_saga ON stories (saga_id, first_at) WHERE saga_id <> 0;"

    "CREATE TABLE articles ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " source_id INTEGER NOT NULL REFERENCES sources (id),"
    " story_id INTEGER REFERENCES stories (id),"
    " copy_of_id INTEGER NOT NULL DEFAULT 0,"
    " score REAL NOT NULL DEFAULT 0,"
    " sort_at INTEGER NOT NULL,"
    " is_hidden INTEGER NOT NULL DEFAULT 0,"
    " is_read INTEGER NOT NULL DEFAULT 0,"
    " is_starred INTEGER NOT NULL DEFAULT 0,"
    " is_indexed INTEGER NOT NULL DEFAULT 0,"
    " completeness INTEGER NOT NULL DEFAULT 3,"
    " n_words INTEGER NOT NULL DEFAULT 0,"
    " position INTEGER NOT NULL DEFAULT 0,"
    " found_at INTEGER NOT NULL,"
    " published_at INTEGER NOT NULL DEFAULT 0,"
    " published_zone INTEGER NOT NULL DEFAULT 0,"
    " published_kind INTEGER NOT NULL DEFAULT 0,"
    " modified_at INTEGER NOT NULL DEFAULT 0,"
    " modified_zone INTEGER NOT NULL DEFAULT 0,"
    " modified_kind INTEGER NOT NULL DEFAULT 0,"
    " page_state INTEGER NOT NULL DEFAULT 0,"
    " page_next_at INTEGER NOT NULL DEFAULT 0,"
    " page_failures INTEGER NOT NULL DEFAULT 0,"
    " page_error TEXT NOT NULL DEFAULT '',"
    " url TEXT NOT NULL DEFAULT '',"
    " canonical TEXT NOT NULL DEFAULT '',"
    " host TEXT NOT NULL DEFAULT '',"
    " lang TEXT NOT NULL DEFAULT '',"
    " site TEXT NOT NULL DEFAULT '',"
    " title TEXT NOT NULL DEFAULT '',"
    " byline TEXT NOT NULL DEFAULT '');"
    "CREATE INDEX articles_by_time ON articles (sort_at, id, is_hidden);"
    "CREATE INDEX articles_unread ON articles (sort_at, id, is_hidden) WHERE is_read = 0;"
    "CREATE INDEX articles_starred ON articles (sort_at, id, is_hidden) WHERE is_starred = 1;"
    "CREATE INDEX articles_by_story ON articles (story_id, sort_at, id) WHERE story_id IS NOT NULL;"
    "CREATE INDEX articles_unplaced ON articles (sort_at, id) WHERE story_id IS NULL;"
    "CREATE INDEX articles_by_copy ON articles (copy_of_id) WHERE copy_of_id <> 0;"
    "CREATE INDEX articles_wanted ON articles (sort_at, id) WHERE page_state = 0;"
    "CREATE INDEX articles_unindexed ON articles (id) WHERE is_indexed = 0;"

    "CREATE TABLE bodies ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " summary TEXT NOT NULL DEFAULT '',"
    " image TEXT NOT NULL DEFAULT '',"
    " blocks BLOB NOT NULL);"

    "CREATE TABLE pages ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " fetched_at INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " charset TEXT NOT NULL,"
    " content_type TEXT NOT NULL,"
    " bytes BLOB NOT NULL);"

    "CREATE TABLE article_sources ("
    " source_id INTEGER NOT NULL REFERENCES sources (id),"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " title_hash INTEGER NOT NULL DEFAULT 0,"
    " text_hash INTEGER NOT NULL DEFAULT 0,"
    " updated_at INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (source_id, article_id)) WITHOUT ROWID;"
    "CREATE INDEX article_sources_by_article ON article_sources (article_id);"

    "CREATE TABLE article_keys ("
    " source_id INTEGER NOT NULL,"
    " key TEXT NOT NULL,"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " PRIMARY KEY (source_id, key)) WITHOUT ROWID;"
    "CREATE INDEX article_keys_by_article ON article_keys (article_id, source_id);"

    "CREATE TABLE fingerprints ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " bytes BLOB NOT NULL);"

    "CREATE TABLE constraints ("
    " a_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " b_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " is_together INTEGER NOT NULL,"
    " PRIMARY KEY (a_id, b_id)) WITHOUT ROWID;"

    "CREATE TABLE tags ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " name TEXT NOT NULL,"
    " folded TEXT NOT NULL UNIQUE,"
    " letter TEXT UNIQUE,"
    " colour TEXT NOT NULL DEFAULT '',"
    " is_muted INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE story_tags ("
    " tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,"
    " story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,"
    " PRIMARY KEY (tag_id, story_id)) WITHOUT ROWID;"
    "CREATE INDEX story_tags_by_story ON story_tags (story_id, tag_id);"
    "CREATE TABLE article_tags ("
    " tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " is_inherited INTEGER NOT NULL,"
    " PRIMARY KEY (tag_id, article_id)) WITHOUT ROWID;"
    "CREATE INDEX article_tags_by_article ON article_tags (article_id, tag_id);"

    "CREATE TABLE journal ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " made_at INTEGER NOT NULL,"
    " description TEXT NOT NULL);"
    "CREATE TABLE journal_items ("
    " journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,"
    " kind INTEGER NOT NULL,"
    " a_id INTEGER NOT NULL,"
    " b_id INTEGER NOT NULL,"
    " was INTEGER,"
    " was_text TEXT,"
    " PRIMARY KEY (journal_id, kind, a_id, b_id)) WITHOUT ROWID;"

    "CREATE TRIGGER article_read AFTER UPDATE OF is_read ON articles"
    " WHEN old.is_read <> new.is_read BEGIN"
    " UPDATE stories SET n_unread = n_unread + old.is_read - new.is_read"
    "  WHERE id = new.story_id AND new.is_hidden = 0;"
    " UPDATE sources SET n_unread = n_unread + old.is_read - new.is_read"
    "  WHERE id IN (SELECT source_id FROM article_sources WHERE article_id = new.id);"
    "END;"
    "CREATE TRIGGER article_source_added AFTER INSERT ON article_sources BEGIN"
    " UPDATE sources SET n_articles = n_articles + 1, n_unread = n_unread +"
    "  (SELECT 1 - is_read FROM articles WHERE id = new.article_id) WHERE id = new.source_id;"
    "END;"
    "CREATE TRIGGER article_source_removed BEFORE DELETE ON article_sources BEGIN"
    " UPDATE sources SET n_articles = n_articles - 1, n_unread = n_unread -"
    "  (SELECT 1 - is_read FROM articles WHERE id = old.article_id) WHERE id = old.source_id;"
    "END;"

    "CREATE VIEW search_text AS SELECT a.id AS id,"
    " search_words(a.title) AS title,"
    " search_words(a.byline) AS byline,"
    " search_words(a.site || ' ' || a.host) AS site,"
    " search_body(b.blocks) AS text"
    " FROM articles a LEFT JOIN bodies b ON b.article_id = a.id;"
    "CREATE VIRTUAL TABLE search USING fts5 (title, byline, site, text,"
    " content = 'search_text', content_rowid = 'id',"
    " tokenize = \"unicode61 remove_diacritics 2\");";

static const char SCHEMA_2[] =
    "CREATE TABLE item_texts ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " is_cleaned INTEGER NOT NULL,"
    " html BLOB NOT NULL);"
    "CREATE INDEX item_texts_raw ON item_texts (article_id) WHERE is_cleaned = 0;"

    "CREATE TABLE site_blocks ("
    " site INTEGER NOT NULL,"
    " block INTEGER NOT NULL,"
    " n_pages INTEGER NOT NULL,"
    " PRIMARY KEY (site, block)) WITHOUT ROWID;"
    "CREATE TABLE site_pages ("
    " site INTEGER NOT NULL,"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " is_marked INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (site, article_id)) WITHOUT ROWID;"
    "CREATE INDEX site_pages_marked ON site_pages (article_id) WHERE is_marked = 1;";

static const char SCHEMA_3[] = "ALTER TABLE sources ADD COLUMN n_moved INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_4[] =
    "ALTER TABLE articles ADD COLUMN read_turn INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_5[] =
    "CREATE TABLE headlines ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " until_at INTEGER NOT NULL,"
    " title TEXT NOT NULL,"
    " PRIMARY KEY (article_id, until_at)) WITHOUT ROWID;"

    "ALTER TABLE stories ADD COLUMN own_at INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE stories ADD COLUMN n_own_outlets INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE stories ADD COLUMN is_tagged INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE stories ADD COLUMN front_at INTEGER GENERATED ALWAYS AS"
    " (own_at + 14400 * min(max(n_own_outlets - 1, 0), 6) + 43200 * is_tagged) VIRTUAL;"
    /* Without copies all reports are a story's own; with some, they are looked at. */
    "UPDATE stories SET own_at = latest_at, n_own_outlets = n_outlets,"
    " is_tagged = EXISTS (SELECT 1 FROM story_tags WHERE story_id = id);"
    "UPDATE stories SET (own_at, n_own_outlets) = (SELECT max(sort_at), count(DISTINCT"
    "  iif(host = '', nullif(site, ''), host)) FROM articles"
    "  WHERE story_id = stories.id AND is_hidden = 0 AND copy_of_id = 0)"
    " WHERE n_copies BETWEEN 1 AND n_reports - 1;"
    "CREATE INDEX stories_by_front ON stories (front_at, id) WHERE n_reports > 0;"
    "DROP INDEX stories_by_outlets;"
    "CREATE INDEX stories_by_outlets ON stories (n_own_outlets, latest_at, id)"
    " WHERE n_reports > 0;"
    "CREATE TRIGGER story_tag_on AFTER INSERT ON story_tags BEGIN"
    " UPDATE stories SET is_tagged = 1 WHERE id = new.story_id AND is_tagged = 0;"
    "END;"
    "CREATE TRIGGER story_tag_off AFTER DELETE ON story_tags BEGIN"
    " UPDATE stories SET is_tagged = 0 WHERE id = old.story_id AND NOT EXISTS"
    "  (SELECT 1 FROM story_tags WHERE story_id = old.story_id);"
    "END;";

/* Sources no longer count articles that were purged. */
static const char SCHEMA_6[] =
    "DROP TRIGGER article_source_added;"
    "DROP TRIGGER article_source_removed;"
    "CREATE TRIGGER article_source_added AFTER INSERT ON article_sources BEGIN"
    " UPDATE sources SET n_articles = n_articles + x.here, n_unread = n_unread + x.unread"
    "  FROM (SELECT is_hidden < 2 AS here, is_hidden < 2 AND is_read = 0 AS unread FROM articles"
    "  WHERE id = new.article_id) x WHERE sources.id = new.source_id;"
    "END;"
    "CREATE TRIGGER article_source_removed BEFORE DELETE ON article_sources BEGIN"
    " UPDATE sources SET n_articles = n_articles - x.here, n_unread = n_unread - x.unread"
    "  FROM (SELECT is_hidden < 2 AS here, is_hidden < 2 AND is_read = 0 AS unread FROM articles"
    "  WHERE id = old.article_id) x WHERE sources.id = old.source_id;"
    "END;"
    "CREATE TRIGGER article_purged AFTER UPDATE OF is_hidden ON articles"
    " WHEN (old.is_hidden = 2) <> (new.is_hidden = 2) BEGIN"
    " UPDATE sources SET n_articles = n_articles + iif(new.is_hidden = 2, -1, 1),"
    "  n_unread = n_unread + iif(new.is_hidden = 2, -1, 1) * (1 - new.is_read)"
    "  WHERE id IN (SELECT source_id FROM article_sources WHERE article_id = new.id);"
    "END;";

static const char SCHEMA_7[] = "CREATE TABLE searches ("
                               " id INTEGER PRIMARY KEY,"
                               " name TEXT NOT NULL COLLATE NOCASE UNIQUE,"
                               " query TEXT NOT NULL);";

static const char SCHEMA_8[] =
    "CREATE TABLE next_pages ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " number INTEGER NOT NULL,"
    " fetched_at INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " charset TEXT NOT NULL,"
    " content_type TEXT NOT NULL,"
    " bytes BLOB NOT NULL,"
    " PRIMARY KEY (article_id, number));";

static const char SCHEMA_9[] =
    "ALTER TABLE sources ADD COLUMN gap_s INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE sources ADD COLUMN newest_at INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_10[] =
    "CREATE TABLE outgrown ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE);";

static const char SCHEMA_11[] =
    "ALTER TABLE sources ADD COLUMN n_full_texts INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_12[] =
    "CREATE TABLE versions ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " until_at INTEGER NOT NULL,"
    " blocks BLOB NOT NULL,"
    " PRIMARY KEY (article_id, until_at));"

    "ALTER TABLE articles ADD COLUMN text_choice INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_13[] = "DROP TRIGGER article_source_added;";

/* Texts of items get another hash: what they were like is not known. */
static const char SCHEMA_14[] = "UPDATE article_sources SET text_hash = 0;";

static const char SCHEMA_15[] = "ALTER TABLE sources ADD COLUMN ttl_s INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_16[] =
    "ALTER TABLE sources ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0;";

static const char SCHEMA_17[] =
    "CREATE TABLE enclosures ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " place INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " type TEXT NOT NULL,"
    " n_bytes INTEGER NOT NULL,"
    " PRIMARY KEY (article_id, place)) WITHOUT ROWID;";

/* The addresses that articles are known by lose "www." and a slash at the end.  Of two articles
 * that were told apart by these alone one keeps the key; the other is known to its own sources. */
static const char SCHEMA_18[] =
    "UPDATE OR IGNORE article_keys SET key ="
    " 'http://' || substr(key, 12)"
    " WHERE source_id <= 0 AND key GLOB 'http://www.*';"
    "UPDATE OR IGNORE article_keys SET key = rtrim(key, '/')"
    " WHERE source_id <= 0 AND key GLOB 'http://*/' AND instr(key, '?') = 0;"
    "DELETE FROM article_keys WHERE source_id <= 0 AND (key GLOB 'http://www.*'"
    " OR (key GLOB 'http://*/' AND instr(key, '?') = 0));";

/* The library holds hashes of what articles are known by (keys.c). */
static const char SCHEMA_19[] =
    "ALTER TABLE article_keys RENAME TO old_keys;"
    "CREATE TABLE article_keys ("
    " source_id INTEGER NOT NULL,"
    " key INTEGER NOT NULL,"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " PRIMARY KEY (source_id, key)) WITHOUT ROWID;"
    "INSERT OR IGNORE INTO article_keys SELECT source_id, key_hash(key), article_id FROM old_keys;"
    "DROP TABLE old_keys;"
    "CREATE INDEX article_keys_by_article ON article_keys (article_id, source_id);";

const char *const ts_migrations[] = {
    SCHEMA_1,  SCHEMA_2,  SCHEMA_3,  SCHEMA_4,  SCHEMA_5,  SCHEMA_6,  SCHEMA_7,
    SCHEMA_8,  SCHEMA_9,  SCHEMA_10, SCHEMA_11, SCHEMA_12, SCHEMA_13, SCHEMA_14,
    SCHEMA_15, SCHEMA_16, SCHEMA_17, SCHEMA_18, SCHEMA_19,
};

const size_t ts_n_migrations = TS_COUNT(ts_migrations);
