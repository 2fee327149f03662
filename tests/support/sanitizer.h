/* sanitizer.h - whether a sanitizer stands between the program and its memory: it keeps books of
 * every byte, so that what a test says of the memory of the process would be true of them. */
#ifndef TEARSHEET_TESTS_SANITIZER_H
#define TEARSHEET_TESTS_SANITIZER_H

#define HAS_SANITIZER 0

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#undef HAS_SANITIZER
#define HAS_SANITIZER 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#undef HAS_SANITIZER
#define HAS_SANITIZER 1
#endif

#endif
