"""Languages by name: what a tag means, and which are offered to choose from."""

from PySide6.QtCore import QLocale

COMMON = ("en", "uk", "ru", "fr", "de", "es", "pl", "it", "pt", "nl", "tr", "ar", "fa", "he", "zh", "ja", "ko", "hi")
"""Offered first."""
_MORE = (
    *("af", "am", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "el", "et", "eu", "fi", "ga", "gl", "hr", "hu", "hy"),
    *("id", "is", "ka", "kk", "km", "ku", "ky", "lo", "lt", "lv", "mk", "mn", "ms", "mt", "my", "nb", "ne", "ps", "ro"),
    *("sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "tg", "th", "tk", "ur", "uz", "vi"),
)


def name(code: str) -> str:
    """The name of a language, or its tag when it is not known."""
    language = QLocale.codeToLanguage(code.split("-")[0])
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def offered() -> tuple[tuple[str, str], ...]:
    """Tags and names: the common ones first, the others by name."""
    more = sorted(((code, name(code)) for code in _MORE), key=lambda pair: pair[1])
    return (*((code, name(code)) for code in COMMON), *more)
