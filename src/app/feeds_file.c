#include "tearsheet/app/feeds_file.h"

#include "tearsheet/base/file.h"

enum { MAX_FEEDS_BYTES = 16 << 20 };

static enum ts_rc read_text(struct ts_arena *a, const struct ts_profile *profile, ts_str *out,
                            struct ts_err *err)
{
    enum ts_rc rc = ts_file_read(a, profile->feeds_path, MAX_FEEDS_BYTES, out, err);

    if (rc != TS_ERR_NOTFOUND)
        return rc;
    *out = (ts_str){ 0 };
    return TS_OK;
}

enum ts_rc ts_feeds_read(struct ts_arena *a, const struct ts_profile *profile,
                         struct ts_sources_file *out, struct ts_err *err)
{
    ts_str text;
    enum ts_rc rc = read_text(a, profile, &text, err);

    if (rc == TS_OK)
        *out = ts_sources_file_read(a, text, ts_str_of(profile->feeds_path));
    return rc;
}

static enum ts_rc sync_entries(struct ts_arena *a, struct ts_db *db,
                               const struct ts_sources_file *file, struct ts_err *err)
{
    struct ts_source *sources = TS_NEW_ARRAY(a, file->n_entries, struct ts_source);
    size_t n = 0;

    for (size_t i = 0; i < file->n_entries; i++) {
        const struct ts_source_entry *e = &file->entries[i];
        if (e->kind != TS_ENTRY_ADDRESS)
            continue;
        sources[n++] = (struct ts_source){ .kind = TS_SOURCE_FEED,
                                           .url = e->url,
                                           .nickname = e->nickname,
                                           .tags = e->tags,
                                           .n_tags = e->n_tags,
                                           .is_hidden = e->is_hidden };
    }
    return ts_sources_sync(db, sources, n, NULL, err);
}

enum ts_rc ts_feeds_sync(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                         struct ts_sources_file *faults, struct ts_err *err)
{
    struct ts_sources_file file;
    enum ts_rc rc = ts_feeds_read(a, profile, &file, err);

    if (rc == TS_OK)
        rc = sync_entries(a, db, &file, err);
    if (rc == TS_OK && faults)
        *faults = file;
    return rc;
}

/* Writes the file's new text, if it is one, and brings the library in step. */
static enum ts_rc write_and_sync(struct ts_arena *a, struct ts_db *db,
                                 const struct ts_profile *profile, ts_str text, struct ts_err *err)
{
    enum ts_rc rc = ts_file_write(profile->feeds_path, text, err);

    return rc == TS_OK ? ts_feeds_sync(a, db, profile, NULL, err) : rc;
}

static const struct ts_source_entry *find_entry(const struct ts_sources_file *file, ts_str url)
{
    for (size_t i = 0; i < file->n_entries; i++)
        if (ts_str_eq(file->entries[i].url, url))
            return &file->entries[i];
    return NULL;
}

enum ts_rc ts_feeds_add(struct ts_db *db, const struct ts_profile *profile,
                        const struct ts_source_entry *entries, size_t n, size_t *n_added,
                        struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    size_t added = 0;
    ts_str text;
    enum ts_rc rc = read_text(&scratch, profile, &text, err);

    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        struct ts_sources_file file =
            ts_sources_file_read(&scratch, text, ts_str_of(profile->feeds_path));
        if (find_entry(&file, entries[i].url))
            continue;
        rc = ts_sources_file_add(&scratch, text, &entries[i], &text, err);
        added += rc == TS_OK;
    }
    if (rc == TS_OK && added > 0)
        rc = write_and_sync(&scratch, db, profile, text, err);
    if (rc == TS_OK && n_added)
        *n_added = added;
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc ts_feeds_remove(struct ts_db *db, const struct ts_profile *profile, ts_str url,
                           struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    ts_str text;
    enum ts_rc rc = read_text(&scratch, profile, &text, err);

    if (rc == TS_OK)
        rc = ts_sources_file_remove(&scratch, text, url, &text, err);
    if (rc == TS_OK)
        rc = write_and_sync(&scratch, db, profile, text, err);
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc ts_feeds_rename(struct ts_db *db, const struct ts_profile *profile, ts_str url,
                           ts_str nickname, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    ts_str text;
    enum ts_rc rc = read_text(&scratch, profile, &text, err);

    if (rc == TS_OK) {
        struct ts_sources_file file =
            ts_sources_file_read(&scratch, text, ts_str_of(profile->feeds_path));
        const struct ts_source_entry *found = find_entry(&file, url);
        struct ts_source_entry entry = found ? *found : (struct ts_source_entry){ .url = url };
        entry.nickname = nickname;
        rc = ts_sources_file_change(&scratch, text, &entry, &text, err);
    }
    if (rc == TS_OK)
        rc = write_and_sync(&scratch, db, profile, text, err);
    ts_arena_done(&scratch);
    return rc;
}
