# The lines that go either way. jq reads and writes the JSON.

calls=0

# json JSON PATH: what stands there, as JSON.
json() {
    printf '%s' "$1" | jq -c "$2"
}

# text JSON PATH: the string that stands there, without its quotes.
text() {
    printf '%s' "$1" | jq -r "$2"
}

# answer KIND JSON: answers the request that is being handled.
answer() {
    printf '{"id":%s,"%s":%s}\n' "$serving" "$1" "$2"
}

# The stub of an operation.
unsupported() {
    answer unsupported '{}'
}

# reject REASON: refuses the input, as malformed, invalid, mismatch or too_large.
reject() {
    answer reject "{\"reason\":\"$1\"}"
}

# call OP INSTANCE JSON: calls back, as the harness is the content store, the name system and the disk. The instance keeps its
# quotes, as `json` gives it. The answer is in $called then: {"ok":…}, {"fail":{"reason":…}} or {"drop":{}}. At a drop forget
# the instance, and `answer dropped '{}'`.
call() {
    calls=$((calls + 1))
    printf '{"call":"c%s","for":%s,"instance":%s,"op":"%s","in":%s}\n' \
        "$calls" "$serving" "$2" "$1" "$3"
    IFS= read -r called
}
