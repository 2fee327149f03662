#include "tearsheet/app/save.h"

#include "tearsheet/app/article_text.h"
#include "tearsheet/app/enclosures.h"
#include "tearsheet/base/file.h"

enum { MAX_SAME_NAME = 1000, MAX_COPY_BYTES = 64 << 20 };

static const char *folder_of(struct ts_arena *a, const struct ts_profile *profile,
                             const char *folder)
{
    ts_str option = profile->config.save_folder;

    if (folder)
        return ts_path_expand(a, folder);
    if (option.len > 0)
        return ts_path_expand(a, ts_arena_cstr(a, option));
    return ts_path_join(a, profile->data_dir, "saved");
}

/* "name.md", "name (2).md", ... */
static const char *numbered_path(struct ts_arena *a, const char *folder, ts_str name,
                                 const char *ending, int number)
{
    size_t stem = name.len - ts_str_of(ending).len;

    if (number == 1)
        return ts_path_join(a, folder, ts_arena_cstr(a, name));
    return ts_arena_printf(a, "%s/%.*s (%d)%s", folder, (int)stem, name.ptr, number, ending).ptr;
}

static bool has_content(const char *path, ts_str content)
{
    struct ts_arena scratch = { 0 };
    ts_str there = { 0 };
    bool is_same = ts_file_read(&scratch, path, MAX_COPY_BYTES, &there, NULL) == TS_OK &&
                   ts_str_eq(there, content);

    ts_arena_done(&scratch);
    return is_same;
}

static enum ts_rc write_copy(struct ts_arena *a, const char *folder, ts_str name,
                             const char *ending, ts_str content, const char **out_path,
                             struct ts_err *err)
{
    for (int number = 1; number <= MAX_SAME_NAME; number++) {
        const char *path = numbered_path(a, folder, name, ending, number);
        enum ts_rc rc = has_content(path, content) ? TS_OK : ts_file_create(path, content, err);
        if (rc == TS_OK)
            *out_path = path;
        if (rc != TS_ERR_ARG)
            return rc;
    }
    return ts_fail(err, TS_ERR_LIMIT, "%s has %d copies named %.*s already", folder, MAX_SAME_NAME,
                   TS_FMT(name));
}

enum ts_rc ts_save_copy(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                        int64_t article_id, enum ts_render_format format, const char *folder,
                        const char **out_path, struct ts_err *err)
{
    struct ts_stored stored;
    enum ts_rc rc = ts_article_read(a, db, article_id, &stored, err);

    if (rc == TS_OK)
        rc = ts_enclosures_show(a, db, &stored, err);
    if (rc != TS_OK)
        return rc;
    if (stored.article.n_blocks == 0)
        return ts_fail(err, TS_ERR_NOTFOUND, "there is no text of \"%.*s\" to save",
                       TS_FMT(stored.article.title));
    if (stored.article.site.len == 0)
        stored.article.site = stored.source_name;
    folder = folder_of(a, profile, folder);
    rc = ts_dir_make(folder, err);
    if (rc != TS_OK)
        return rc;
    return write_copy(a, folder, ts_copy_name(a, &stored.article, format), ts_render_ending(format),
                      ts_render(a, &stored.article, format), out_path, err);
}
