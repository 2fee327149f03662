/* tables.c - the tables of today, from which a new library is made.
 *
 * An older library gets to the same tables through migrations.c; the test of this file compares the
 * two to the letter.  A column that was added later stands behind those that were there before, as
 * ALTER TABLE puts it.
 *
 * Ideas that the tables share:
 *  - What lists show is in narrow tables (articles, stories); texts and pages, which are large, are
 *    in tables of their own that only the reader of one article touches.
 *  - Counts that lists show are kept in the rows: by the triggers below where a mark or a purge
 *    changes them, by whoever adds to article_sources, and by stories_count.c where an article
 *    changes its story.
 *  - The full-text index holds no text.  It reads it, for snippets and when an article is taken
 *    out, through the view search_text, whose functions search_index.c provides: what they give
 *    for an article must not change while it is indexed.  A change of them comes with a migration
 * that starts the index anew. */
#include "db_priv.h"

const char ts_tables_today[] =
    /* Where articles come from.  `tags` are names, each ended by a unit separator. */
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
    /* Without those that were purged (is_hidden is 2, see articles_priv.h). */
    " n_articles INTEGER NOT NULL DEFAULT 0,"
    " n_unread INTEGER NOT NULL DEFAULT 0,"
    /* How often in a row it was moved to moved_url. */
    " n_moved INTEGER NOT NULL DEFAULT 0,"
    /* How often it publishes: seconds between items, 0 if not known, and when the newest was. */
    " gap_s INTEGER NOT NULL DEFAULT 0,"
    " newest_at INTEGER NOT NULL DEFAULT 0,"
    /* Of so many articles in a row the feed had as much as the page. */
    " n_full_texts INTEGER NOT NULL DEFAULT 0,"
    /* How long the feed wants to be left alone, as it last said: an answer that nothing is new does
     * not say it again. */
    " ttl_s INTEGER NOT NULL DEFAULT 0,"
    /* The last good answer came from this machine or a private network. */
    " is_private INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE (kind, url));"

    /* One event.  The counts are of reports from sources that are not hidden. */
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
    " latest_at INTEGER NOT NULL DEFAULT 0,"
    /* Where it stands on the front page, by the rule in stories.h: front_at follows from what is
     * known of its own reports (those that are no copies) and from its tags. */
    " own_at INTEGER NOT NULL DEFAULT 0,"
    " n_own_outlets INTEGER NOT NULL DEFAULT 0,"
    " is_tagged INTEGER NOT NULL DEFAULT 0,"
    " front_at INTEGER GENERATED ALWAYS AS"
    " (own_at + 14400 * min(max(n_own_outlets - 1, 0), 6) + 43200 * is_tagged) VIRTUAL);"
    "CREATE INDEX stories_by_time ON stories (latest_at, id) WHERE n_reports > 0;"
    "CREATE INDEX stories_unread ON stories (latest_at, id) WHERE n_unread > 0;"
    "CREATE INDEX stories_by_saga ON stories (saga_id, first_at) WHERE saga_id <> 0;"
    "CREATE INDEX stories_by_front ON stories (front_at, id) WHERE n_reports > 0;"
    "CREATE INDEX stories_by_outlets ON stories (n_own_outlets, latest_at, id)"
    " WHERE n_reports > 0;"

    /* What lists show.  page_state: see articles_priv.h. */
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
    " byline TEXT NOT NULL DEFAULT '',"
    /* The action (of the journal) that marked it read, so that one can tell which was read first; 0
     * if that was before this was noted. */
    " read_turn INTEGER NOT NULL DEFAULT 0,"
    /* Whose text the reader wants to see: see ts_text_choice in articles.h. */
    " text_choice INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX articles_by_time ON articles (sort_at, id, is_hidden);"
    "CREATE INDEX articles_unread ON articles (sort_at, id, is_hidden) WHERE is_read = 0;"
    "CREATE INDEX articles_starred ON articles (sort_at, id, is_hidden) WHERE is_starred = 1;"
    "CREATE INDEX articles_by_story ON articles (story_id, sort_at, id) WHERE story_id IS NOT NULL;"
    "CREATE INDEX articles_unplaced ON articles (sort_at, id) WHERE story_id IS NULL;"
    "CREATE INDEX articles_by_copy ON articles (copy_of_id) WHERE copy_of_id <> 0;"
    "CREATE INDEX articles_wanted ON articles (sort_at, id) WHERE page_state = 0;"
    "CREATE INDEX articles_unindexed ON articles (id) WHERE is_indexed = 0;"

    /* The text, packed as pack.h says. */
    "CREATE TABLE bodies ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " summary TEXT NOT NULL DEFAULT '',"
    " image TEXT NOT NULL DEFAULT '',"
    " blocks BLOB NOT NULL);"

    /* What the text was, packed, until its outlet changed it. */
    "CREATE TABLE versions ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " until_at INTEGER NOT NULL,"
    " blocks BLOB NOT NULL,"
    " PRIMARY KEY (article_id, until_at));"

    /* What its outlet called it before, until it changed that. */
    "CREATE TABLE headlines ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " until_at INTEGER NOT NULL,"
    " title TEXT NOT NULL,"
    " PRIMARY KEY (article_id, until_at)) WITHOUT ROWID;"

    /* The page as the server sent it, packed. */
    "CREATE TABLE pages ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " fetched_at INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " charset TEXT NOT NULL,"
    " content_type TEXT NOT NULL,"
    " bytes BLOB NOT NULL);"
    /* The same of those behind the first one, of an article in several. */
    "CREATE TABLE next_pages ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " number INTEGER NOT NULL,"
    " fetched_at INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " charset TEXT NOT NULL,"
    " content_type TEXT NOT NULL,"
    " bytes BLOB NOT NULL,"
    " PRIMARY KEY (article_id, number));"

    /* What the feed itself has as text.  is_cleaned: no blocks are to be made of it any more, and
     * it is packed. */
    "CREATE TABLE item_texts ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " is_cleaned INTEGER NOT NULL,"
    " html BLOB NOT NULL);"
    "CREATE INDEX item_texts_raw ON item_texts (article_id) WHERE is_cleaned = 0;"

    /* Files that belong to an article, as its feed names them. */
    "CREATE TABLE enclosures ("
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " place INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " type TEXT NOT NULL,"
    " n_bytes INTEGER NOT NULL,"
    " PRIMARY KEY (article_id, place)) WITHOUT ROWID;"

    /* Which source had it, and what its item was like the last time. */
    "CREATE TABLE article_sources ("
    " source_id INTEGER NOT NULL REFERENCES sources (id),"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " title_hash INTEGER NOT NULL DEFAULT 0,"
    " text_hash INTEGER NOT NULL DEFAULT 0,"
    " updated_at INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (source_id, article_id)) WITHOUT ROWID;"
    "CREATE INDEX article_sources_by_article ON article_sources (article_id);"

    /* What an article is known by: a source's own id for it, or with source 0 its address, spelled
     * as by ts_address_key(); as hashes. */
    "CREATE TABLE article_keys ("
    " source_id INTEGER NOT NULL,"
    " key INTEGER NOT NULL,"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " PRIMARY KEY (source_id, key)) WITHOUT ROWID;"
    "CREATE INDEX article_keys_by_article ON article_keys (article_id, source_id);"

    "CREATE TABLE fingerprints ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
    " bytes BLOB NOT NULL);"
    /* Articles whose text came after they were placed: their fingerprints are of less. */
    "CREATE TABLE outgrown ("
    " article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE);"
    /* Pairs that a reader joined or split. */
    "CREATE TABLE constraints ("
    " a_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " b_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " is_together INTEGER NOT NULL,"
    " PRIMARY KEY (a_id, b_id)) WITHOUT ROWID;"

    /* On how many pages of a site a block of text was seen, and which pages were counted.  Both are
     * hashes. */
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
    "CREATE INDEX site_pages_marked ON site_pages (article_id) WHERE is_marked = 1;"

    /* `folded`: the name as it is compared. */
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
    /* is_inherited: only because its story has the tag. */
    "CREATE TABLE article_tags ("
    " tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,"
    " article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,"
    " is_inherited INTEGER NOT NULL,"
    " PRIMARY KEY (tag_id, article_id)) WITHOUT ROWID;"
    "CREATE INDEX article_tags_by_article ON article_tags (article_id, tag_id);"

    "CREATE TABLE searches ("
    " id INTEGER PRIMARY KEY,"
    " name TEXT NOT NULL COLLATE NOCASE UNIQUE,"
    " query TEXT NOT NULL);"

    /* What undo takes back: kinds and meaning of the columns in undo.c. */
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
    "CREATE TRIGGER article_purged AFTER UPDATE OF is_hidden ON articles"
    " WHEN (old.is_hidden = 2) <> (new.is_hidden = 2) BEGIN"
    " UPDATE sources SET n_articles = n_articles + iif(new.is_hidden = 2, -1, 1),"
    "  n_unread = n_unread + iif(new.is_hidden = 2, -1, 1) * (1 - new.is_read)"
    "  WHERE id IN (SELECT source_id FROM article_sources WHERE article_id = new.id);"
    "END;"
    /* There is none for what is added: it was most of what a new item cost. */
    "CREATE TRIGGER article_source_removed BEFORE DELETE ON article_sources BEGIN"
    " UPDATE sources SET n_articles = n_articles - x.here, n_unread = n_unread - x.unread"
    "  FROM (SELECT is_hidden < 2 AS here, is_hidden < 2 AND is_read = 0 AS unread FROM articles"
    "  WHERE id = old.article_id) x WHERE sources.id = old.source_id;"
    "END;"
    "CREATE TRIGGER story_tag_on AFTER INSERT ON story_tags BEGIN"
    " UPDATE stories SET is_tagged = 1 WHERE id = new.story_id AND is_tagged = 0;"
    "END;"
    "CREATE TRIGGER story_tag_off AFTER DELETE ON story_tags BEGIN"
    " UPDATE stories SET is_tagged = 0 WHERE id = old.story_id AND NOT EXISTS"
    "  (SELECT 1 FROM story_tags WHERE story_id = old.story_id);"
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
