/* The file is edited and the library brought in step as one: see edit_locked(). */
#include "tearsheet/app/feeds_file.h"

#include "source_options_priv.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/map.h"
#include "tearsheet/store/undo.h"

static enum ts_rc read_text(struct ts_arena *a, const struct ts_profile *profile, ts_str *out,
                            struct ts_err *err)
{
    enum ts_rc rc = ts_file_read(a, profile->feeds_path, TS_FEEDS_MAX_BYTES, out, err);

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

/* The tags without those that are options. */
static ts_str *folder_tags(struct ts_arena *a, const struct ts_source_entry *e, size_t *n)
{
    ts_str *tags = TS_NEW_ARRAY(a, e->n_tags, ts_str);

    *n = 0;
    for (size_t i = 0; i < e->n_tags; i++)
        if (!source_option_is(e->tags[i]))
            tags[(*n)++] = e->tags[i];
    return tags;
}

static enum ts_rc sync_entries(struct ts_arena *a, struct ts_db *db,
                               const struct ts_sources_file *file, struct ts_err *err)
{
    struct ts_source *sources = TS_NEW_ARRAY(a, file->n_entries, struct ts_source);
    size_t n = 0;

    for (size_t i = 0; i < file->n_entries; i++) {
        const struct ts_source_entry *e = &file->entries[i];
        if (e->kind == TS_ENTRY_QUERY)
            continue;
        struct ts_source *source = &sources[n++];
        *source = (struct ts_source){ .kind = TS_SOURCE_FEED,
                                      .url = e->url,
                                      .nickname = e->nickname,
                                      .is_hidden = e->is_hidden };
        source->tags = folder_tags(a, e, &source->n_tags);
    }
    return ts_sources_sync(db, sources, n, NULL, err);
}

/* Reads and syncs, inside a transaction. */
static enum ts_rc sync_file(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
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

enum ts_rc ts_feeds_sync(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                         struct ts_sources_file *faults, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, sync_file(a, db, profile, faults, err), err) : rc;
}

/* ---- editing ---- */

/* A change of the file's text; the same text means that there is nothing to do. */
struct edit {
    enum ts_rc (*apply)(struct edit *e, struct ts_arena *a, ts_str text, ts_str *out,
                        struct ts_err *err);
    ts_str name;      /* of the file, for messages */
    const char *what; /* is done, for undo: "removed a source" */
    ts_str url;
    ts_str nickname;
    const struct ts_source_entry *entries; /* to be added */
    const ts_str *folders;
    size_t n; /* of the list */
    size_t n_added;
};

static enum ts_rc edit_file(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                            struct edit *e, struct ts_err *err)
{
    ts_str before, after;
    enum ts_rc rc = read_text(a, profile, &before, err);

    if (rc == TS_OK)
        rc = e->apply(e, a, before, &after, err);
    if (rc != TS_OK || ts_str_eq(before, after))
        return rc;
    rc = ts_undo_note_file(db, ts_str_of(e->what), before, after, err);
    if (rc == TS_OK)
        rc = ts_file_write(profile->feeds_path, after, err);
    return rc == TS_OK ? sync_file(a, db, profile, NULL, err) : rc;
}

/* From the reading to the syncing nobody else may edit: the library's lock serves for the file. */
static enum ts_rc edit_locked(struct ts_db *db, const struct ts_profile *profile, struct edit *e,
                              struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    enum ts_rc rc = ts_db_begin(db, err);

    e->name = ts_str_of(profile->feeds_path);
    if (rc == TS_OK)
        rc = ts_db_end(db, edit_file(&scratch, db, profile, e, err), err);
    ts_arena_done(&scratch);
    return rc;
}

static enum ts_rc add_entries(struct edit *e, struct ts_arena *a, ts_str text, ts_str *out,
                              struct ts_err *err)
{
    struct ts_sources_file file = ts_sources_file_read(a, text, e->name);
    struct ts_map there = { .arena = a };
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; i < file.n_entries; i++)
        *ts_map_put_str(&there, file.entries[i].url) = 1;
    for (size_t i = 0; rc == TS_OK && i < e->n; i++) {
        int64_t *is_there = ts_map_put_str(&there, e->entries[i].url);
        if (*is_there)
            continue;
        *is_there = 1;
        rc = ts_sources_file_add(a, text, &e->entries[i], &text, err);
        e->n_added++;
    }
    if (rc == TS_OK)
        *out = text;
    return rc;
}

enum ts_rc ts_feeds_add(struct ts_db *db, const struct ts_profile *profile,
                        const struct ts_source_entry *entries, size_t n, size_t *n_added,
                        struct ts_err *err)
{
    struct edit e = {
        .what = "added to the feeds file", .apply = add_entries, .entries = entries, .n = n
    };
    enum ts_rc rc = edit_locked(db, profile, &e, err);

    if (rc == TS_OK && n_added)
        *n_added = e.n_added;
    return rc;
}

static enum ts_rc remove_line(struct edit *e, struct ts_arena *a, ts_str text, ts_str *out,
                              struct ts_err *err)
{
    return ts_sources_file_remove(a, text, e->url, out, err);
}

enum ts_rc ts_feeds_remove(struct ts_db *db, const struct ts_profile *profile, ts_str url,
                           struct ts_err *err)
{
    struct edit e = { .what = "removed a source", .apply = remove_line, .url = url };

    return edit_locked(db, profile, &e, err);
}

/* What the file says of the source, to be changed. */
static struct ts_source_entry entry_of(const struct edit *e, struct ts_arena *a, ts_str text)
{
    struct ts_sources_file file = ts_sources_file_read(a, text, e->name);

    for (size_t i = 0; i < file.n_entries; i++)
        if (ts_str_eq(file.entries[i].url, e->url))
            return file.entries[i];
    return (struct ts_source_entry){ .url = e->url };
}

static enum ts_rc rename_line(struct edit *e, struct ts_arena *a, ts_str text, ts_str *out,
                              struct ts_err *err)
{
    struct ts_source_entry entry = entry_of(e, a, text);

    entry.nickname = e->nickname;
    return ts_sources_file_change(a, text, &entry, out, err);
}

enum ts_rc ts_feeds_rename(struct ts_db *db, const struct ts_profile *profile, ts_str url,
                           ts_str nickname, struct ts_err *err)
{
    struct edit e = {
        .what = "renamed a source", .apply = rename_line, .url = url, .nickname = nickname
    };

    return edit_locked(db, profile, &e, err);
}

/* The folders change, and the options stay. */
static enum ts_rc retag_line(struct edit *e, struct ts_arena *a, ts_str text, ts_str *out,
                             struct ts_err *err)
{
    struct ts_source_entry entry = entry_of(e, a, text);
    ts_str *tags = TS_NEW_ARRAY(a, entry.n_tags + e->n, ts_str);
    size_t n = 0;

    for (size_t i = 0; i < e->n; i++)
        tags[n++] = e->folders[i];
    for (size_t i = 0; i < entry.n_tags; i++)
        if (source_option_is(entry.tags[i]))
            tags[n++] = entry.tags[i];
    entry.tags = tags;
    entry.n_tags = n;
    return ts_sources_file_change(a, text, &entry, out, err);
}

enum ts_rc ts_feeds_retag(struct ts_db *db, const struct ts_profile *profile, ts_str url,
                          const ts_str *folders, size_t n, struct ts_err *err)
{
    struct edit e = { .what = "moved a source to other folders",
                      .apply = retag_line,
                      .url = url,
                      .folders = folders,
                      .n = n };

    return edit_locked(db, profile, &e, err);
}
