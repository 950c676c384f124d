import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.provenance.symbols.demangling import demangled
from wasmlint.provenance.symbols.gopackages import go_owner
from wasmlint.provenance.symbols.owner import KINDS, Owner
from wasmlint.provenance.symbols.owners import owner
from wasmlint.provenance.toolchain import TOOLCHAINS

# Names as they stand in modules of each toolchain, with what they belong to.
FACTS: dict[str, dict[str, tuple[str, str] | None]] = {
    "rust": {
        "_RNvNtCsgXGp5Oqx2Ny_4core9panicking5panic": ("core", "std"),
        "_RNvCsfLfy6EI15iL_7___rustc11___rdl_alloc": ("__rustc", "runtime"),
        "serde_json::de::from_str": ("serde_json", "dependency"),
        "<biome_css_syntax::nodes::CssRoot as core::fmt::Debug>::fmt": (
            "biome_css_syntax",
            "dependency",
        ),
        "<alloc::vec::Vec<T> as serde::de::Deserialize>::deserialize": ("serde", "dependency"),
        "<T as serde::de::Deserialize>::deserialize": ("serde", "dependency"),
        "<&T as core::fmt::Debug>::fmt": ("core", "std"),
        "<&mut dyn wast::Parse as core::fmt::Debug>::fmt": ("wast", "dependency"),
        "<[wast::Item]>::sort": ("wast", "dependency"),
        "<str>::find::<char>": ("core", "std"),
        "<wast::parser::Parser<'a> as wast::Peek>::peek": ("wast", "dependency"),
        "<fn() -> wast::Item as core::ops::FnOnce<()>>::call_once": ("core", "std"),
        "<<R as biome::Rule>::Query as biome_other::Queryable>::run": ("biome", "dependency"),
        "core::ptr::drop_in_place<globset::glob::Tokens>": ("globset", "dependency"),
        "core::ptr::drop_in_place::<alloc::string::String>": ("core", "std"),
        "core::ops::function::FnOnce::call_once{{vtable.shim}}": ("core", "std"),
        "agent::conversions::<impl rquickjs::IntoJs for agent::Type>::into_js": (
            "agent",
            "dependency",
        ),
        "std::__2::vector<int>::push_back(int const&)": ("std", "std"),
        "sqlite3_open": ("SQLite", "dependency"),
        "__wbindgen_malloc": ("wasm-bindgen", "dependency"),
        "malloc": ("libc", "runtime"),
        "__multi3": ("compiler-rt", "runtime"),
        "cabi_realloc": ("wit-bindgen", "runtime"),
        "greet": None,
    },
    "clang": {
        "std::__2::vector<int, std::__2::allocator<int>>::push_back(int const&)": ("std", "std"),
        "void slang::ast::handle<slang::ast::UnpackedType>(slang::ast::UnpackedType const&)": (
            "slang",
            "other",
        ),
        "decltype(auto) std::__2::__visit<int>(int&&)": ("std", "std"),
        "decltype(fp0(nullptr, 0), (void)()) boost::unordered::find<int>(int)": ("boost", "other"),
        "fmt::v12::appender fmt::v12::detail::write<char, fmt::v12::appender>(char)": (
            "fmt",
            "other",
        ),
        "(anonymous namespace)::ShowPass::~ShowPass()": ("(anonymous namespace)", "other"),
        "std::__2::basic_ostream<char>& std::__2::operator<<<char>(std::__2::x)": ("std", "std"),
        "operator==(SkPaint const&, SkPaint const&)": ("::", "other"),
        "webgl_get_gl_proc(void*, char const*)": ("::", "other"),
        "SkPath::SkPath(SkPath const&)": ("SkPath", "other"),
        "js::Fuse<(js::Kind)1>::operator()(int) const": ("js", "other"),
        "js::Value::operator bool() const": ("js", "other"),
        "ns::f()::'lambda'(auto&)::operator()<int>(int&) const": ("ns", "other"),
        "non-virtual thunk to arrow::io::File::~File()": ("arrow", "other"),
        "guard variable for abc::f()::x": ("abc", "other"),
        "operator new(unsigned long)": ("std", "std"),
        "__cxxabiv1::__class_type_info::~__class_type_info()": ("__cxxabiv1", "runtime"),
        "JS::Rooted<int>::~Rooted()_14598": ("JS", "other"),
        "_ZN1N1fEi": ("N", "other"),
        "core::panicking::panic::h9a18c6e25dd1645b": ("core", "std"),
        "url::parser::Parser::parse_host": ("url", "dependency"),
        "__cxa_throw": ("libc++abi", "runtime"),
        "_Unwind_RaiseException": ("libunwind", "runtime"),
        "__wasm_init_memory": ("wasm-ld", "runtime"),
        "signature_mismatch:fopen": ("wasm-ld", "runtime"),
        "printf_core": ("libc", "runtime"),
        "dlmalloc.12": ("libc", "runtime"),
        "_start.command_export": ("libc", "runtime"),
        "__wasi_fd_write": ("libc", "runtime"),
        "png_read_row_4711": ("libpng", "dependency"),
        "deflate": ("zlib", "dependency"),
        "count": None,
        "reb_insert": None,
    },
    "emscripten": {
        "emscripten_resize_heap": ("emscripten", "runtime"),
        "dynCall_jiji": ("emscripten", "runtime"),
        "legalfunc$fd_seek": ("emscripten", "runtime"),
        "orig$_ZN6duckdb5QueryEv": ("duckdb", "other"),
        "invoke_vii": ("emscripten", "runtime"),
        "asyncify_start_unwind": ("asyncify", "runtime"),
        "main": None,
    },
    "swift": {
        "$s4main3fooyySiF": ("main", "other"),
        "$sSa6appendyyxF": ("Swift", "std"),
        "$ss15ContiguousArrayV6appendyyxF": ("Swift", "std"),
        "$s10Foundation4DataV5countSivg": ("Foundation", "std"),
        "$sSo8NSObjectC4mainE3fooyyF": ("main", "other"),
        "$sSi4main1PA2aBP3fooyyFTW": ("main", "other"),
        "swift_retain": None,
    },
    "zig": {
        "wordcount.main": ("wordcount", "other"),
        "Io.Writer.print__func_67": ("std.Io", "std"),
        "std.debug.print": ("std.debug", "std"),
        "fs.path.ComponentIterator(.posix,u8).root": ("std.fs", "std"),
        "__zig_is_named_enum_value_os.wasi.errno_t": ("std.os", "std"),
        "__zig_is_named_enum_value_@typeInfo(Io.Operation.Storage).tag": ("std.Io", "std"),
        "compiler_rt.udivmod.udivmod__func_171": ("compiler_rt", "runtime"),
        "memcpy": ("libc", "runtime"),
        "gross": None,
    },
    "assemblyscript": {
        "~lib/array/Array<~lib/string/String>#push": ("~lib/array", "std"),
        "~lib/rt/itcms/__new": ("~lib/rt", "runtime"),
        "~lib/rt/__newArray": ("~lib/rt", "runtime"),
        "~lib/as-base64/index/encode": ("as-base64", "dependency"),
        "~lib/@scope/pkg/assembly/index/f": ("@scope/pkg", "dependency"),
        "assembly/index/Foo#bar": ("assembly/index", "main"),
        "assembly/index/main~anonymous|0": ("assembly/index", "main"),
        "start:assembly/index": ("assembly/index", "main"),
        "export:assembly/index/add": ("assembly/index", "main"),
        "~start": ("~lib/rt", "runtime"),
        "~stack_check": ("~lib/rt", "runtime"),
        "malloc": None,
    },
    "kotlin": {
        "kotlin.collections.ArrayList.isEmpty": ("kotlin.collections", "std"),
        "kotlin.assert$lambda.invoke": ("kotlin", "std"),
        "kotlin.js.JsException.<get-message>": ("kotlin.js", "std"),
        "kotlin.wasm.internal.getSimpleName": ("kotlin.wasm.internal", "runtime"),
        "kotlinx.coroutines.Job.<init>": ("kotlinx.coroutines", "dependency"),
        "com.example.app.Main.run": ("com.example.app", "other"),
        "Title.slug": ("<root>", "main"),
        "open": ("<root>", "main"),
        "_fieldInitialize": ("kotlin.wasm.internal", "runtime"),
    },
    "tinygo": {
        "main.main": ("main", "main"),
        "(*mvdan.cc/sh/v3/syntax.Parser).space": ("mvdan.cc/sh/v3/syntax", "dependency"),
        "(reflect.Value).Len": ("reflect", "std"),
        "slices.Sort[[]int int]": ("slices", "std"),
        "slices.SortFunc[*go/ast.CommentGroup]": ("slices", "std"),
        "runtime.run$1$gowrapper": ("runtime", "runtime"),
        "interface:{Error:func:{}{basic:string}}.Error$invoke": ("runtime", "runtime"),
        "(*struct{mvdan.cc/sh/v3/syntax.bufWriter; baseIndent int}).Write": ("runtime", "runtime"),
        "hashmapKeyHash.struct{bool; string}": ("runtime", "runtime"),
        "byn$mgfn-shared$(*go/parser.parser).parseBody": ("go/parser", "std"),
        "internal/task.start": ("internal/task", "runtime"),
        "process.Print": ("process", "module"),
        "main.format#wasmexport": ("main", "main"),
        "memmove": ("libc", "runtime"),
        "tinygo_getCurrentStackPointer": None,
    },
    "": {
        "count": None,
        "$func12": None,
        "mono_wasm_load_runtime": ("mono", "runtime"),
        "SystemNative_Read": ("mono", "runtime"),
    },
}

ROWS = [(toolchain, name, found) for toolchain, of in FACTS.items() for name, found in of.items()]


@pytest.mark.parametrize(("toolchain", "name", "expected"), ROWS)
def test_a_function_belongs_to_what_its_name_says(toolchain, name, expected):
    found = owner(name, demangled([name])[0], toolchain or None)
    assert found == (Owner(*expected) if expected is not None else None)


@pytest.mark.parametrize(
    ("path", "main_module", "kind"),
    [
        ("main", "example.com/app", "main"),
        ("command-line-arguments", None, "main"),
        ("example.com/app", "example.com/app", "module"),
        ("example.com/app/store", "example.com/app", "module"),
        ("example.com/apple", "example.com/app", "dependency"),
        ("golang.org/x/text/unicode", "example.com/app", "dependency"),
        ("vendor/golang.org/x/net/dns", "example.com/app", "std"),
        ("app/store", "app", "module"),
        ("app/store", None, "module"),
        ("net/http", "app", "std"),
        ("crypto/internal/fips140/sha256", None, "std"),
        ("encoding/json", "encoding", "module"),
        ("runtime", "app", "runtime"),
        ("runtime/debug", "app", "std"),
        ("internal/runtime/maps", "app", "runtime"),
        ("internal/abi", None, "runtime"),
    ],
)
def test_a_go_package_is_of_a_kind(path, main_module, kind):
    assert go_owner(path, main_module) == Owner(path, kind)


NAMES = [name for _, name, _ in ROWS]
HOSTILE = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=100),
    st.builds(
        lambda name, start, text, times: name[:start] + text * times + name[start:],
        st.sampled_from(NAMES),
        st.integers(0, 60),
        st.text(alphabet="<>()[]{}:&$._/~#|@ asA0\n\0é", min_size=1, max_size=6),
        st.integers(1, 3000),
    ),
)


@settings(deadline=None, max_examples=500)
@given(HOSTILE, st.sampled_from([*TOOLCHAINS, None]))
def test_any_name_has_an_owner_of_a_known_kind_or_none(name, toolchain):
    found = owner(name, name, toolchain)
    assert found is None or (found.kind in KINDS and found.name)
