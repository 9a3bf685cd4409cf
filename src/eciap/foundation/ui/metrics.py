"""Figures for those who watch a running platform, in Prometheus' words: requests here, gauges from every context.

Web workers count into files that one other process reads (`eciap metrics`), so a figure is that of all of them. A gauge
is asked anew each time that somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from prometheus_client import Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

REQUESTS: Final = Counter("eciap_requests", "Requests that were answered.", ["method", "route", "status"])
SECONDS: Final = Histogram(
    "eciap_request_seconds",
    "How long an answer took, in seconds.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

type Reading = tuple[tuple[str, ...], float]


@dataclass(frozen=True)
class Gauge:
    """A figure as it stands now: `read` answers with the value for each combination of `labels`."""

    name: str
    meaning: str
    read: Callable[[], Iterable[Reading]]
    labels: tuple[str, ...] = ()


_gauges: dict[str, Gauge] = {}


def register(gauge: Gauge) -> None:
    """Add a gauge; called once by its context when the platform starts."""
    _gauges[gauge.name] = gauge


class Gauges(Collector):
    """What Prometheus' own library asks for the gauges of all contexts."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read each gauge."""
        for gauge in _gauges.values():
            family = GaugeMetricFamily(gauge.name, gauge.meaning, labels=gauge.labels)
            for labels, value in gauge.read():
                family.add_metric(labels, value)
            yield family
