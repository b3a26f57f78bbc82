// What the pages share that change what has gone out: why something was refused, beside the button that was pressed.

const lines = (element, text) => element.replaceChildren(...text.split("\n").flatMap((line, index) => (index ? [document.createElement("br"), line] : [line])));

// Shows why something was refused, where the form has its place for that.
export const refuse = (error, place = document.getElementById("refused")) => {
  if (!error.status && error.name !== "Error" && !(error.message)) throw error;
  place.hidden = false;
  lines(place, error.message);
  place.scrollIntoView({ block: "nearest" });
};

export const accept = (place = document.getElementById("refused")) => {
  place.hidden = true;
  place.replaceChildren();
};
