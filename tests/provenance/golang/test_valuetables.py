"""Tables of values by PC_B: what the encoder writes is read back; broken ones end early."""

from hypothesis import given
from hypothesis import strategies as st

from wasmlint.provenance.golang.valuetables import ValueTables

# Pairs of a value and for how many counters it holds; equal neighbours would be one pair.
RUNS = st.lists(st.tuples(st.integers(-1, 1 << 30), st.integers(1, 300)), min_size=1, max_size=20)


def varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def encoded(runs: list[tuple[int, int]]) -> bytes:
    found, before = bytearray(), -1
    for value, length in runs:
        change = value - before
        found += varint(change << 1 if change >= 0 else ((-change) << 1) - 1) + varint(length)
        before = value
    return bytes(found) + b"\0"


@given(RUNS)
def test_every_counter_has_the_value_that_was_written(runs):
    # A change of zero ends a table but for the first pair.
    runs = [run for at, run in enumerate(runs) if at == 0 or run[0] != runs[at - 1][0]]
    distinct = [runs[0]]
    for run in runs[1:]:
        if run[0] != distinct[-1][0]:
            distinct.append(run)
    table = ValueTables(b"\0" + encoded(distinct), 0)[1]
    values = [value for value, length in distinct for _ in range(length)]
    assert [table.at(pc_b) for pc_b in range(len(values))] == values
    assert table.at(len(values)) == -1


def test_offset_zero_is_no_table():
    assert ValueTables(encoded([(7, 3)]), 0)[0].at(0) == -1


@given(st.binary(max_size=60), st.integers(0, 70))
def test_any_bytes_give_a_table_that_is_in_order(data, offset):
    table = ValueTables(data, 0)[offset]
    assert len(table.ends) == len(table.values)
    assert list(table.ends) == sorted(set(table.ends))


def test_what_follows_a_fault_is_not_there():
    # The second pair is cut short in its number of counters.
    table = ValueTables(b"\0\x04\x02\x02\x80", 0)[1]
    assert (table.at(0), table.at(1), table.at(2)) == (1, 1, -1)


def test_overlapping_tables_are_read_no_more_than_the_bytes_there_are():
    data = b"\0" + b"\x02\x01" * 1000 + b"\0"
    tables = ValueTables(data, 0)
    read = sum(len(tables[offset].values) for offset in range(1, 2001, 2))
    assert 1000 <= read <= 2000
