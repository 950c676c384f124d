"""The linker's record of sections, in every layout that a module here has."""

import struct

import pytest

from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.moduledata import find_moduledata

LAYOUTS = {
    "page-go1.19": "1.18",
    "go-wasip1-wordcount": "1.21",
    "go-js-parcels": "1.21",
    "page-go1.25": "1.21",
    "go-js-prices-stripped": "1.26",
    "go-wasip1-tax": "1.27",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_layout_goes_with_the_release(program, name):
    assert program(name).moduledata.version == LAYOUTS[name]


@pytest.mark.parametrize("name", LAYOUTS)
def test_sections_lie_where_what_is_in_them_does(program, name):
    found = program(name)
    moduledata, pclntab = found.moduledata, found.pclntab
    assert moduledata.pclntable.address <= min(pclntab.record_addresses)
    assert moduledata.ftab.length == len(pclntab) + 1  # and the end of the last function
    assert moduledata.filetab.address == pclntab.file_table
    assert moduledata.types <= moduledata.etypes <= moduledata.noptrdata <= moduledata.data
    assert moduledata.gofunc is not None
    assert 0 < moduledata.gofunc < len(found.image.data)
    is_since_1_26 = moduledata.version in ("1.26", "1.27")
    assert (moduledata.epclntab is not None) == is_since_1_26
    assert (moduledata.itaboffset is not None) == (moduledata.version == "1.27")
    assert (moduledata.inittasks is not None) == (moduledata.version != "1.18")


@pytest.mark.parametrize("word", [1, 2, 3, 24, 34, 38])
def test_a_record_that_is_out_of_order_is_none(program, word):
    found = program("page-go1.25")
    data = bytearray(found.image.data)
    struct.pack_into("<Q", data, found.moduledata.address + 8 * word, 1 << 40)
    assert find_moduledata(Image(found.module, bytes(data)), found.pclntab) is None


def test_words_that_only_look_like_its_first_are_passed_over(program):
    found = program("page-go1.25")
    address = struct.pack("<Q", found.pclntab.address)
    data = address * 3 + found.image.data[24:]
    again = find_moduledata(Image(found.module, data), found.pclntab)
    assert again == found.moduledata
