"""Spreadsheets made by hand, as small as a reader takes them."""

import zipfile
from html import escape
from io import BytesIO

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMATS = {"date": 1, "time": 2, "span": 3}
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="[h]:mm"/>'
    '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/>'
    '<xf numFmtId="170"/></cellXfs></styleSheet>'
)


def cell(place: str, value: object, shown_as: str = "") -> str:
    """A cell of a sheet; a date or time is a number that is shown as one."""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    return f'<c r="{place}" s="{_FORMATS.get(shown_as, 0)}"><v>{value}</v></c>'


def sheet(*rows: tuple[object, ...], first: int = 1) -> str:
    """The rows of a sheet, from column A on."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            cell(f"{chr(65 + column)}{number}", value)
            for column, value in enumerate(row)
            if value != ""
        )
        + "</row>"
        for number, row in enumerate(rows, start=first)
    )


def xlsx(*sheets: str, hidden: tuple[int, ...] = ()) -> bytes:
    """An Excel file with these sheets, called S1, S2 and so on."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}" '
        f'state="{"hidden" if n in hidden else "visible"}"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers}
            | {"rId99": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}'
            "</sheetData></worksheet>"
            for n, rows in zip(numbers, sheets, strict=True)
        },
    }
    return packed({name: f'<?xml version="1.0"?>{xml}' for name, xml in parts.items()})


def ods(*tables: str) -> bytes:
    """An OpenDocument file with these tables, called T0, T1 and so on."""
    names = {key: f"urn:oasis:names:tc:opendocument:xmlns:{key}:1.0" for key in _ODS_NAMES}
    spaces = "".join(f' xmlns:{key}="{name}"' for key, name in names.items())
    body = "".join(
        f'<table:table table:name="T{number}">{rows}</table:table>'
        for number, rows in enumerate(tables)
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f'<?xml version="1.0"?><office:document-content{spaces}><office:body>'
            f"<office:spreadsheet>{body}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    """A ZIP file with these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


_ODS_NAMES = ("office", "table", "text")


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{one}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for one, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
