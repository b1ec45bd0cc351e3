// What the adapter can do. Put a function in the place of nil, and the hello lists the operation.

package main

var operations = Operations{
	PageDecode:    nil,
	PageEncode:    nil,
	ServiceDecode: nil,
	ServiceEncode: nil,
	MessageID:     nil,
	MessageDecode: nil,
	MessageEncode: nil,
	MessageCheck:  nil,
	PayloadDecode: nil,
	PayloadEncode: nil,
	AddressCheck:  nil,
	WriterOpen:    nil,
	WriterAppend:  nil,
	WriterPublish: nil,
	ReaderOpen:    nil,
	ReaderSync:    nil,
	StoreOpen:     nil,
	StoreAdd:      nil,
	StoreGet:      nil,
	StoreUpdate:   nil,
	StoreFetch:    nil,
	InstanceDrop:  nil,
}
