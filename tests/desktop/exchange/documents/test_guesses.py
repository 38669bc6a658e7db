"""What is guessed of a document: its language, its date, its title; and what format it has."""

import pytest

from desktop.exchange.documents import dates, language, sniff, titles
from desktop.exchange.documents.document import Format
from desktop.exchange.documents.text import NotADocument

TEXTS = {
    "en": "The minister said that no troops will be sent before there is a ceasefire, and that this is final.",
    "fr": "Le ministre a déclaré que les troupes ne seront pas envoyées avant un cessez-le-feu, c’est une décision.",
    "de": "Der Minister sagte, dass keine Truppen entsandt werden, bevor es eine Waffenruhe und eine Einigung gibt.",
    "es": "El ministro dijo que no se enviarán tropas antes de que haya un alto el fuego y que es definitivo.",
    "it": "Il ministro ha detto che le truppe non saranno inviate prima di un cessate il fuoco e che è deciso.",
    "pl": "Minister powiedział, że wojska nie zostaną wysłane przed zawieszeniem broni i że jest to ostateczne.",
    "tr": "Bakan, ateşkes sağlanmadan önce hiçbir askerin gönderilmeyeceğini ve bunun çok önemli olduğunu söyledi.",
    "uk": "Міністр заявив, що війська не будуть відправлені до припинення вогню, і що це рішення остаточне.",
    "ru": "Министр заявил, что войска не будут отправлены до прекращения огня и что это решение окончательное.",
    "bg": "Министърът заяви, че войски няма да бъдат изпратени преди прекратяване на огъня и че това е решение.",
    "ar": "قال الوزير إنه لن يتم إرسال أي قوات قبل وقف إطلاق النار وإن هذا القرار نهائي.",
    "fa": "وزیر گفت که پیش از آتش‌بس هیچ نیرویی اعزام نخواهد شد و این تصمیم پایانی است.",
    "he": "השר אמר שלא יישלחו חיילים לפני הפסקת אש ושההחלטה סופית.",
    "zh": "部长表示，在停火之前不会派遣任何部队，这一决定是最终的。",
    "ja": "大臣は、停戦の前に部隊を派遣することはないと述べ、この決定は最終的なものだと語った。",
    "ko": "장관은 휴전 전에는 어떤 군대도 파견하지 않을 것이라고 말했다.",
    "el": "Ο υπουργός δήλωσε ότι δεν θα σταλούν στρατεύματα πριν από την κατάπαυση του πυρός.",
    "": "12345 67890",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_languages(tag):
    assert language.guess(TEXTS[tag]) == tag


def test_languages_that_are_not_clear():
    assert language.guess("Lorem ipsum dolor sit amet consectetur adipiscing elit") == ""
    assert language.guess("OK") == ""
    assert language.guess(TEXTS["ru"] * 3 + TEXTS["en"] * 3 + TEXTS["zh"] * 6) == ""


@pytest.mark.parametrize(
    ("told", "tag"), [("en-GB", "en"), ("uk_UA", "uk"), ("DE", "de"), ("", ""), ("und", ""), ("English", ""), ("x", "")]
)
def test_tags(told, tag):
    assert language.tag(told) == tag


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("2025-09-05T14:30:00+02:00", "2025-09-05"),
        ("2025-9-5", "2025-09-05"),
        ("2025/09/05", "2025-09-05"),
        ("2025-09", "2025-09"),
        ("2025", "2025"),
        ("20250905", "2025-09-05"),
        ("20250905T143000Z", "2025-09-05"),
        ("Fri, 05 Sep 2025 14:30:00 GMT", "2025-09-05"),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("0001-01-01", None),
        ("9999-01-01", None),
        ("yesterday", None),
        ("", None),
        ("٢٠٢٥", None),
    ],
)
def test_dates(told, date):
    found = dates.written(told)
    assert (None if found is None else str(found)) == date


def test_compact_dates():
    assert str(dates.compact("20250905143000+02'00'")) == "2025-09-05"
    assert str(dates.compact("2025")) == "2025"
    assert dates.compact("nothing") is None


def test_titles():
    assert titles.line("  a\n\tb \u202ec\x00d  ") == "a b c d"
    assert titles.line(None) == ""
    assert len(titles.line("x" * 10_000)) == titles.LONGEST
    assert titles.cleaned("Untitled 1") == ""
    assert titles.cleaned("plan.DOCX") == ""
    assert titles.cleaned("Plan B") == "Plan B"


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"junk before %PDF-1.4", "", Format.PDF),
        (b"{\\rtf1", ".txt", Format.RTF),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "", Format.HTML),
        ("\ufeff<html>".encode("utf-16-le"), "", Format.HTML),
        (b"<p>a fragment", ".html", Format.HTML),
        (b"<p>a fragment", ".txt", Format.TEXT),
        (b"Words with <p> in them", ".htm", Format.HTML),
        (b"Words with nothing in them", ".htm", Format.TEXT),
        (b"<?xml version='1.0'?><html xmlns=''>", "", Format.HTML),
        (b"<?xml version='1.0'?><udhr>", "", Format.XML),
        (b"<?xml version='1.0'?><office:document>", "", Format.ODT),
        (b"<3 is no page", "", Format.TEXT),
        (b"Received: by x\r\nSubject: y\r\n\r\nz", "", Format.MAIL),
        (b"Subject: y\nMIME-Version: 1.0\n\nz", "", Format.MAIL),
        (b"From: the desk\nSubject: y\n\nz", "", Format.TEXT),
        (b"A text.\n\nMIME-Version: 1.0", "", Format.TEXT),
        (b"Words", ".pdf", Format.TEXT),
    ],
)
def test_formats(data, suffix, kind):
    assert sniff.sniffed(data, suffix) is kind


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"SQLite format 3\x00", b"MZ\x90"]
)
def test_no_formats(data):
    with pytest.raises(NotADocument) as caught:
        sniff.sniffed(data)
    assert caught.value.code == "unknown-format"


def test_an_encrypted_word_document():
    with pytest.raises(NotADocument) as caught:
        sniff.sniffed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6000) + "EncryptedPackage".encode("utf-16-le"))
    assert caught.value.code == "document-encrypted"
