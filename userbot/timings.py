"""Says how long the user account waits for what."""

from dataclasses import dataclass, field

from userbot.client import START_TIMEOUT, TIMEOUT
from userbot.failures import SOON
from userbot.pump import Pauses


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds. `look`: between two proofs that the connection is alive; `proof`: for such a proof
    to be answered; `again`: between two readings of all boxes although nothing seems to be missing;
    `patience`: how long a call waits for a connection; `start`: how long a new connection has to be
    answered; `answer`: how long for a call's answer; `reconnect`: the second attempt to connect
    after the first, each later one waits twice as long; `retry`: until an effect that could not be
    told is tried again, doubling; `pauses`: those of the way to the inbox.
    """

    look: float = 30.0
    proof: float = 10.0
    again: float = 3600.0
    patience: float = 5.0
    start: float = START_TIMEOUT
    answer: float = TIMEOUT
    reconnect: float = 0.5
    retry: float = SOON.total_seconds()
    pauses: Pauses = field(default_factory=Pauses)
