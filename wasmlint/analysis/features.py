"""The `feature` table: proposals that a module uses, and the chosen targets that lack them."""

from collections.abc import Iterator

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.policy import Target
from wasmlint.analysis.scanning import scanned
from wasmlint.binary.features import features as used_features
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Count, Offset, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.reference.features import Feature, features
from wasmlint.reference.versions import parse_version


class _Feature:
    """A feature beyond WebAssembly 1.0 that the module uses."""

    name: Text = column("Name of the proposal: `simd128`, `tail-call`.")
    use_count: Count = column("Instructions, types and other things that need it.")
    first_offset: Offset = column("File offset of the first of them.")
    lacking: Text | None = column(
        "Targets of the settings that are known not to have it by default in every version asked"
        " for, as written there, with commas; none where there is none."
    )
    title: Text = column("What it is called in full.")
    standard: Text | None = column("Version of the specification that has it; none if none has.")
    phase: Text | None = column(
        "Phase of the proposal: `5` is finished, `inactive` given up; none where there is none."
    )
    undecided: Text | None = column("Targets of which it is not known, likewise.")


FEATURE = table("feature", key="name")(_Feature)


def fill(given: Input) -> Rows:
    """One row for each feature, by name."""
    uses = sorted(used_features(given.module, scanned(given)), key=lambda use: use.name)
    known = [features().get(use.name) for use in uses]
    targets = given.policy.targets

    def place(row: int) -> Place:
        use = uses[row]
        span = ByteSpan(use.first_offset, use.first_offset + 1)
        return Place(f"feature {use.name}", "feature", span)

    return Rows(
        FEATURE,
        len(uses),
        place,
        {
            "name": [use.name for use in uses],
            "use_count": [use.use_count for use in uses],
            "first_offset": [use.first_offset for use in uses],
            "lacking": [_joined(_answering(feature, targets, False)) for feature in known],
            "title": [
                feature.title if feature else use.name
                for feature, use in zip(known, uses, strict=True)
            ],
            "standard": [feature.standard if feature else None for feature in known],
            "phase": [feature.phase if feature else None for feature in known],
            "undecided": [_joined(_answering(feature, targets, None)) for feature in known],
        },
    )


def _answering(
    feature: Feature | None, targets: tuple[Target, ...], answer: bool | None
) -> Iterator[str]:
    """The targets of which it is known that they lack a feature, or of which it is not known."""
    for target in targets:
        if _has(target, feature) is answer:
            yield target.text


def _has(target: Target, feature: Feature | None) -> bool | None:
    """Whether a module with the feature loads on every version of a target."""
    if feature is None:
        return None
    minimum = parse_version(target.minimum) if target.minimum is not None else None
    return not feature.is_refused or feature.is_on(target.engine, minimum)


def _joined(texts: Iterator[str]) -> str | None:
    return ", ".join(texts) or None


ANALYSIS = Analysis(FEATURE, fill)
