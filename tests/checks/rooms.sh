#!/bin/sh
# rooms.sh ROOT ROOM ALLOWED... - fails when a source or header of ROOM includes a header of a room that it
# may not use.
root=$1 room=$2
shift 2
allowed=" $room $* "
status=0
for file in "$root/src/$room"/*.[ch] "$root/include/tearsheet/$room"/*.h; do
    [ -f "$file" ] || continue
    for other in $(sed -n 's|^#include "tearsheet/\([a-z]*\)/.*|\1|p' "$file" | sort -u); do
        case $allowed in
        *" $other "*) ;;
        *) echo "${file#"$root"/}: room $room may not use room $other"; status=1 ;;
        esac
    done
done
exit $status
