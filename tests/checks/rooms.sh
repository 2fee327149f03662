#!/bin/sh
# rooms.sh ROOT ROOM ALLOWED... - fails when a source or header of ROOM includes a header of a room that it
# may not use.
root=$1 room=$2
shift 2
find "$root/src/$room" "$root/include/tearsheet/$room" -name '*.[ch]' -exec \
    awk -F/ -v room="$room" -v allowed=" $room $* " -v root="$root/" '
    /^#include "tearsheet\// && !index(allowed, " " $2 " ") {
        print substr(FILENAME, length(root) + 1) ": room " room " may not use room " $2
        status = 1
    }
    END { exit status }' {} +
