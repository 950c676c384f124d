from wasmlint.analysis.sources import debug_lines
from wasmlint.provenance.sourcelines import FunctionLines


def test_what_lies_beside_a_module_is_asked(given):
    text = '(module (func) (@custom "sourceMappingURL" "\\07app.map"))'
    assert given(text).once(debug_lines) == FunctionLines()
    found = given(text, beside={"app.map": b"no map"}).once(debug_lines)
    assert len(found.notes) == 1
