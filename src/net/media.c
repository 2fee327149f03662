#include "tearsheet/net/media.h"

#include "tearsheet/base/err.h"

#define ARCHIVE "an archive of files"
#define OFFICE "an office document"
#define SOUND "a sound recording"

/* Types by their beginnings. */
static const struct {
    const char *type;
    const char *name;
} types[] = {
    { "application/pdf", "a PDF document" },
    { "image/", "an image" },
    { "video/", "a video" },
    { "audio/", SOUND },
    { "font/", "a font" },
    { "application/epub", "a book (EPUB)" },
    { "application/zip", ARCHIVE },
    { "application/x-zip", ARCHIVE },
    { "application/x-7z", ARCHIVE },
    { "application/x-rar", ARCHIVE },
    { "application/vnd.rar", ARCHIVE },
    { "application/x-tar", ARCHIVE },
    { "application/ogg", SOUND },
    { "application/mp4", "a video" },
    { "application/postscript", "a PostScript document" },
    { "application/msword", OFFICE },
    { "application/vnd.ms-", OFFICE },
    { "application/vnd.oasis.opendocument", OFFICE },
    { "application/vnd.openxmlformats", OFFICE },
};

/* Bytes that no text has at this place. */
static const struct {
    size_t at;
    ts_str bytes;
    const char *name;
} magic[] = {
    { 0, { "%PDF-", 5 }, "a PDF document" },
    { 0, { "\x89PNG\r\n", 6 }, "an image" },
    { 0, { "\xff\xd8\xff", 3 }, "an image" },
    { 0, { "GIF89a", 6 }, "an image" },
    { 0, { "GIF87a", 6 }, "an image" },
    { 8, { "WEBP", 4 }, "an image" },
    { 8, { "WAVE", 4 }, SOUND },
    { 0, { "ID3\x03", 4 }, SOUND },
    { 0, { "ID3\x04", 4 }, SOUND },
    { 0, { "OggS\0", 5 }, SOUND },
    { 0, { "\x1a\x45\xdf\xa3", 4 }, "a video" },
    { 4, { "ftyp", 4 }, "a video" },
    { 0, { "PK\x03\x04", 4 }, ARCHIVE },
    { 0, { "Rar!\x1a\x07", 6 }, ARCHIVE },
    { 0, { "7z\xbc\xaf\x27\x1c", 6 }, ARCHIVE },
};

static bool has_at(ts_str bytes, size_t at, ts_str wanted)
{
    return ts_str_eq(ts_str_sub(bytes, at, wanted.len), wanted);
}

const char *ts_media_name(ts_str content_type, ts_str bytes)
{
    for (size_t i = 0; i < TS_COUNT(types); i++)
        if (ts_str_starts_nocase(content_type, types[i].type))
            return types[i].name;
    for (size_t i = 0; i < TS_COUNT(magic); i++)
        if (has_at(bytes, magic[i].at, magic[i].bytes))
            return magic[i].name;
    return NULL;
}
