"""Numbers of list items, as word processors and browsers write them. Knows no document."""


def numeral(number: int, style: str) -> str:
    """A list number as it is shown: style 1, a, A, i or I."""
    if style in ("a", "A") and number > 0:
        text = ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(97 + rest) + text
    elif style in ("i", "I") and 0 < number < 4000:
        text, values = (
            "",
            zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split()),
        )
        for value, letters in values:
            count, number = divmod(number, value)
            text += letters * count
    else:
        return str(number)
    return text.upper() if style.isupper() else text
