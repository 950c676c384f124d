"""Names that a Go program gives to JavaScript: properties that it sets on the global object.

`js.Global().Set("name", ...)` in the source, `js.Global().Get("module").Set("name", ...)`, or the
same on an object that the program makes and sets there. The name is a constant on Go's stack when
`syscall/js.Value.Set` is called, or a function that hands it on.
"""

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import NamedTuple

from wasmlint.binary.scan import Scan
from wasmlint.provenance.golang.callsites import CallSite, site_of
from wasmlint.provenance.golang.jsvalues import SET, JsBody, JsPackage, Path
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.stackvalues import StackCall

_SETTER_LIMIT = 1000  # more is no program's


class JsName(NamedTuple):
    """A property that the program sets.

    `path` leads from the global object to the one that it is set on, empty for the global object
    itself. `site` is the call in which the name is a constant, `offset` its file offset.
    """

    path: Path
    name: str
    site: CallSite | None
    offset: int


class _Setter(NamedTuple):
    """A function that sets a property; an integer is the offset of the argument that says it."""

    function: int
    path: Path | int
    name: str | int


def js_names(program: GoProgram, scan: Scan) -> tuple[JsName, ...]:
    """What the program sets on the global object and on objects below it, in order of the code.

    Left out is what is set on an object of which it is not known where it is kept, and what has a
    name that is made when the program runs.
    """
    package = JsPackage(program)
    function = package.functions.get(SET)
    if function is None:
        return ()
    callers = _callers(scan)
    found: dict[tuple[int, int], JsName] = {}
    setters = deque([_Setter(function, 0, package.value_bytes)])
    seen = set(setters)
    while setters:
        setter = setters.popleft()
        for caller in callers.get(setter.function, ()):
            body = package.body(caller)
            for call in body.calls_of(setter.function):
                path, name = _given(body, call, setter)
                if isinstance(path, tuple) and isinstance(name, str):
                    site = site_of(program, call.return_address)
                    found[caller, call.offset] = JsName(path, name, site, call.offset)
                elif path is not None and name is not None:
                    handing_on = _Setter(caller, path, name)
                    if handing_on not in seen and len(seen) < _SETTER_LIMIT:
                        seen.add(handing_on)
                        setters.append(handing_on)
    return tuple([found[key] for key in sorted(found)])


def _given(
    body: JsBody, call: StackCall, setter: _Setter
) -> tuple[Path | int | None, str | int | None]:
    """What a call of a setter says of path and name, each as far as the setter leaves it open."""
    path: Path | int | None = setter.path
    if isinstance(path, int):
        path = body.path(call.argument(path))
    name: str | int | None = setter.name
    if isinstance(name, int):
        name = body.text(call, name)
    return path, name


def _callers(scan: Scan) -> Mapping[int, list[int]]:
    found = defaultdict(list)
    for source, target in zip(scan.calls.sources, scan.calls.targets, strict=True):
        found[target].append(source)
    return found
