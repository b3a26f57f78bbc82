// Words that are selected in a text on the page: the last ones count, for a press on a button takes a selection away.

// `read` makes of a range what is kept of it; `toolbar` is what holds the buttons, which leave the selection as it is.
// {last(): what was read of the last words that were selected there, or null}
export const lastSelected = (place, toolbar, read) => {
  let last = null;
  const look = () => {
    const selection = getSelection();
    if (!selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (place.contains(range.startContainer) && place.contains(range.endContainer)) last = range.collapsed ? null : read(range);
  };
  const told = () => (place.isConnected ? look() : document.removeEventListener("selectionchange", told));
  document.addEventListener("selectionchange", told);
  for (const press of ["pointerdown", "mousedown"]) toolbar.addEventListener(press, (event) => event.target.closest("button") && event.preventDefault());
  return {
    last: () => {
      look(); // the browser tells of a selection a little later
      return last;
    },
  };
};
