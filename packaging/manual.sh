#!/bin/sh
# Writes the manual pages and completions of the tool as packages install them:
#
#   packaging/manual.sh MEDLOOM FOLDER
#
# The tool knows its commands; which there are is read from its own page.
set -eu
medloom=$1
folder=$2

rm -rf "$folder"
mkdir -p "$folder/man1" "$folder/bash" "$folder/zsh" "$folder/fish"
"$medloom" man >"$folder/man1/medloom.1"
commands=$(sed -n '/^\.SH COMMANDS/,/^\.SH [^C]/s/^\.B //p' "$folder/man1/medloom.1" | tr -d '\134')
[ -n "$commands" ] || { echo "manual.sh: '$medloom man' names no commands" >&2; exit 1; }
printf '%s\n' "$commands" | while read -r command; do
  # shellcheck disable=SC2086  # "dict lint" is two words
  "$medloom" man $command >"$folder/man1/medloom-$(printf %s "$command" | tr ' ' -).1"
done
gzip -9n "$folder"/man1/*
"$medloom" completion bash >"$folder/bash/medloom"
"$medloom" completion zsh >"$folder/zsh/_medloom"
"$medloom" completion fish >"$folder/fish/medloom.fish"
