#!/bin/sh
# Builds the packages of the tree it lies in, and the list of what is in them:
#
#   packaging/build.sh [FOLDER]        build/package if not given
#
# Leaves FOLDER/*.deb and FOLDER/medloom.spdx.json. Times in them are that of the changelog, or
# SOURCE_DATE_EPOCH. Needs what `./dev deps` installs.
set -eu
umask 022
tree=$(CDPATH="" cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:-$tree/build/package}
: "${SOURCE_DATE_EPOCH:=$(dpkg-parsechangelog -l "$tree/packaging/debian/changelog" -S Timestamp)}"
export SOURCE_DATE_EPOCH

cmake -S "$tree" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
  -DMEDLOOM_PACKAGE=ON -DMEDLOOM_BUILD_TESTS=OFF
cmake --build "$folder" -j "${JOBS:-2}"
"$tree/packaging/sbom.py" "$folder" >"$folder/medloom.spdx.json"
(cd "$folder" && rm -f ./*.deb && cpack)
ls "$folder"/*.deb
