"""Who made an input and for which host, found once and shared by the analyses.

Use with `Input.once`: `given.once(made_by)`, `given.once(host_of)`.
"""

from wasmlint.analysis.base import Input
from wasmlint.provenance.hosts import implied_host
from wasmlint.provenance.toolchain import Toolchain, toolchain


def made_by(given: Input) -> Toolchain:
    """The toolchain of an input that decodes."""
    if given.decoded is None:
        raise TypeError(f"{given.path} does not decode")
    return toolchain(given.decoded)


def host_of(given: Input) -> str | None:
    """The host that the policy names, else the one the module was evidently built for."""
    if given.policy.host is not None:
        return given.policy.host
    if given.decoded is None:
        raise TypeError(f"{given.path} does not decode")
    return implied_host(given.decoded, given.once(made_by))
