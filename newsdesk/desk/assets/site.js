// While the site is made for the first time this page waits for it, and leads there once it is.

const LOOK_AGAIN = 2000;
const look = async () => {
  const answer = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
  // A redirect leads to the site; what went wrong is said by the page itself.
  if (answer && (answer.type === "opaqueredirect" || !answer.ok)) location.reload();
  else setTimeout(look, LOOK_AGAIN);
};
if (document.getElementById("waiting")) setTimeout(look, LOOK_AGAIN);
