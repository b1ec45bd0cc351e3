#!/bin/sh
# Answers the harness: a request a line on standard input, an answer a line on standard output.
# Standard output is for these lines alone: print what you want to see to standard error.
set -u
cd "$(dirname "$0")" || exit 1
. ./harness.sh
. ./operations.sh

while IFS= read -r request; do
    serving=$(json "$request" .id)
    given=$(json "$request" .in)
    op=$(text "$request" .op)
    if [ "$op" = hello ]; then
        ok=$(jq -nc --arg operations "$OPERATIONS" '{
            protocol: "1", name: "my-remote-log", version: "0.1.0", language: "shell",
            operations: ($operations | [splits("\\s+") | select(. != "")]), profiles: ["core"]
        }')
        answer ok "$ok"
    else
        handle "$op" "$given"
    fi
done
