// Says how far the collection is read, and opens the page that was asked for when it is there.
const place = document.getElementById("arriving");

const look = async () => {
  try {
    const { here, said } = await (await fetch("/api/arriving")).json();
    if (here) return location.reload();
    if (place.textContent !== said) place.textContent = said;
  } catch {
    // The desk was stopped: it may come back at the same place.
  }
  setTimeout(look, 500);
};
look();
