"""What PDF/UA-1 and PDF/A-2a ask of a file, as far as its structure tells: a list of faults, each a sentence.

The standards' own validator needs a download that is not to be had everywhere; this looks at the same things.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

STANDARD = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *(
            "Private",
            "P",
            "H",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
        ),
        *("THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "Warichu", "Figure", "Formula", "Form"),
    )
)
"""The types of parts that need no mapping."""

SHOWING = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"))
"""Operators that put something on a page."""


def faults(document: pikepdf.Pdf) -> list[str]:
    """Everything that a validator would find in the structure of a tagged file."""
    found = [*_root(document), *_metadata(document), *_colour(document), *_fonts(document), *_active(document)]
    tree = document.Root.get(Name.StructTreeRoot)
    if not isinstance(tree, Dictionary):
        return [*found, "there is no structure"]
    elements = list(_elements(tree))
    found += [*_roles(tree, elements), *_headings(elements), *_tables(elements), *_figures(elements)]
    numbers = _numbers(tree)
    for page_number, page in enumerate(document.pages, 1):
        found += [f"page {page_number}: {each}" for each in _page(page, numbers)]
    return found


def _root(document):
    root = document.Root
    if not root.get(Name.MarkInfo, Dictionary()).get(Name.Marked):
        yield "it is not marked as tagged"
    if not str(root.get(Name.Lang, "")):
        yield "it has no language"
    if not root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle):
        yield "its title is not shown"
    if Name.ID not in document.trailer:
        yield "it has no identity"
    if document.is_encrypted:
        yield "it is encrypted"


def _metadata(document):
    held = document.Root.get(Name.Metadata)
    if not isinstance(held, Stream):
        yield "it has no metadata"
        return
    if Name.Filter in held:
        yield "its metadata are compressed"
    told = held.read_bytes().decode()
    for wanted in ("dc:title", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part"):
        if wanted not in told:
            yield f"its metadata lack {wanted}"


def _colour(document):
    intents = [one for one in document.Root.get(Name.OutputIntents, ()) if one.S == Name.GTS_PDFA1]
    if not intents or int(intents[0].DestOutputProfile.get(Name.N, 0)) != 3:
        yield "it does not say what its colours are"


def _fonts(document):
    for one in document.objects:
        if isinstance(one, Dictionary) and one.get(Name.Type) == Name.Font and Name.DescendantFonts not in one:
            if not any(key in one.get(Name.FontDescriptor, {}) for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"{one.get(Name.BaseFont)} is not embedded"
        elif isinstance(one, Dictionary) and one.get(Name.Type) == Name.Font and Name.ToUnicode not in one:
            yield f"{one.get(Name.BaseFont)} does not tell its letters"


def _active(document):
    root = document.Root
    for key in ("/OpenAction", "/AA", "/AcroForm"):
        if key in root and key != "/OpenAction":
            yield f"it has {key}"
    names = root.get(Name.Names, Dictionary())
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if key in names:
            yield f"it has {key}"
    for one in document.objects:
        filters = one.get(Name.Filter) if isinstance(one, Stream) else None
        if filters is not None and "LZW" in str(filters):
            yield "it has a stream of a forbidden kind"


def _elements(node, parent=None, seen=None):
    """All parts with the part that holds them, in reading order."""
    seen = set() if seen is None else seen
    for kid in _kids(node):
        if isinstance(kid, Dictionary) and Name.S in kid:
            if kid.is_indirect and kid.objgen in seen:
                continue
            seen.add(kid.objgen)
            yield kid, node
            yield from _elements(kid, node, seen)


def _kids(node):
    kids = node.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _kind(element):
    return str(element.S)[1:]


def _roles(tree, elements):
    roles = {str(key): str(value) for key, value in dict(tree.get(Name.RoleMap, Dictionary())).items()}
    for element, holder in elements:
        kind = _kind(element)
        if kind not in STANDARD and roles.get(f"/{kind}", "/")[1:] not in STANDARD:
            yield f"the part {kind} is of no standard kind"
        above = element.get(Name.P)
        if above is None or (above.is_indirect and holder.is_indirect and above.objgen != holder.objgen):
            yield f"a part {kind} names another one as its holder"


def _headings(elements):
    level = 0
    for element, _holder in elements:
        kind = _kind(element)
        if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
            if int(kind[1]) > level + 1:
                yield f"a heading of level {kind[1]} follows one of level {level}"
            level = int(kind[1])


def _tables(elements):
    for element, holder in elements:
        kind, above = _kind(element), _kind(holder) if Name.S in holder else ""
        if kind == "TR" and above not in ("Table", "THead", "TBody", "TFoot"):
            yield "a row is in no table"
        if kind in ("TH", "TD") and above != "TR":
            yield "a cell is in no row"
        if kind == "TH" and "/Scope" not in str(element.get(Name.A, "")):
            yield "a head of a table does not say what it heads"


def _figures(elements):
    for element, _holder in elements:
        if _kind(element) in ("Figure", "Formula") and not str(element.get(Name.Alt, "")):
            yield "a picture has no words in its place"


def _numbers(tree):
    held = list(tree.ParentTree.get(Name.Nums, Array()))
    keys = [int(key) for key in held[::2]]
    assert keys == sorted(set(keys)), "the numbers of the parts do not ascend"
    assert not keys or int(tree.get(Name.ParentTreeNextKey, keys[-1] + 1)) > keys[-1]
    return dict(zip(keys, held[1::2], strict=True))


def _page(page, numbers):
    annotations = list(page.obj.get(Name.Annots, ()))
    if annotations and page.obj.get(Name.Tabs) != Name.S:
        yield "its annotations are not in the order of its parts"
    for one in annotations:
        yield from _annotation(one, numbers)
    yield from _content(page, numbers)


def _annotation(one, numbers):
    kind = str(one.Subtype)[1:]
    flags = int(one.get(Name.F, 0))
    if not flags & 4 or flags & 0b100011:
        yield f"a {kind} would not be printed"
    if kind == "Popup":
        yield "a Popup is part of nothing"
        return
    if not str(one.get(Name.Contents, "")):
        yield f"a {kind} has no words"
    if kind != "Link" and set(one.get(Name.AP, {}).keys()) != {"/N"}:
        yield f"a {kind} does not say how it looks"
    element = numbers.get(int(one.get(Name.StructParent, -1)))
    if element is None:
        yield f"a {kind} is part of nothing"
        return
    if _kind(element) != ("Link" if kind == "Link" else "Annot"):
        yield f"a {kind} is a part of the wrong kind"
    held = [kid.Obj.objgen for kid in _kids(element) if isinstance(kid, Dictionary) and Name.Obj in kid]
    if one.objgen not in held:
        yield f"a part does not hold its {kind}"


def _content(page, numbers):
    """Everything that is drawn is part of something, or said to be decoration."""
    row = numbers.get(int(page.obj.get(Name.StructParents, -1)))
    parts = list(row) if isinstance(row, Array) else []
    open_marks: list[bool] = []
    seen = set()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            number = operands[1].get(Name.MCID) if len(operands) > 1 and isinstance(operands[1], Dictionary) else None
            if number is not None:
                seen.add(int(number))
            open_marks.append(number is not None or operands[0] == Name.Artifact)
        elif name == "EMC":
            open_marks.pop()
        elif name in SHOWING and not any(open_marks):
            yield f"something is drawn ({name}) that is part of nothing"
            return
    if open_marks:
        yield "a mark is not closed"
    for number in seen:
        if number >= len(parts) or not isinstance(parts[number], Dictionary):
            yield f"the piece {number} is part of nothing"
        elif number not in _pieces(parts[number]):
            yield f"a part does not know its piece {number}"


def _pieces(element):
    return {
        int(kid.MCID) if isinstance(kid, Dictionary) else int(kid)
        for kid in _kids(element)
        if not isinstance(kid, Dictionary) or Name.MCID in kid
    }
