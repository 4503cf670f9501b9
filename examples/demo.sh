#!/bin/sh
# The main job from end to end: form a cohort, hold three meetings, get the notes out.
# The answers come from the files beside this script; `make demo` runs it.
set -eu

cd "$(dirname "$0")/.."

demo=build/demo
PEERGROUP_WORKSPACE=$demo
export PEERGROUP_WORKSPACE

# Show a command as one would type it, then run it.
run() {
    printf '\n$'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9_./=-]*) printf ' "%s"' "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$@"
}

if ! command -v peergroup >/dev/null; then
    echo "peergroup is not installed here. \`make demo\` installs it and runs this script." >&2
    exit 1
fi

rm -rf "$demo"

run peergroup init "$demo"
printf '\n$ export PEERGROUP_WORKSPACE=%s\n' "$demo"

run peergroup new-cohort --name "North Quay" --organisation "Blue Harbour" \
    --theme "Telling people early what they do not want to hear" \
    --from examples/members.csv

run peergroup run-session --date 2026-11-05 --answers examples/learning-together.toml
run peergroup run-session --date 2026-11-12 --answers examples/explore.toml
run peergroup run-session --date 2026-12-10 --answers examples/reflect.toml

run peergroup export-notes
run peergroup export-notes --output "$demo/notes.md"

printf '\nThe notes are in %s/notes.md, and all files of the workspace in %s.\n' "$demo" "$demo"
