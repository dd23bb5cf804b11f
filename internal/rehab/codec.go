package rehab

import (
	"encoding/json"
	"reflect"
)

// DecodeBody reads the flat JSON object of a body of kind k. An unknown member or value, a member missing or of the wrong type and
// an impossible date are refused with an [InputError]; null counts as absent.
func DecodeBody(k Kind, raw []byte) (Body, error) {
	o, err := readObject("$", raw)
	if err != nil {
		return nil, err
	}
	return readBody("$", k, o)
}

// EncodeBody writes a body as the flat JSON object that [DecodeBody] reads.
func EncodeBody(b Body) ([]byte, error) { return json.Marshal(b) }

func readBody(path string, k Kind, o object) (Body, error) {
	b := NewBody(k)
	if b == nil {
		return nil, wrong(path+".kind", "has the unknown value %q", k)
	}
	if err := readStruct(path, o, reflect.ValueOf(b).Elem()); err != nil {
		return nil, err
	}
	return b, nil
}
