"""Random data, and random ways to write it as people write YAML: with comments, brackets, folds and quotes."""

import json
import random
from typing import Any

WORDS = "year Anna’s Жапаров 吉尔吉斯 قال no null 12 010 2026-11-22 a: b #x it's «да» - end ? {x} [y] 1e3 ~ x:y".split()
KEYS = "title name schema url who sources text references länge ключ quote says a b c".split()


class Maker:
    """Random data and texts that say it, from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.comments = 0

    def text(self) -> str:
        number = self.random.choice([0, 1, 1, 2, 3, 3, 30])
        return " ".join(self.random.choices(WORDS, k=number))

    def scalar(self) -> Any:
        return self.random.choice([None, True, False, 0, -7, 2026, *(self.text() for _ in range(6))])

    def value(self, depth: int = 3) -> Any:
        kind = self.random.random()
        if depth == 0 or kind < 0.4:
            return self.scalar()
        if kind < 0.65:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        return self.mapping(depth - 1)

    def mapping(self, depth: int, least: int = 0) -> dict[str, Any]:
        keys = self.random.sample(KEYS, self.random.randrange(least, 6))
        return {key: self.value(depth) for key in keys}

    def comment(self, before: str = "  ") -> str:
        """Sometimes a comment, each with a number of its own."""
        if self.random.random() < 0.7:
            return ""
        self.comments += 1
        return f"{before}# c{self.comments};"

    def file(self, data: dict[str, Any]) -> str:
        """A text that says the data."""
        lines = [line for line in [self.comment("")] if line]
        if self.random.random() < 0.2:
            lines.append("---")
        lines += self.block(data, 0)
        text = "\n".join(lines) + self.random.choice(["\n", "\n", "\n\n", ""])
        if self.random.random() < 0.3:
            text = text.replace("\n", "\r\n")
        return self.random.choice(["", "", "", "\ufeff"]) + text

    def block(self, value: Any, column: int) -> list[str]:
        """The lines of a mapping or a list that is not empty."""
        lines: list[str] = []
        pad = " " * column
        for key in value if isinstance(value, dict) else range(len(value)):
            inner = value[key]
            if self.random.random() < 0.15:
                lines.append("")
            if note := self.comment(pad):
                lines.append(note)
            head = pad + (f"{self.key(key)}:" if isinstance(value, dict) else "-")
            is_block = isinstance(inner, dict | list) and inner and self.random.random() < 0.7
            if is_block and isinstance(value, list) and self.random.random() < 0.7:
                gap = self.random.choice([1, 1, 3])
                first, *rest = self.plain_block(inner, column + 1 + gap)
                lines += [head + " " * gap + first.lstrip(" "), *rest]
            elif is_block:
                same = isinstance(value, dict) and isinstance(inner, list) and self.random.random() < 0.3
                lines.append(head + self.comment())
                lines += self.block(inner, column + (0 if same else self.random.choice([2, 2, 4])))
            else:
                first, *rest = self.inline(inner, column + 2)
                lines += [f"{head} {first}".rstrip(), *rest]
        return lines

    def plain_block(self, value: Any, column: int) -> list[str]:
        """The same, and nothing before its first line."""
        while True:
            lines = self.block(value, column)
            if lines[0].strip() and not lines[0].lstrip().startswith("#"):
                return lines

    def key(self, key: str) -> str:
        return self.random.choice([key, key, key, json.dumps(key, ensure_ascii=False), f"'{key}'"])

    def inline(self, value: Any, column: int) -> list[str]:
        """A value behind its key, and the lines that follow."""
        if isinstance(value, dict | list):
            return [self.flow(value, column) + self.comment()]
        pad = " " * column
        if isinstance(value, str) and len(value) > 60 and self.random.random() < 0.8:
            words, lines = value.split(" "), list[str]()
            while words:
                number = self.random.randrange(3, 12)
                lines.append(pad + " ".join(words[:number]))
                words = words[number:]
            return [self.random.choice([">-", "> "]).strip() + self.comment(), *lines]
        return [self.one(value) + self.comment()]

    def one(self, value: Any) -> str:
        if value is None:
            return self.random.choice(["null", "~", "null"])
        if isinstance(value, bool | int):
            return json.dumps(value)
        styles = [json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"]
        if value.replace(" ", "").isalpha() and value.split()[0] not in ("null", "true", "false"):
            styles += [value] * 4
        return self.random.choice(styles)

    def flow(self, value: Any, column: int) -> str:
        if not isinstance(value, dict | list):
            return self.one(value)
        if isinstance(value, dict):
            parts = [f"{self.key(key)}: {self.flow(inner, column)}" for key, inner in value.items()]
        else:
            parts = [self.flow(inner, column) for inner in value]
        pad = f"\n{' ' * column}"
        gap = self.random.choice([", ", ", ", ",  ", f",{pad}", "#"])
        if gap == "#":
            self.comments += len(parts) == 2
            gap = f", # c{self.comments};{pad}" if len(parts) == 2 else ", "
        body = gap.join(parts)
        return f"{{{body}}}" if isinstance(value, dict) else f"[{body}]"

    def path(self, data: Any) -> tuple[str | int, ...]:
        """The path of something that stands there."""
        at: tuple[str | int, ...] = ()
        while isinstance(data, dict | list) and data and (not at or self.random.random() < 0.7):
            step = self.random.choice(list(data) if isinstance(data, dict) else range(len(data)))
            at, data = (*at, step), data[step]
        return at
