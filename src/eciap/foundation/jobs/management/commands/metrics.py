"""`eciap metrics`: answers Prometheus with what the web server counted and how the queue stands."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from eciap.foundation.ui.metrics import Gauges

HERE = "127.0.0.1"  # figures are for this machine; who wants them elsewhere puts something before it


class Command(BaseCommand):
    """Serve figures on a port of this machine."""

    help = "Answer Prometheus at http://127.0.0.1:METRICS_PORT/metrics. Ends on SIGTERM or Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer until told to stop."""
        if not settings.METRICS_PORT:
            message = "METRICS_PORT is not set: nothing is counted. See .env.example."
            raise CommandError(message)
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: stop.set())
        server, thread = start_http_server(settings.METRICS_PORT, HERE, figures(os.environ))
        self.stdout.write(f"Figures are at http://{HERE}:{settings.METRICS_PORT}/metrics")
        stop.wait()
        server.shutdown()
        thread.join()


class GaugesOrSilence(Gauges):
    """The gauges of all contexts; when the database is away, that it is."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read everything first, so that half a reading is never told."""
        found: list[GaugeMetricFamily] = []
        with suppress(DatabaseError):
            found = list(super().collect())
        connection.close()  # each reading comes on a thread of its own
        yield GaugeMetricFamily("eciap_database_up", "Whether the database answered.", value=float(bool(found)))
        yield from found


def figures(environment: Mapping[str, str]) -> CollectorRegistry:
    """Return what is answered: the gauges of all contexts, and what web workers counted where there are any."""
    registry = CollectorRegistry()
    registry.register(GaugesOrSilence())
    if "PROMETHEUS_MULTIPROC_DIR" in environment:
        MultiProcessCollector(registry)  # it registers itself
    return registry
