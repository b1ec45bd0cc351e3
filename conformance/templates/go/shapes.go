// What each operation takes and answers. Bytes are strings of hex, integers strings of decimal digits; null is a nil
// pointer. A list that may be empty must not be nil: nil would be null.

package main

type (
	Hex     = string
	Integer = string
	Nothing struct{}
)

type Bytes struct {
	Bytes Hex `json:"bytes"`
}

type Pair struct {
	Local  Hex `json:"local"`
	Remote Hex `json:"remote"`
	Data   Hex `json:"data"`
}

type Page struct {
	Pairs []Pair `json:"pairs"`
	Tail  Hex    `json:"tail"`
}

type ServiceDecode struct {
	Message string `json:"message"` // content, address, name_update, query or response
	Bytes   Hex    `json:"bytes"`
}

type Fields struct {
	Fields map[string]string `json:"fields"`
}

type ServiceEncode struct {
	Message string            `json:"message"`
	Fields  map[string]string `json:"fields"`
}

type IDParts struct {
	Group     Hex     `json:"group"`
	Timestamp Integer `json:"timestamp"`
	Body      Hex     `json:"body"`
}

type ID struct {
	ID Hex `json:"id"`
}

type Metadata struct {
	Parents   []Hex `json:"parents"`
	Ephemeral bool  `json:"ephemeral"`
}

type Message struct {
	IDParts
	Metadata *Metadata `json:"metadata"`
}

type Numbered struct {
	Bytes   Hex    `json:"bytes"`
	Numbers string `json:"numbers"` // spec or legacy
}

type MessageEncode struct {
	Message
	Numbers string `json:"numbers"`
}

type MessageCheck struct {
	Bytes Hex `json:"bytes"`
	ID    Hex `json:"id"`
	Group Hex `json:"group"`
}

type Payload struct {
	Acks     []Hex     `json:"acks"`
	Offers   []Hex     `json:"offers"`
	Requests []Hex     `json:"requests"`
	Messages []Message `json:"messages"`
}

type PayloadEncode struct {
	Payload
	Numbers string `json:"numbers"`
}

type AddressCheck struct {
	Kind    string `json:"kind"` // opaque, multihash or cid
	Address Hex    `json:"address"`
	Content Hex    `json:"content"`
}

type Checked struct {
	Checked string `json:"checked"` // verified or unverified
}

type Instance struct {
	Instance string `json:"instance"`
}

type Now struct {
	Instance string  `json:"instance"`
	Now      Integer `json:"now"`
}

type WriterOpen struct {
	Instance string  `json:"instance"`
	Name     string  `json:"name"`
	Profile  string  `json:"profile"` // core or mvds
	Group    *Hex    `json:"group"`
	PageSize Integer `json:"page_size"`
	Embed    string  `json:"embed"` // an integer, or all
	Head     string  `json:"head"`  // inline or pointer
}

type NewItem struct {
	ID   *Hex `json:"id"`
	Data Hex  `json:"data"`
}

type Append struct {
	Instance string    `json:"instance"`
	Now      Integer   `json:"now"`
	Items    []NewItem `json:"items"`
}

type AppendedItem struct {
	ID     Hex    `json:"id"`
	Status string `json:"status"` // appended, duplicate or ephemeral
}

type Appended struct {
	Items []AppendedItem `json:"items"`
}

type Status struct {
	Status string `json:"status"`
}

type Limits struct {
	Pages        Integer `json:"pages"`
	PageBytes    Integer `json:"page_bytes"`
	Pairs        Integer `json:"pairs"`
	ContentBytes Integer `json:"content_bytes"`
	CallBytes    Integer `json:"call_bytes"`
	Gets         Integer `json:"gets"`
}

type ReaderOpen struct {
	Instance string `json:"instance"`
	Name     string `json:"name"`
	Profile  string `json:"profile"`
	Group    *Hex   `json:"group"`
	Kind     string `json:"kind"`
	Limits   Limits `json:"limits"`
}

type Delivered struct {
	ID    Hex    `json:"id"`
	Data  Hex    `json:"data"`
	Check string `json:"check"` // verified or opaque
}

type Missing struct {
	ID     Hex    `json:"id"`
	Reason string `json:"reason"`
}

type Gap struct {
	Address Hex    `json:"address"`
	Reason  string `json:"reason"`
}

type Evidence struct {
	Floor Hex `json:"floor"`
	Head  Hex `json:"head"`
}

type Synced struct {
	Head      string      `json:"head"`
	Delivered []Delivered `json:"delivered"`
	Missing   []Missing   `json:"missing"`
	Gaps      []Gap       `json:"gaps"`
	Cycles    []Hex       `json:"cycles"`
	Inserted  []Hex       `json:"inserted"`
	Reordered bool        `json:"reordered"`
	Evidence  *Evidence   `json:"evidence"`
}

type StoreAdd struct {
	Instance string `json:"instance"`
	Content  Hex    `json:"content"`
}

type Address struct {
	Address Hex `json:"address"`
}

type StoreGet struct {
	Instance string `json:"instance"`
	Address  Hex    `json:"address"`
}

type Content struct {
	Status  string `json:"status"`
	Content *Hex   `json:"content"`
}

type Expect struct {
	State   string `json:"state"` // absent, exact or any
	Content Hex    `json:"content"`
}

type StoreUpdate struct {
	Instance string `json:"instance"`
	Name     string `json:"name"`
	Content  Hex    `json:"content"`
	Expect   Expect `json:"expect"`
}

type StoreFetch struct {
	Instance string `json:"instance"`
	Name     string `json:"name"`
}

// Operations has a function for each operation, or nil.
type Operations struct {
	PageDecode    func(Bytes) (Page, error)
	PageEncode    func(Page) (Bytes, error)
	ServiceDecode func(ServiceDecode) (Fields, error)
	ServiceEncode func(ServiceEncode) (Bytes, error)
	MessageID     func(IDParts) (ID, error)
	MessageDecode func(Numbered) (Message, error)
	MessageEncode func(MessageEncode) (Bytes, error)
	MessageCheck  func(MessageCheck) (Nothing, error)
	PayloadDecode func(Numbered) (Payload, error)
	PayloadEncode func(PayloadEncode) (Bytes, error)
	AddressCheck  func(AddressCheck) (Checked, error)
	WriterOpen    func(WriterOpen) (Nothing, error)
	WriterAppend  func(Append) (Appended, error)
	WriterPublish func(Now) (Status, error)
	ReaderOpen    func(ReaderOpen) (Nothing, error)
	ReaderSync    func(Now) (Synced, error)
	StoreOpen     func(Instance) (Nothing, error)
	StoreAdd      func(StoreAdd) (Address, error)
	StoreGet      func(StoreGet) (Content, error)
	StoreUpdate   func(StoreUpdate) (Status, error)
	StoreFetch    func(StoreFetch) (Content, error)
	InstanceDrop  func(Instance) (Nothing, error)
}
