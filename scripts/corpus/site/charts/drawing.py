"""Parts of an SVG: elements, text in lines, and the frame with its name and description."""

from collections.abc import Iterable

from markupsafe import Markup, escape

SIZE = 12  # font size; drawings are shown at their own size or smaller, never below 11
LINE = 14
LETTER = 6.7  # assumed width of a letter, enough for common sans-serif fonts


def element(name: str, content: Markup | str = "", /, **attributes: object) -> Markup:
    """One element; ``class_`` and ``stroke_width`` become ``class`` and ``stroke-width``; None is left out."""
    pairs = ((k.rstrip("_").replace("_", "-"), number(v)) for k, v in attributes.items() if v is not None)
    inside = Markup("").join(Markup(' {}="{}"').format(k, v) for k, v in pairs)
    form = "<{0}{1}>{2}</{0}>" if content else "<{0}{1}/>"
    return Markup(form).format(Markup(name), inside, content)


def rect(x: float, y: float, width: float, height: float, kind: str, round_: int | None = None) -> Markup:
    """A rectangle of a class."""
    return element("rect", x=x, y=y, width=width, height=height, rx=round_, class_=kind)


def path(d: str, kind: str, thick: float | None = None) -> Markup:
    """A path of a class."""
    return element("path", d=d, class_=kind, stroke_width=thick)


def number(value: object) -> object:
    """A coordinate with at most one decimal, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value


def join(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def linked(content: Markup, address: str | None, name: str) -> Markup:
    """The content as a link, with a name for screen readers; unchanged without an address."""
    return element("a", content, href=address, aria_label=name) if address else content


def wrap(text: str, width: float) -> list[str]:
    """The text in lines that fit ``width``; a word is never broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width / LETTER:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [""]


def fits(text: str, width: float) -> bool:
    """Whether each word of the text fits ``width``."""
    return max(map(len, text.split()), default=0) * LETTER <= width


def lines(texts: list[str], x: float, y: float, *, middle: bool = True, **attributes: object) -> Markup:
    """Lines of text, centred vertically on ``y`` or beginning there."""
    first = y - (len(texts) - 1) * LINE / 2 + SIZE * 0.35 if middle else y + SIZE
    spans = Markup(" ").join(element("tspan", escape(t), x=x, y=first + n * LINE) for n, t in enumerate(texts))
    return element("text", spans, **attributes)


def centred(texts: list[str], x: float, y: float, kind: str | None = None, cell: str | None = None) -> Markup:
    """Lines of text around a point; ``cell`` names the number they show."""
    return lines(texts, x, y, text_anchor="middle", class_=kind, data_cell=cell)


def picture(name: str, title: str, description: str, width: int, height: float, content: str, kind: str = "") -> Markup:
    """The drawing as an image with name and description; ``name`` is its identifier on the page."""
    head = element("title", escape(title), id=f"{name}-title") + element("desc", escape(description), id=f"{name}-desc")
    return element(
        "svg",
        head + "\n" + content,
        class_=f"chart {kind}".strip(),
        role="group" if "<a " in content else "img",  # links inside role "img" cannot be followed
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {width} {number(float(height))}",
        width=width,
        height=number(float(height)),
        xmlns="http://www.w3.org/2000/svg",
    )
