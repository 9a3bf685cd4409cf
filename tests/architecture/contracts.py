"""The import contract that the linter does not bring: between contexts only the doors are open.

`.importlinter` names it, so it needs no list of contexts: every package in the container is one.
"""

from collections.abc import Iterator
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """No context imports a room of another one, unless the room is a door."""

    type_name = "doors"

    container = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    open_packages = fields.SetField(subfield=fields.StringField(), required=False)
    more_doors = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import from one package of the container into another."""
        output.verbose_print(verbose, f"Doors of the packages in {self.container}.")
        broken = sorted(pair for pair in self._imports_between_packages(graph) if not self._is_through_a_door(*pair))
        lines = [(pair, _line_numbers(graph, *pair)) for pair in broken]
        return ContractCheck(kept=not broken, metadata={"broken": lines})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that enters past a door, with its lines."""
        for (importer, imported), lines in check.metadata["broken"]:
            output.print_error(f"{importer} -> {imported} (l. {lines}) is not a door", bold=False)
        output.new_line()

    def _imports_between_packages(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        inside = {module for module in graph.modules if module.startswith(f"{self.container}.")}
        for importer in inside:
            for imported in graph.find_modules_directly_imported_by(importer) & inside:
                if self._package(importer) != self._package(imported):
                    yield importer, imported

    def _is_through_a_door(self, importer: str, imported: str) -> bool:
        package, _, room = imported.removeprefix(f"{self.container}.").partition(".")
        room = room.partition(".")[0]
        doors = cast("set[str]", self.doors) | self._doors_for(self._package(importer))
        return package in (cast("set[str] | None", self.open_packages) or ()) or room in doors

    def _doors_for(self, package: str) -> set[str]:
        """Return the doors that `more_doors` opens to one package alone: `api: endpoints`."""
        pairs = (entry.split(":") for entry in cast("set[str] | None", self.more_doors) or ())
        return {room.strip() for name, room in pairs if name.strip() == package}

    def _package(self, module: str) -> str:
        return module.removeprefix(f"{self.container}.").partition(".")[0]


def _line_numbers(graph: ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    return ", ".join(str(detail["line_number"]) for detail in details)
