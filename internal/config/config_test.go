package config

import (
	"strings"
	"testing"

	"xinsheng/internal/seal"
)

func env(pairs ...string) func(string) string {
	set := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		set[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return set[name] }
}

func TestNothingSetIsTheLocalAddress(t *testing.T) {
	c, err := Read(env())
	if err != nil || c.Listen != DefaultListen || !c.Loopback() || c.Demo || c.Secure || c.Proxies != nil {
		t.Fatalf("%+v %v", c, err)
	}
}

func TestEverythingSet(t *testing.T) {
	keys := seal.NewKey()
	c, err := Read(env(VarDatabase, " postgres://a/b ", VarOwner, "postgresql://o/b", VarPort, "9000", VarKeys, keys, VarSecure, "true",
		VarProxies, "10.0.0.0/8, 192.0.2.7", VarDemo, "1", VarChromium, " /opt/chromium/chrome "))
	if err != nil {
		t.Fatal(err)
	}
	if c.DatabaseURL != "postgres://a/b" || c.OwnerURL != "postgresql://o/b" || c.Listen != "127.0.0.1:9000" || c.Keys != keys || !c.Secure || !c.Demo || c.Chromium != "/opt/chromium/chrome" {
		t.Errorf("%+v", c)
	}
	if len(c.Proxies) != 2 || c.Proxies[1].String() != "192.0.2.7/32" {
		t.Errorf("proxies %v", c.Proxies)
	}
}

func TestListenBeatsPort(t *testing.T) {
	c, err := Read(env(VarPort, "9000", VarListen, "0.0.0.0:443"))
	if err != nil || c.Listen != "0.0.0.0:443" || c.Loopback() {
		t.Fatalf("%+v %v", c, err)
	}
}

func TestWhereAttachmentsLie(t *testing.T) {
	for where, ok := range map[string]bool{
		"": true, "/srv/xinsheng/attachments": true, "attachments": true, "s3://xinsheng?region=cn-1&endpoint=https://s3.example.invalid": true, "s3://xinsheng": true,
		"s3://": false, "s3://?region=cn-1": false, "s3://AKID:hush@xinsheng": false, "s3://xinsheng/folder": false, "https://hush.example.invalid": false, "file:///srv": false, "s3://%zz": false,
	} {
		c, err := Read(env(VarFiles, where))
		if (err == nil) != ok || ok && c.Attachments != where {
			t.Errorf("%q: %q, %v", where, c.Attachments, err)
		}
		if err != nil && (strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), VarFiles)) {
			t.Errorf("%q: %v", where, err)
		}
	}
}

func TestAllProblemsAtOnceAndNoSecret(t *testing.T) {
	_, err := Read(env(VarDatabase, "host=x password=hush", VarPort, "70000", VarKeys, "1:cafe", VarSecure, "perhaps", VarProxies, "elsewhere", VarDemo, "2"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, name := range []string{VarDatabase, VarPort, VarKeys, VarSecure, VarProxies, VarDemo} {
		if !strings.Contains(err.Error(), name+" ") {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
	if strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), "cafe") {
		t.Errorf("a secret stands in: %v", err)
	}
}
