"""Everything in any order: all services against the real databases, beside a naive model, every rule after each step.

``GALLERY_MACHINE_RUNS`` and ``GALLERY_MACHINE_STEPS`` make it longer; ``GALLERY_MACHINE_VERIFY=1`` proves the whole
journal after every step instead of now and then.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from house import Galleries
from steps_asking import Asking
from steps_counting import Counting
from steps_merging import Merging
from steps_money import Banking
from steps_paying import Paying

RUNS = int(os.environ.get("GALLERY_MACHINE_RUNS", "0"))
STEPS = int(os.environ.get("GALLERY_MACHINE_STEPS", "40"))


def rounds(galleries: Galleries, runs: int) -> None:
    machine = type("Rounds", (Counting, Paying, Banking, Asking, Merging), {"galleries": galleries})
    long = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    chosen = settings(
        max_examples=RUNS or runs,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=long,
        phases=[phase for phase in Phase if phase is not Phase.explain],
    )
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_anything_in_any_order(galleries: Galleries) -> None:
    rounds(galleries, 18)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_anything_in_any_order_on_a_server(server_galleries: Galleries) -> None:
    rounds(server_galleries, 4)
