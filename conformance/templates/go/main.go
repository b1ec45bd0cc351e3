// An adapter for the conformance suite of the remote log: it answers a request a line with an answer a line.
package main

import (
	"errors"
	"fmt"
	"os"
)

func hello() any {
	return map[string]any{
		"protocol":   "1",
		"name":       "my-remote-log",
		"version":    "0.1.0",
		"language":   "go",
		"operations": written(),
		"profiles":   []string{"core"},
	}
}

func main() {
	for {
		request, ok := nextRequest()
		if !ok {
			return
		}
		if request.Op == "hello" {
			send(Answer{ID: request.ID, OK: hello()})
		} else {
			send(answer(request))
		}
	}
}

// answer says what came of a request.
func answer(request Request) Answer {
	ok, err := handle(request)
	var reject Reject
	switch {
	case err == nil:
		return Answer{ID: request.ID, OK: ok}
	case errors.Is(err, ErrUnsupported):
		return Answer{ID: request.ID, Unsupported: &Nothing{}}
	case errors.Is(err, ErrDropped):
		return Answer{ID: request.ID, Dropped: &Nothing{}}
	case errors.As(err, &reject):
		return Answer{ID: request.ID, Reject: &Reason{string(reject)}}
	default: // the adapter's own mistake, which the harness shows
		fmt.Fprintln(os.Stderr, err)
		return Answer{ID: request.ID, Fault: &Complaint{err.Error()}}
	}
}
