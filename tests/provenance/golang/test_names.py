"""Which package a name belongs to, and how the linker writes it elsewhere."""

import pytest

from wasmlint.provenance.golang.names import package_of, sanitised


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("main.main", "main"),
        ("main.main.func1", "main"),
        ("main..inittask", "main"),
        ("net/http.(*Client).do", "net/http"),
        ("net/http.glob..func5", "net/http"),
        ("vendor/golang.org/x/net/idna.init", "vendor/golang.org/x/net/idna"),
        ("gopkg.in/yaml%2ev3.Unmarshal", "gopkg.in/yaml.v3"),
        ("github.com/a/b.c/d.(*T[go.shape.int]).M-fm", "github.com/a/b.c/d"),
        ("slices.SortFunc[go.shape.[]example.com/a.T,go.shape.struct { X int }]", "slices"),
        ("main.largest[...]", "main"),
        ("type:.eq.internal/cpu.CacheLinePad", "internal/cpu"),
        ("type..hash.[2]net/netip.Addr", "net/netip"),
        ("type..eq.[...]runtime.Frame", "runtime"),
        ("type:.eq.sync/atomic.Pointer[go.shape.struct { a.b int }]", "sync/atomic"),
        ("type..eq.struct { sync.Mutex; os.dir string }", "os"),
        (
            "type:.eq.struct { encoding/json.ptr interface {}; encoding/json.len int }",
            "encoding/json",
        ),
        ("type:.eq.struct { io.Reader; io.WriterTo }", None),
        ("type:.eq.[2]string", None),
        ("type:.eq.M36K4M8", None),
        ("go:buildid", None),
        ("go:(*struct { io.Reader; io.WriterTo }).Read", None),
        ("_.goready.func1", None),
        ("memeqbody", None),
        ("", None),
        ("a/b", None),
    ],
)
def test_a_name_tells_its_package(name, package):
    assert package_of(name) == package


def test_the_name_section_keeps_letters_digits_dots_and_underscores():
    assert sanitised("a/b%2ec.(*T·é).M-fm") == "a_b_2ec.__T___.M_fm"
