// Which function answers which operation.

package main

import "encoding/json"

type handler func(in json.RawMessage) (any, error)

var table = []struct {
	op     string
	handle handler
}{
	{"page.decode", typed(operations.PageDecode)},
	{"page.encode", typed(operations.PageEncode)},
	{"service.decode", typed(operations.ServiceDecode)},
	{"service.encode", typed(operations.ServiceEncode)},
	{"message.id", typed(operations.MessageID)},
	{"message.decode", typed(operations.MessageDecode)},
	{"message.encode", typed(operations.MessageEncode)},
	{"message.check", typed(operations.MessageCheck)},
	{"payload.decode", typed(operations.PayloadDecode)},
	{"payload.encode", typed(operations.PayloadEncode)},
	{"address.check", typed(operations.AddressCheck)},
	{"writer.open", typed(operations.WriterOpen)},
	{"writer.append", typed(operations.WriterAppend)},
	{"writer.publish", typed(operations.WriterPublish)},
	{"reader.open", typed(operations.ReaderOpen)},
	{"reader.sync", typed(operations.ReaderSync)},
	{"store.open", typed(operations.StoreOpen)},
	{"store.add", typed(operations.StoreAdd)},
	{"store.get", typed(operations.StoreGet)},
	{"store.update", typed(operations.StoreUpdate)},
	{"store.fetch", typed(operations.StoreFetch)},
	{"instance.drop", typed(operations.InstanceDrop)},
}

// typed reads the input of a function; of nil it makes nil.
func typed[In, Out any](answer func(In) (Out, error)) handler {
	if answer == nil {
		return nil
	}
	return func(in json.RawMessage) (any, error) {
		var given In
		if err := json.Unmarshal(in, &given); err != nil {
			return nil, err
		}
		return answer(given)
	}
}

// written lists the operations that are there.
func written() []string {
	names := []string{}
	for _, entry := range table {
		if entry.handle != nil {
			names = append(names, entry.op)
		}
	}
	return names
}

// handle asks the function of a request's operation.
func handle(request Request) (any, error) {
	for _, entry := range table {
		if entry.op == request.Op && entry.handle != nil {
			return entry.handle(request.In)
		}
	}
	return nil, ErrUnsupported
}
