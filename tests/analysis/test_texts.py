from wasmlint.analysis.texts import ANALYSIS


def test_one_row_stands_for_all_paths_with_its_prefix(given):
    made = given(r'(module (@custom ".debug_str" "/home/ada/a.c\00/home/ada/b.c\00"))')
    rows = ANALYSIS.fill(made)
    offset = made.data.index(b"/home/ada/a.c")
    assert [rows.record(row) for row in range(len(rows))] == [
        {
            "kind": "path",
            "text": "/home/ada",
            "offset": offset,
            "address": None,
            "source": ".debug_str",
            "is_personal": True,
            "is_toolchain": False,
            "count": 2,
            "example": "/home/ada/a.c",
        }
    ]
    place = rows.place(0)
    assert (place.subject, place.span.start, place.span.length) == ("path /home/ada", offset, 13)


def test_a_path_in_a_data_segment_has_an_address(given):
    rows = ANALYSIS.fill(given('(module (memory 1) (data (i32.const 8) "ab/home/ada/x.rs"))'))
    assert rows.value("source", 0) == "data"
    assert rows.value("address", 0) == 10
