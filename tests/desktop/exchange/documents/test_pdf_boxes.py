"""Places of characters on pages, checked against the typesetter's own word for where it put them."""

import io
import random
from array import array

import pikepdf
import pypdfium2
import pytest

from desktop.exchange.documents import pdf, pdf_boxes
from desktop.exchange.documents.page_boxes import Geometry, PageBoxes, Rect
from tests.desktop.exchange.documents import make

WORDS = {
    "en": "the minister said that any foreign troops on our land would be treated as legitimate targets while talks "
    "go on and that nobody should doubt our determination to defend ourselves against any uninvited guests",
    "ru": "министр заявил что любые иностранные войска на нашей территории будут законной целью пока идут "
    "переговоры и никому не следует сомневаться в нашей решимости защищать себя от гостей",
}
CHINESE = "外交部发言人表示任何外国军队进入该国领土都将被视为合法目标双方应当通过对话解决分歧并尽快恢复和平谈判进程"


def passages(seed=1, count=60):
    """(language, words) of passages that are linked, with plain words between them."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        language = ("en", "ru", "zh")[number % 3]
        if language == "zh":
            found.append(("zh", "".join(chance.sample(CHINESE, chance.randint(12, 50)))))
        else:
            words = WORDS[language].split()
            found.append((language, " ".join(chance.choice(words) for _ in range(chance.randint(3, 40)))))
    return found


def source(told, page="width: 400pt, height: 500pt, margin: 40pt, columns: 2"):
    fonts = '("Source Serif 4", "Droid Sans Fallback")'
    lines = [f"#set page({page})", f"#set text(size: 9pt, font: {fonts})", "#set par(justify: true)"]
    for number, (language, words) in enumerate(told):
        lines.append(f'#text(lang: "{language}")[No. {number}: #link("x:{number}")[{words}] and so on.]\n')
    return "\n".join(lines)


def linked(data, sideways=False):
    """The rectangles of each link by page, as the typesetter wrote them."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages):
            for each in page.get("/Annots", []):
                key = int(str(each.A.URI).removeprefix("x:"))
                rect, before = Rect(*(float(side) for side in each.Rect)), found.setdefault(key, [])
                if before and before[-1][0] == number and goes_on(before[-1][1], rect, sideways):
                    rect = before.pop()[1].joined(rect)  # a hyphen is a part of its own
                before.append((number, rect))
    return found


def goes_on(one, other, sideways):
    """Whether two rectangles are parts of one line."""
    one, other = (one.turned(), other.turned()) if sideways else (one, other)
    return abs(one.bottom - other.bottom) < 0.1 and abs(one.top - other.top) < 0.1


def changed(data, change):
    """The PDF with every page changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            change(page)
        document.save(out)
    return out.getvalue()


def rotate(turn):
    def change(page):
        page.obj.Rotate = turn

    return change


def crop(page):
    page.obj.CropBox = [20, 30, 380, 470]


def shift(page):
    """The page's own corner is elsewhere than at nought."""
    page.obj.MediaBox = [-30, -40, 400, 500]


def unit(page):
    page.obj.UserUnit = 2


def crop_and_rotate(page):
    crop(page)
    page.obj.Rotate = 90


def turn_content(quarter, rotation):
    """The content turned by quarter turns on a page that is turned itself, and the links with it."""
    matrix = {1: (0, 1, -1, 0, 500, 0), 2: (-1, 0, 0, -1, 400, 500), 3: (0, -1, 1, 0, 0, 400)}[quarter]

    def place(x, y):
        a, b, c, d, e, f = matrix
        return a * x + c * y + e, b * x + d * y + f

    def change(page):
        page.contents_add(" ".join(map(str, matrix)).encode() + b" cm", prepend=True)
        page.obj.MediaBox = [0, 0, 400, 500] if quarter == 2 else [0, 0, 500, 400]
        page.obj.Rotate = rotation
        for each in page.get("/Annots", []):
            left, bottom, right, top = map(float, each.Rect)
            (x, y), (u, v) = place(left, bottom), place(right, top)
            each.Rect = [min(x, u), min(y, v), max(x, u), max(y, v)]

    return change


VARIANTS = {
    "as it is": None,
    "rotated 90": rotate(90),
    "rotated 180": rotate(180),
    "rotated 270": rotate(270),
    "cropped": crop,
    "cropped and rotated": crop_and_rotate,
    "shifted": shift,
    "in other units": unit,
    "sideways, shown upright": turn_content(1, 90),
    "sideways": turn_content(1, 0),
    "sideways the other way": turn_content(3, 90),
    "upside down": turn_content(2, 0),
}


@pytest.fixture(scope="module")
def told():
    return passages()


@pytest.fixture(scope="module")
def made(told):
    return make.pdf(source(told))


def span(text, words):
    """Where words stand in the text, blanks and soft hyphens aside."""
    kept = [(place, letter) for place, letter in enumerate(text) if not letter.isspace() and letter != "\u00ad"]
    letters = "".join(letter for _place, letter in kept)
    at = letters.find("".join(words.split()))
    assert at >= 0, words
    return kept[at][0], kept[at + len("".join(words.split())) - 1][0] + 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_line_is_where_the_typesetter_put_it(variant, told, made):
    data = made if VARIANTS[variant] is None else changed(made, VARIANTS[variant])
    links = linked(data, "sideways" in variant)
    parsed = pdf.read(data)
    spans = [span(parsed.text, words) for _language, words in told]
    document = pypdfium2.PdfDocument(data)
    try:
        placed = pdf_boxes.placed(document, parsed.pages, spans)
    finally:
        document.close()
    lines = 0
    for number, parts in enumerate(placed):
        ours = [(part.page, rect) for part in parts for rect in part.rects]
        theirs = links[number]
        assert [page for page, _rect in ours] == [page for page, _rect in theirs], number
        for (_page, our), (_page2, their) in zip(ours, theirs, strict=True):
            assert all(abs(side - meant) < 4 for side, meant in zip(our, their, strict=True))
            lines += 1
    assert lines > 150


@pytest.mark.parametrize("variant", VARIANTS)
def test_ink_lies_where_the_boxes_say(variant):
    words = "the words that are printed in red on this page and nowhere else in it"
    text = f"#lorem(30) #text(fill: red)[{words}] #lorem(30)"
    data = make.pdf("#set page(width: 400pt, height: 500pt, margin: 60pt)\n" + text)
    data = data if VARIANTS[variant] is None else changed(data, VARIANTS[variant])
    parsed = pdf.read(data)
    document = pypdfium2.PdfDocument(data)
    try:
        (placed,) = pdf_boxes.placed(document, parsed.pages, [span(parsed.text, words)])
        shown = pdf_boxes.geometry(document, 0)
        drawn = pdf_boxes.picture(document, 0, 2)
    finally:
        document.close()
    rects = [shown.shown(rect) for rect in placed[0].rects]
    red = [
        (place % drawn.stride // 4, place // drawn.stride)
        for place in range(0, len(drawn.pixels), 4)
        if drawn.pixels[place] < 60 and drawn.pixels[place + 2] > 200
    ]
    assert len(red) > 150
    for x, y in red:
        across, down = (x + 0.5) / drawn.scale, (y + 0.5) / drawn.scale
        assert any(-1 <= across - x0 <= w + 1 and -1 <= down - y0 <= h + 1 for x0, y0, w, h in rects), (x, y)
    for left, top, width, height in rects:
        assert any(left < x / drawn.scale < left + width and top < y / drawn.scale < top + height for x, y in red)


def test_view_and_page_lead_to_each_other():
    geometry = Geometry(300, 200, 10, 220, 0, -1.0, -1.0, 0)
    x, y = geometry.on_page(30, 40)
    assert geometry.in_view(x, y) == pytest.approx((30, 40))


def test_a_part_of_a_page_is_drawn(made):
    document = pypdfium2.PdfDocument(made)
    try:
        whole = pdf_boxes.picture(document, 0, 2)
        part = pdf_boxes.picture(document, 0, 2, (50, 100, 120, 80))
        large = pdf_boxes.picture(document, 0, 1000)
    finally:
        document.close()
    assert (whole.width, whole.height) == (800, 1000)
    assert (part.width, part.height) == (240, 160)
    for row in (0, 80, 159):
        start = (200 + row) * whole.stride + 4 * 100
        theirs = whole.pixels[start : start + 4 * 240]
        ours = part.pixels[row * part.stride : row * part.stride + 4 * 240]
        assert sum(abs(a - b) > 40 for a, b in zip(ours, theirs, strict=True)) < 30
    assert large.width * large.height <= 1.01 * pdf_boxes.MOST_PIXELS
    assert large.scale < 20


def box(page=0, turns=0, boxes=(), solid=None):
    flat = array("f", (side for each in boxes for side in each))
    geometry = Geometry(100, 100, 0, 100, 1, 0, 0, -1)
    return PageBoxes(page, turns, geometry, flat, bytes(solid or [1] * len(boxes)))


LINE = [(10 * n, 0, 10 * n + 10, 10) for n in range(5)]


def test_lines_are_joined_over_gaps_and_raised_letters():
    raised = (50, 4, 55, 11)
    far = (500, 0, 510, 10)
    assert box(boxes=[*LINE, raised]).rects(0, 6) == [Rect(0, 0, 55, 11)]
    assert box(boxes=[*LINE, far]).rects(0, 6) == [Rect(0, 0, 50, 10), Rect(*far)]
    assert box(boxes=[*LINE, (0, -12, 10, -2)]).rects(3, 6) == [Rect(30, 0, 50, 10), Rect(0, -12, 10, -2)]
    assert box(boxes=LINE, solid=[0, 1, 0, 1, 0]).rects(0, 5) == [Rect(10, 0, 40, 10)]
    assert box(boxes=LINE).rects(2, 2) == []
    assert box(boxes=LINE).rects(-5, 99) == [Rect(0, 0, 50, 10)]


def test_the_character_at_a_point():
    page = box(boxes=[*LINE, *((10 * n, -20, 10 * n + 10, -10) for n in range(3))])
    assert page.hit(25, 5) == 2
    assert page.hit(25, 11.5) == 2
    assert page.hit(25, 15) is None
    assert page.hit(5, -15) == 5
    assert page.nearest(400, -12).index == 7
    assert page.nearest(22, 5).after is False
    assert page.nearest(28, 5).after is True
    assert box().nearest(1, 1) is None
    assert box().hit(1, 1) is None


def test_reading_from_right_to_left():
    page = box(boxes=list(reversed(LINE)))
    assert page.hit(25, 5) == 2
    assert page.nearest(28, 5).after is False
    assert page.nearest(22, 5).after is True


def test_reading_upwards():
    page = box(turns=1, boxes=[(0, 10 * n, 10, 10 * n + 10) for n in range(4)])
    assert page.rects(1, 3) == [Rect(0, 10, 10, 30)]
    assert page.nearest(5, 28).after is True
    assert page.nearest(5, 22).after is False


def test_boxes_go_to_another_process():
    page = box(7, 3, LINE, [1, 0, 1, 1, 1])
    assert PageBoxes.unpacked(page.packed()) == page


def test_corners_of_an_annotation():
    assert Rect(1, 2, 3, 4).quad() == (1, 4, 3, 4, 1, 2, 3, 2)
