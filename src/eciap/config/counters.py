"""The default cache: fast memory of each worker, but what must hold across all of them is counted in the database.

allauth counts attempts, and remembers which one-time codes were used, in Django's default cache and in no other. In the
memory of one worker a limit of five would be five for each worker; in the database every page of the portal would pay
for it. So each key goes where it belongs.
"""

from collections.abc import Mapping
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

# What the methods below are handed besides a key: a value, a time to live, a version.
type Given = Any


class ByPrefix(BaseCache):
    """Sends keys that begin with a prefix to the cache of that name, and all others to the cache `otherwise`.

    OPTIONS: `{"otherwise": "memory", "prefixes": {"allauth": "limits"}}`.
    """

    def __init__(self, _location: str, params: Mapping[str, Given]) -> None:
        """Keep the names: the caches themselves belong to the thread that asks."""
        super().__init__(dict(params))
        options = params["OPTIONS"]
        self._otherwise: str = options["otherwise"]
        self._prefixes: Mapping[str, str] = options["prefixes"]

    def _of(self, key: str) -> BaseCache:
        found = (alias for prefix, alias in self._prefixes.items() if str(key).startswith(prefix))
        return caches[next(found, self._otherwise)]

    def add(self, key: str, value: Given, timeout: Given = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._of(key).add(key, value, timeout, version)

    def get(self, key: str, default: Given = None, version: int | None = None) -> Given:
        return self._of(key).get(key, default, version)

    def set(self, key: str, value: Given, timeout: Given = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._of(key).set(key, value, timeout, version)

    def touch(self, key: str, timeout: Given = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._of(key).touch(key, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._of(key).delete(key, version)

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._of(key).has_key(key, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return self._of(key).incr(key, delta, version)

    def clear(self) -> None:
        """Empty every cache behind this one."""
        for alias in {self._otherwise, *self._prefixes.values()}:
            caches[alias].clear()
