"""What a benchmark says of itself."""

from dataclasses import dataclass, field


@dataclass
class Peer:
    name: str
    script: str = ""  # of tests/bench/peers; without one the peer is a case of ours
    case: str = ""  # the same as ours where there is none
    records: int = 0  # likewise
    reach: float = 0  # so many times faster, at least
    times: int = 0  # the median of; as often as ours where it is 0


@dataclass
class Case:
    name: str
    slots: int
    records: int
    peers: list = field(default_factory=list)
    reach: dict = field(default_factory=dict)  # the most that a figure may be
    times: int = 3  # the median of
    shown: bool = False  # in a real window, where there is a server for one
    program: str = ""  # of the benchmark that measures it, where that is another one
