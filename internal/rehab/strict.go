package rehab

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// InputError says what is wrong with a JSON input and where.
type InputError struct {
	Path    string // JSON path such as $.file.facts[2].date
	Problem string
}

// Error gives path and problem.
func (e *InputError) Error() string { return e.Path + ": " + e.Problem }

func wrong(path, format string, args ...any) error {
	return &InputError{Path: path, Problem: fmt.Sprintf(format, args...)}
}

// largest is the largest whole number any field takes; it keeps sums of days inside the calendar.
const largest = 1_000_000

// object is a JSON object whose members have not been read yet.
type object map[string]json.RawMessage

// readObject splits raw into members and refuses a member that stands twice, which encoding/json would let pass.
func readObject(path string, raw []byte) (object, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	t, err := d.Token()
	if err != nil || t != json.Delim('{') {
		return nil, wrong(path, "must be an object")
	}
	o := object{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, wrong(path, "is not JSON: %v", err)
		}
		name := t.(string)
		if _, twice := o[name]; twice {
			return nil, wrong(member(path, name), "stands twice")
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, wrong(member(path, name), "is not JSON: %v", err)
		}
		o[name] = v
	}
	if _, err := d.Token(); err != nil {
		return nil, wrong(path, "is not JSON: %v", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, wrong(path, "has something after its end")
	}
	return o, nil
}

// member is the path of a member; a name that is not a plain word stands quoted in brackets, so that the path keeps to one line.
func member(path, name string) string {
	plain := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return path + "[" + strconv.Quote(name) + "]"
	}
	return path + "." + name
}

// readArray splits raw into elements.
func readArray(path string, raw []byte) ([]json.RawMessage, error) {
	var list []json.RawMessage
	if len(raw) == 0 || raw[0] != '[' || json.Unmarshal(raw, &list) != nil {
		return nil, wrong(path, "must be an array")
	}
	return list, nil
}

func isNull(raw json.RawMessage) bool { return string(raw) == "null" }

// take removes a member and returns it; null counts as absent.
func (o object) take(name string) (json.RawMessage, bool) {
	raw, ok := o[name]
	delete(o, name)
	return raw, ok && !isNull(raw)
}

// must removes a member that has to be there and reads it into v.
func (o object) must(path, name string, v any) error {
	raw, ok := o.take(name)
	if !ok {
		return wrong(path+"."+name, "is missing")
	}
	if string(raw) == `""` {
		return wrong(path+"."+name, "is empty")
	}
	return readValue(path+"."+name, raw, reflect.ValueOf(v).Elem())
}

// may removes a member and reads it into v if it is there; null, like nothing, leaves v as it is.
func (o object) may(path, name string, v any) error {
	raw, ok := o.take(name)
	if !ok {
		return nil
	}
	return readValue(path+"."+name, raw, reflect.ValueOf(v).Elem())
}

// done refuses whatever members are left.
func (o object) done(path string) error {
	if len(o) == 0 {
		return nil
	}
	names := make([]string, 0, len(o))
	for n := range o {
		names = append(names, n)
	}
	slices.Sort(names)
	return wrong(member(path, names[0]), "is not known here")
}

// readStruct reads the members of o into the struct v by its json tags: a field without omitempty has to be there.
func readStruct(path string, o object, v reflect.Value) error { return readFields(path, o, v, false) }

// readOver reads the members of o over what v already holds; no member has to be there.
func readOver(path string, o object, v reflect.Value) error { return readFields(path, o, v, true) }

func readFields(path string, o object, v reflect.Value, optional bool) error {
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		read := o.must
		if optional || strings.Contains(options, "omitempty") {
			read = o.may
		}
		if err := read(path, name, v.Field(i).Addr().Interface()); err != nil {
			return err
		}
	}
	return o.done(path)
}

// word is an enumeration: a string type that knows its own words.
type word interface{ Known() bool }

func readValue(path string, raw json.RawMessage, v reflect.Value) error {
	if t, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return readText(path, raw, t)
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return readValue(path, raw, v.Elem())
	case reflect.Slice:
		return readSlice(path, raw, v)
	case reflect.Struct:
		o, err := readObject(path, raw)
		if err != nil {
			return err
		}
		return readStruct(path, o, v)
	case reflect.Int:
		return readInt(path, raw, v)
	case reflect.Bool:
		if s := string(raw); s != "true" && s != "false" {
			return wrong(path, "must be true or false")
		}
		v.SetBool(string(raw) == "true")
		return nil
	}
	return readString(path, raw, v)
}

func readSlice(path string, raw json.RawMessage, v reflect.Value) error {
	list, err := readArray(path, raw)
	if err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
	for i, e := range list {
		if err := readValue(fmt.Sprintf("%s[%d]", path, i), e, v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func readInt(path string, raw json.RawMessage, v reflect.Value) error {
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 0 || n > largest {
		return wrong(path, "must be a whole number from 0 to %d", largest)
	}
	v.SetInt(int64(n))
	return nil
}

func readString(path string, raw json.RawMessage, v reflect.Value) error {
	var s string
	if json.Unmarshal(raw, &s) != nil || isNull(raw) {
		return wrong(path, "must be text")
	}
	v.SetString(s)
	if w, ok := v.Interface().(word); ok && !w.Known() {
		return wrong(path, "has the unknown value %q", s)
	}
	return nil
}

func readText(path string, raw json.RawMessage, t encoding.TextUnmarshaler) error {
	var s string
	if json.Unmarshal(raw, &s) != nil || isNull(raw) {
		return wrong(path, "must be text")
	}
	if s == "" {
		return wrong(path, "is empty")
	}
	if err := t.UnmarshalText([]byte(s)); err != nil {
		if _, isTime := t.(*time.Time); isTime {
			return wrong(path, "%q is not a time of RFC 3339", s)
		}
		return wrong(path, "%v", err)
	}
	return nil
}
