{#- What Material writes into every page and is the same on all. MkDocs fills it in (static_templates);
    where nobody told it to, each page has it. -#}
{% import "partials/language.html" as lang with context %}
{% set features = config.theme.features or [] %}
{% set menu %}{% include "partials/nav.html" %}{% endset %}
{% set form %}{% if config.theme.palette and config.theme.palette is not mapping %}{% include "partials/palette.html" %}{% endif %}{% endset %}
{% set choice %}{% include "partials/javascripts/palette.html" %}{% endset %}
// What Material's script rests on, and the choice of colours, before the first paint.
(() => {
  document.documentElement.classList.replace("no-js", "js")
  const base = new URL({% if is_inline %}"{{ base_url }}", location{% else %}"../../", document.currentScript.src{% endif %}).href
  const scope = {% if config.extra.scope %}new URL({{ config.extra.scope | tojson }}, base){% else %}new URL(base){% endif %}

  // A browser that keeps nothing, or a page without an origin: the choice holds until the next page.
  const kept = (storage) => {
    try {
      return window[storage]
    } catch {
      return { getItem: () => null, setItem: () => {} }
    }
  }

  window.__md_scope = scope
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0)
  window.__md_get = (key, storage = kept("localStorage"), at = scope) => JSON.parse(storage.getItem(`${at.pathname}.${key}`))
  window.__md_set = (key, value, storage = kept("localStorage"), at = scope) => {
    try {
      storage.setItem(`${at.pathname}.${key}`, JSON.stringify(value))
    } catch {
      // It is full.
    }
  }
{% if not config.extra.version and "material/search" not in config.plugins %}
  const config = {{ {
    "features": features,
    "translations": {
      "clipboard.copy": lang.t("clipboard.copy"),
      "clipboard.copied": lang.t("clipboard.copied"),
      "search.result.placeholder": lang.t("search.result.placeholder"),
      "search.result.none": lang.t("search.result.none"),
      "search.result.one": lang.t("search.result.one"),
      "search.result.other": lang.t("search.result.other"),
      "search.result.more.one": lang.t("search.result.more.one"),
      "search.result.more.other": lang.t("search.result.more.other"),
      "search.result.term.missing": lang.t("search.result.term.missing"),
      "select.version": lang.t("select.version"),
    },
    "annotate": config.extra.annotate or none,
    "tags": config.extra.tags or none,
    "version": none,
  } | tojson }}
  const told = document.createElement("script")
  told.id = "__config"
  told.type = "application/json"
  told.textContent = JSON.stringify({ ...config, base })
  document.head.append(told)
{%- endif %}

  // The choice of colours, which works with a script only. Its marks and what it does are Material's.
  window.__nd_colours = () => {
    document.currentScript.insertAdjacentHTML("afterend", {{ form.split() | join(" ") | tojson }})
    {{ choice | replace("<script>", "") | replace("</script>", "") | trim }}
    // The mark of the choice is there before Material's script is.
    const ways = [...document.querySelectorAll("[data-md-component=palette] input")]
    const chosen = window.__md_get("__palette")
    const at = chosen?.index ?? ways.findIndex((way) => matchMedia(way.dataset.mdColorMedia).matches)
    const way = ways[Math.max(0, Math.min(at, ways.length - 1))]
    if (way) way.nextElementSibling.hidden = false
    // Who has chosen nothing has the colours of the system at once, and not when Material's script is there.
    if (way && !chosen) {
      const light = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"
      const follows = way.dataset.mdColorMedia === "(prefers-color-scheme)"
      const shown = follows && ways.find((one) => one.dataset.mdColorMedia === `(prefers-color-scheme: ${light})`)
      for (const name of ["scheme", "primary", "accent"])
        document.body.setAttribute(`data-md-color-${name}`, (shown || way).getAttribute(`data-md-color-${name}`))
    }
  }

  // The menu of a phone, with every page in it.
  window.__nd_menu = () => {
    const now = document.querySelector(".md-tabs__item--active a")?.href
    const menu = document.createElement("template")
    menu.innerHTML = {{ menu.split() | join(" ") | tojson }}
    for (const one of menu.content.querySelectorAll("a, img")) {
      const name = one.localName === "a" ? "href" : "src"
      one[name] = new URL(one.getAttribute(name), `${base}assets/newsdesk/`)
      if (one[name] === now) one.closest("li")?.classList.add("md-nav__item--active")
    }
    document.currentScript.replaceWith(menu.content)
  }

  // Before Material's script looks at the page.
  document.addEventListener("DOMContentLoaded", () => {
    // It takes every alternate, be it data or a feed, for the site in another language, and asks for a sitemap
    // beside it that is not there. With a second word in rel it leaves them alone.
    for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.relList.add("describedby")
    const target = document.getElementById(location.hash.slice(1))
    if (target?.name) target.checked = target.name.startsWith("__tabbed_")
  })
})()
