// What the frame does: colours before the first paint, tables that scroll, and parts that open when they are wanted.
(() => {
  const root = document.documentElement
  const KEY = "nd-colours"
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const states = (root.dataset.ndColours || "light").split(" ")
  let state = states[0]

  const kept = () => {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null // a browser that keeps nothing
    }
  }

  const paint = () => {
    const told = kept()
    if (states.includes(told)) state = told
    const isDark = state === "dark" || (state === "system" && dark.matches)
    root.dataset.mdColorScheme = isDark ? "slate" : "default"
    const button = document.querySelector(".nd-colours")
    if (!button) return
    button.hidden = false
    button.dataset.state = state
    button.title = button.dataset[state]
    button.setAttribute("aria-label", button.dataset[state])
  }

  const turn = () => {
    state = states[(states.indexOf(state) + 1) % states.length]
    try {
      localStorage.setItem(KEY, state)
    } catch {
      // It holds for this page.
    }
    paint()
  }

  // A table that is wider than the page scrolls by itself.
  const wrap = (table) => {
    const outer = document.createElement("div")
    const inner = document.createElement("div")
    outer.className = "md-typeset__scrollwrap"
    inner.className = "md-typeset__table"
    table.replaceWith(outer)
    outer.append(inner)
    inner.append(table)
  }

  const open = (element) => {
    for (let one = element; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true
  }

  const toTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target) return
    open(target)
    target.scrollIntoView()
  }

  // The part of the page that is read is marked in the table of contents.
  const follow = () => {
    const links = new Map()
    for (const link of document.querySelectorAll("#nd-toc a")) {
      const part = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (part) links.set(part, link)
    }
    const mark = () => {
      let last = null
      for (const [part, link] of links) {
        link.removeAttribute("aria-current")
        if (part.getBoundingClientRect().top < 120) last = link
      }
      last?.setAttribute("aria-current", "true")
    }
    if (links.size) addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true })
  }

  // The way back stands there once a reader who is far down turns back.
  const back = (link) => {
    let before = scrollY
    addEventListener(
      "scroll",
      () => {
        link.hidden = scrollY < 600 || scrollY >= before
        before = scrollY
      },
      { passive: true },
    )
  }

  paint()
  dark.addEventListener("change", paint)
  addEventListener("storage", (event) => event.key === KEY && paint())
  addEventListener("hashchange", toTarget)
  addEventListener("beforeprint", () => document.querySelectorAll("article details").forEach((one) => (one.open = true)))
  addEventListener("DOMContentLoaded", () => {
    paint()
    document.querySelector(".nd-colours")?.addEventListener("click", turn)
    document.querySelectorAll(".md-typeset table:not([class])").forEach(wrap)
    for (const link of document.querySelectorAll("#nd-toc a")) link.addEventListener("click", () => link.closest(":popover-open")?.hidePopover())
    follow()
    back(document.querySelector(".md-top"))
    if (location.hash) toTarget()
  })
})()
