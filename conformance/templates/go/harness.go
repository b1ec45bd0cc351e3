// The lines that go either way. Standard output is for them alone: print what you want to see to standard error.

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

var (
	// ErrUnsupported says that there is no such operation, or not in this form.
	ErrUnsupported = errors.New("unsupported")
	// ErrDropped says that the device died in a callback: forget the instance, and return this error.
	ErrDropped = errors.New("dropped")
)

// Reject refuses the input: Reject("malformed"), "invalid", "mismatch" or "too_large".
type Reject string

func (reject Reject) Error() string { return "rejected as " + string(reject) }

// Failed says that a callback failed, and why: "not_found", say.
type Failed string

func (failed Failed) Error() string { return "the callback failed: " + string(failed) }

// Request is what the harness asks.
type Request struct {
	ID string          `json:"id"`
	Op string          `json:"op"`
	In json.RawMessage `json:"in"`
}

// Answer has one field besides the id.
type Answer struct {
	ID          string     `json:"id"`
	OK          any        `json:"ok,omitempty"`
	Reject      *Reason    `json:"reject,omitempty"`
	Unsupported *Nothing   `json:"unsupported,omitempty"`
	Dropped     *Nothing   `json:"dropped,omitempty"`
	Fault       *Complaint `json:"fault,omitempty"`
}

// Reason is why an input is refused, or a callback failed.
type Reason struct {
	Reason string `json:"reason"`
}

// Complaint is what went wrong in the adapter itself.
type Complaint struct {
	Message string `json:"message"`
}

var (
	input   = bufio.NewReader(os.Stdin)
	serving string // the id of the request that is being handled
	calls   int
)

// nextRequest waits for a request; there is none when standard input has ended.
func nextRequest() (request Request, ok bool) {
	ok = receive(&request)
	serving = request.ID
	return request, ok
}

// receive reads a line into a value; it says whether there was one.
func receive(value any) bool {
	line, err := input.ReadBytes('\n')
	if err != nil {
		return false
	}
	if err := json.Unmarshal(line, value); err != nil {
		fmt.Fprintln(os.Stderr, "cannot read a line of the harness:", err)
		return false
	}
	return true
}

// send writes a line.
func send(message any) {
	line, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(append(line, '\n'))
}

// call calls back, and waits for the answer: the harness is the content store, the name system and the disk. It fills ok
// with the answer's `ok`, or returns a Failed or ErrDropped.
func call(op, instance string, in, ok any) error {
	calls++
	send(map[string]any{
		"call": fmt.Sprint("c", calls), "for": serving, "instance": instance, "op": op, "in": in,
	})
	var answer struct {
		OK   json.RawMessage
		Fail *Reason
		Drop *Nothing
	}
	switch {
	case !receive(&answer):
		return errors.New("standard input ended in a callback")
	case answer.Drop != nil:
		return ErrDropped
	case answer.Fail != nil:
		return Failed(answer.Fail.Reason)
	}
	return json.Unmarshal(answer.OK, ok)
}
