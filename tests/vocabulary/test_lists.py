"""The shared lists: read from our tables and the official files, with file, line and field of what is wrong."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import Workbook

from eciap.foundation.exchange.folder import BrokenContent
from eciap.vocabulary import queries
from eciap.vocabulary.enums import CodeKind
from eciap.vocabulary.imports.lists import catalogue, import_file, import_folder
from eciap.vocabulary.models import Code, CodeList, Territory, TerritoryChange

pytestmark = pytest.mark.django_db

LISTS = """\
- key: territories
  file: territories.csv
  holds: territories
  title: Regions
  version: "2021"
  source_title: Official classification
  source_url: https://example.org/nuts
  how_to_refresh: Download the attribute table.
- key: sectors
  file: sectors.csv
  holds: sectors
  title: Sectors
  version: NACE Rev. 2
  source_title: Guide
  source_url: https://example.org/guide
  how_to_refresh: Look at the guide.
- key: changes
  file: changes.csv
  holds: changes
  title: Changes
  version: 2016 to 2021
  source_title: Lists of changes
  source_url: https://example.org/changes
  how_to_refresh: Download them.
- key: instruments
  file: instruments.csv
  holds: instruments
  title: Instruments
  version: "2021"
  source_title: Compass
  source_url: https://example.org/stip
  how_to_refresh: Ask the API.
"""
TERRITORIES = """\
edition,level,code,parent,name,name_latin,lon,lat
2021,1,AT1,AT,Ostösterreich,Ostösterreich,16.0,48.2
2021,0,AT,,Österreich,Österreich,14.11,47.59
2021,2,AT13,AT1,Wien,Wien,16.4,48.2
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lists.yaml").write_text(LISTS)
    (tmp_path / "territories.csv").write_text(TERRITORIES)
    (tmp_path / "sectors.csv").write_text("version,code,label,scope,note\nNACE Rev. 2,90,Creative arts,cultural,\n")
    (tmp_path / "changes.csv").write_text(
        "from_edition,to_edition,old_code,new_code,label,change,explanation\n"
        "2016,2021,HR04,,Kontinentalna,split,HR04 ended\n"
    )
    (tmp_path / "instruments.csv").write_text("kind,code,parent,label\ninstrument,I01,Grants,Innovation vouchers\n")
    return tmp_path


def load(folder):
    return [(entry.key, rows, changed) for entry, rows, changed in import_folder(folder, by=None)]


def entry(folder, key="territories"):
    return next(entry for entry in catalogue(folder) if entry.key == key)


def test_a_folder_of_lists_is_imported_parents_first(folder):
    assert load(folder) == [
        ("territories", 3, True),
        ("sectors", 1, True),
        ("changes", 1, True),
        ("instruments", 1, True),
    ]
    vienna = Territory.objects.get(code="AT13")
    assert (str(vienna), vienna.parent.parent.name, str(vienna.lon)) == ("Wien (AT13)", "Österreich", "16.4000")
    assert [str(code) for code in queries.codes(CodeKind.SECTOR)] == ["90 Creative arts"]
    assert str(TerritoryChange.objects.get()) == "HR04 (2016) →  (2021)"
    assert {code_list.source_url for code_list in CodeList.objects.all()} == {
        "https://example.org/nuts", "https://example.org/guide", "https://example.org/changes", "https://example.org/stip"
    }  # fmt: skip


def test_a_second_import_changes_nothing_and_says_so(folder):
    load(folder)
    assert load(folder) == [
        ("territories", 3, False),
        ("sectors", 1, False),
        ("changes", 1, False),
        ("instruments", 1, False),
    ]


def test_a_code_that_left_its_list_leaves_the_platform(folder):
    load(folder)
    (folder / "sectors.csv").write_text("version,code,label,scope,note\nNACE Rev. 2,91,Libraries,cultural,\n")
    load(folder)
    assert list(Code.objects.filter(kind="sector").values_list("code", flat=True)) == ["91"]


def test_the_official_attribute_table_brings_level_three_and_keeps_points(folder, tmp_path):
    load(folder)
    official = tmp_path / "NUTS_AT_2021.csv"
    official.write_text("CNTR_CODE,NUTS_ID,NAME_LATN,NUTS_NAME\nAT,AT13,Wien,Wien\nAT,AT130,Wien,Wien\n", "utf-8-sig")
    assert import_file(entry(folder).model_copy(update={"edition": 2021}), official, by=None) == 2
    assert Territory.objects.get(code="AT130").parent.code == "AT13"
    assert str(Territory.objects.get(code="AT13").lat) == "48.2000"


def test_the_official_label_points_bring_points(folder, tmp_path):
    load(folder)
    official = tmp_path / "NUTS_LB_2021.geojson"
    point = {"type": "Point", "coordinates": [16.37, 48.21]}
    feature = {
        "type": "Feature",
        "geometry": point,
        "properties": {"NUTS_ID": "AT130", "NUTS_NAME": "Wien", "NAME_LATN": "Wien"},
    }
    official.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    import_file(entry(folder).model_copy(update={"edition": 2021}), official, by=None)
    assert str(Territory.objects.get(code="AT130").lon) == "16.3700"


def test_the_official_spreadsheet_is_read_whatever_sheet_it_is_on(folder, tmp_path):
    load(folder)
    book = Workbook()
    book.active.append(["About this file"])
    sheet = book.create_sheet("NUTS & SR 2021")
    sheet.append(["Code 2021", "Country", "NUTS level 1", "NUTS level 2", "NUTS level 3", "NUTS level"])
    sheet.append(["AT", "Österreich", None, None, None, 0])
    sheet.append([None, "Extra-Regio", None, None, None, None])
    sheet.append(["AT130", None, None, None, "Wien", 3])
    book.save(tmp_path / "NUTS2021.xlsx")
    twenty_one = entry(folder).model_copy(update={"edition": 2021})
    assert import_file(twenty_one, tmp_path / "NUTS2021.xlsx", by=None) == 2
    assert str(Territory.objects.get(code="AT130")) == "Wien (AT130)"


def test_a_spreadsheet_without_codes_is_refused(folder, tmp_path):
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(BrokenContent, match="no sheet has a column of codes"):
        import_file(entry(folder), tmp_path / "empty.xlsx", by=None)
    (tmp_path / "broken.xlsx").write_bytes(b"no sheet at all")
    with pytest.raises(BrokenContent, match="this is no table that can be read"):
        import_file(entry(folder), tmp_path / "broken.xlsx", by=None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("edition,code\n2021,A\n", "territories.csv, line 2, code: “A” is no code of a territory"),
        ("edition,code\ntwo,AT\n", "territories.csv, line 2, edition: “two” is no whole number"),
        ("edition,code,lon\n2021,AT,east\n", "territories.csv, line 2, lon: “east” is no number"),
        ("edition,name\n2021,Wien\n", "territories.csv, line 2, code: this column is missing"),
        ("code,name\nAT,Wien\n", "territories.csv, line 2, edition: this column is missing"),
        ("edition,code\n2021,AT13\n", "territories.csv, line 1, code: the parent of AT13 is in no file"),
        ("", "territories.csv, line 1: this is no table that can be read"),
    ],
)
def test_a_broken_table_is_refused_and_nothing_is_written(folder, text, said):
    (folder / "territories.csv").write_text(text)
    with pytest.raises(BrokenContent) as broken:
        load(folder)
    assert str(broken.value).startswith(said)
    assert CodeList.objects.count() == Territory.objects.count() == 0


def test_a_catalogue_says_what_it_lacks(folder):
    (folder / "lists.yaml").write_text(LISTS.replace("  version: NACE Rev. 2\n", ""))
    with pytest.raises(BrokenContent, match="lists.yaml, line 9, version: Field required"):
        load(folder)
    (folder / "lists.yaml").write_text("- key: [")
    with pytest.raises(BrokenContent, match="lists.yaml, line 1"):
        load(folder)
    (folder / "lists.yaml").unlink()
    with pytest.raises(BrokenContent, match="there is no such file"):
        load(folder)


def test_a_list_whose_file_is_missing_is_named(folder):
    (folder / "changes.csv").unlink()
    with pytest.raises(BrokenContent, match="there is no changes.csv in"):
        load(folder)


def test_territories_are_read_by_edition_level_and_country(folder):
    load(folder)
    assert [t.code for t in queries.territories(edition=2021, level=1)] == ["AT1"]
    assert [t.code for t in queries.territories(country="AT")] == ["AT", "AT1", "AT13"]
    assert list(queries.territories(edition=2024)) == []
    assert queries.newest_edition() == 2021


def test_the_command_imports_all_or_one_file(folder, capsys):
    call_command("vocabulary", "import", folder=folder)
    call_command("vocabulary", "import", folder=folder)
    call_command("vocabulary", "import", folder / "sectors.csv", key="sectors", folder=folder)
    assert capsys.readouterr().out.splitlines() == [
        "territories: 3", "sectors: 1", "changes: 1", "instruments: 1",
        "territories: 3 (unchanged)", "sectors: 1 (unchanged)", "changes: 1 (unchanged)", "instruments: 1 (unchanged)",
        "sectors: 1",
    ]  # fmt: skip


def test_the_command_says_what_it_needs(folder):
    with pytest.raises(CommandError, match="Say which list the file is: --list territories"):
        call_command("vocabulary", "import", folder / "sectors.csv", folder=folder)
    with pytest.raises(CommandError, match="There is no file"):
        call_command("vocabulary", "import", folder / "nothing.csv", key="sectors", folder=folder)
    (folder / "lists.yaml").unlink()
    with pytest.raises(CommandError, match=r"Nothing was written\."):
        call_command("vocabulary", "import", folder=folder)
