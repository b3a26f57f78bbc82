"""What somebody does on a page of the desk, counted from the events that the page receives."""

import json
from dataclasses import dataclass, field
from typing import Any

# An action is a key, a click, a paste or a selection outside of prose; a title in English is prose, too. Keys that move
# on from one prose field to another are counted apart. The click that a browser makes of Enter is no second action.
PROSE = "textarea[data-prose], [data-at='title_en.text'] input"
COUNTING = """(() => {
  window.acted ??= []; window.moved ??= [];
  const prose = (target) => target.closest?.(PROSE);
  let marked = "";
  document.addEventListener("keydown", (event) => {
    if (!event.isTrusted || ["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
    const isMove = event.ctrlKey && event.key === ".";
    if (isMove) moved.push(event.key);
    else if (event.ctrlKey && event.key === "v") return;
    else if (!prose(event.target) || event.ctrlKey) acted.push(`key ${event.key}`);
  }, true);
  document.addEventListener("mousedown", () => { marked = getSelection().toString(); }, true);
  document.addEventListener("click", (event) => {
    if (!event.isTrusted || !event.detail) return;
    const now = getSelection().toString();
    acted.push(now && now !== marked ? `selection ${now}` : `click ${event.target.textContent.trim().slice(0, 30)}`);
  }, true);
  document.addEventListener("paste", () => acted.push("paste"), true);
})()""".replace("PROSE", json.dumps(PROSE))
# Arrays that tell: what is pushed is kept by the test, over all pages that somebody walks through.
_TOLD = 'window.acted = {push: (one) => told("acted", one)}; window.moved = {push: (one) => told("moved", one)};'


@dataclass
class Acts:
    """What was done since it was last asked for."""

    acted: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def taken(self) -> list[str]:
        """The actions so far, which then count anew."""
        acted, self.acted = self.acted, []
        self.moved.clear()
        return acted


def acts_in(context: Any) -> Acts:
    """Count on all pages that a context of a browser opens from now on."""
    acts = Acts()
    context.expose_function("told", lambda what, one: getattr(acts, what).append(one))
    context.add_init_script(f"{_TOLD} {COUNTING}")
    return acts


def paste(page: Any, words: str) -> None:
    """As a browser does it, without the clipboard of this machine."""
    page.evaluate(
        """words => {
          const data = new DataTransfer();
          data.setData("text/plain", words);
          const how = {clipboardData: data, bubbles: true, cancelable: true};
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        words,
    )


def marked(page: Any, words: str) -> None:
    """Select words of the article with the mouse."""
    paragraph = page.locator("#article p", has_text=words).first
    paragraph.scroll_into_view_if_needed()
    ends = paragraph.evaluate(
        """(one, words) => {
          const at = one.textContent.indexOf(words), range = document.createRange();
          const side = (from, to) => { range.setStart(one.firstChild, from); range.setEnd(one.firstChild, to);
            return range.getBoundingClientRect(); };
          const middle = (box) => box.top + box.height / 2;
          const [first, last] = [side(at, at + 1), side(at + words.length - 1, at + words.length)];
          return [first.left + 1, middle(first), last.right - 1, middle(last)];
        }""",
        words,
    )
    page.mouse.move(*ends[:2])
    page.mouse.down()
    page.mouse.move(*ends[2:], steps=4)
    page.mouse.up()
