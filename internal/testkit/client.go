package testkit

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/textproto"
	"net/url"
	"strings"
	"testing"

	"xinsheng/internal/demo"
)

// Browser is one person's browser: it keeps cookies, sends what browsers send, and does not follow redirects by itself.
type Browser struct {
	t       testing.TB
	base    string
	http    *http.Client
	Headers http.Header // sent with every request
}

// Answer is what came back.
type Answer struct {
	Status   int
	Header   http.Header
	Body     string
	Location string // of a redirect: path and query
}

// Visitor returns a browser in which nobody is signed in.
func Visitor(t testing.TB, s *Service) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Browser{t: t, base: s.URL, Headers: http.Header{"Sec-Fetch-Site": {"same-origin"}, "Accept-Language": {"zh-CN"}}, http: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Client returns a browser in which the demo account with the login is signed in.
func Client(t testing.TB, s *Service, login string) *Browser {
	t.Helper()
	b := Visitor(t, s)
	b.SignIn(login, demo.Password)
	return b
}

// SignIn signs in and fails the test if that is refused.
func (b *Browser) SignIn(login, password string) {
	b.t.Helper()
	if a := b.Post("/sign-in", "login", login, "password", password); a.Status != http.StatusSeeOther {
		b.t.Fatalf("testkit: %s cannot sign in: %d", login, a.Status)
	}
}

// Get asks for a page.
func (b *Browser) Get(path string) Answer {
	b.t.Helper()
	return b.do(http.MethodGet, path, "")
}

// Post sends a form of pairs of name and value.
func (b *Browser) Post(path string, pairs ...string) Answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.PostRaw(path, form.Encode())
}

// PostRaw sends a form as it is.
func (b *Browser) PostRaw(path, body string) Answer {
	b.t.Helper()
	return b.do(http.MethodPost, path, body)
}

// File is a file that a form sends.
type File struct {
	Name    string
	Content []byte
}

// PostFiles sends a form with files, as a browser does.
func (b *Browser) PostFiles(path, field string, files ...File) Answer {
	b.t.Helper()
	return b.PostForm(path, nil, field, files...)
}

// PostForm is PostFiles of a form that has other fields before its files, pairs of name and value.
func (b *Browser) PostForm(path string, fields [][2]string, field string, files ...File) Answer {
	b.t.Helper()
	kind, body := b.form(fields, field, files)
	return b.send(http.MethodPost, path, kind, bytes.NewReader(body))
}

// PostBroken is PostFiles over a connection that loses the last bytes of the form.
func (b *Browser) PostBroken(path, field string, files ...File) Answer {
	b.t.Helper()
	kind, body := b.form(nil, field, files)
	return b.send(http.MethodPost, path, kind, bytes.NewReader(body[:len(body)-100]))
}

func (b *Browser) form(fields [][2]string, field string, files []File) (kind string, body []byte) {
	b.t.Helper()
	var all bytes.Buffer
	form := multipart.NewWriter(&all)
	for _, x := range fields {
		if err := form.WriteField(x[0], x[1]); err != nil {
			b.t.Fatal(err)
		}
	}
	for _, f := range files {
		head := textproto.MIMEHeader{}
		name := strings.NewReplacer(`"`, "%22", "\r", "%0D", "\n", "%0A").Replace(f.Name)
		head.Set("Content-Disposition", `form-data; name="`+field+`"; filename="`+name+`"`)
		head.Set("Content-Type", "image/jpeg") // what a browser says of a file is never believed
		part, err := form.CreatePart(head)
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := part.Write(f.Content); err != nil {
			b.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		b.t.Fatal(err)
	}
	return form.FormDataContentType(), all.Bytes()
}

// Follow asks for where an answer sends the browser; an answer that sends it nowhere fails the test.
func (b *Browser) Follow(a Answer) Answer {
	b.t.Helper()
	if a.Location == "" {
		b.t.Fatalf("testkit: answer %d leads nowhere", a.Status)
	}
	return b.Get(a.Location)
}

func (b *Browser) do(method, path, body string) Answer {
	b.t.Helper()
	return b.send(method, path, "application/x-www-form-urlencoded", strings.NewReader(body))
}

func (b *Browser) send(method, path, kind string, body io.Reader) Answer {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	for name, values := range b.Headers {
		req.Header[name] = values
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", kind)
	}
	res, err := b.http.Do(req)
	if err != nil {
		b.t.Fatalf("testkit: %s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return Answer{Status: res.StatusCode, Header: res.Header, Body: string(page), Location: res.Header.Get("Location")}
}

// Cookies returns the browser's cookies as it would send them.
func (b *Browser) Cookies() string {
	b.t.Helper()
	u, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	var out []string
	for _, c := range b.http.Jar.Cookies(u) {
		out = append(out, c.Name+"="+c.Value)
	}
	return strings.Join(out, "; ")
}
