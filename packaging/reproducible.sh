#!/bin/sh
# Builds the last commit in two folders, and fails unless program, library and packages are the same
# to the byte:
#
#   packaging/reproducible.sh [FOLDER]     a temporary folder if not given; removed when all is same
#
# Twice a whole build, from nothing: some ten minutes on two cores. The compiler's cache is not used,
# as it would compare a file with itself (REPRODUCIBLE_CCACHE=1 lets it be used).
set -eu
tree=$(CDPATH="" cd -- "$(dirname -- "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
if [ -z "${REPRODUCIBLE_CCACHE:-}" ]; then export CCACHE_DISABLE=1; fi

# sums FOLDER: of what was built there, by name.
sums() {
  (
    cd "$1"
    sha256sum apps/medloom/medloom api/libmedloom.so.?.*.* ./*.deb medloom.spdx.json
  )
}

for place in first second/longer-name; do
  mkdir -p "$work/$place"
  git -C "$tree" archive HEAD | tar -x -C "$work/$place"
  "$work/$place/packaging/build.sh" "$work/$place/out" >"$work/build.log" 2>&1 ||
    { tail -n 40 "$work/build.log" >&2; exit 1; }
done
sums "$work/first/out" >"$work/first.sums"
sums "$work/second/longer-name/out" >"$work/second.sums"
cat "$work/first.sums"
diff "$work/first.sums" "$work/second.sums" ||
  { echo "reproducible.sh: the builds in $work differ" >&2; exit 1; }
echo "the same from two folders"
[ -n "${1:-}" ] || rm -rf "$work"
