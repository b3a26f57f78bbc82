#!/bin/sh
# Checks the HTML of a built site with the Nu Html Checker (vnu.jar, needs Java): npm install vnu-jar.
# Three faults of the theme's own on every page are left out; anything else fails.
#   scripts/check-html.sh path/to/vnu.jar [site]
set -eu
jar=${1:?"Usage: scripts/check-html.sh path/to/vnu.jar [site]"}
site=${2:-site}
if [ ! -f "$site/index.html" ]; then
  echo "There is no site in $site: run make site first." >&2
  exit 1
fi
java -jar "$jar" --errors-only --skip-non-html --format gnu \
  --filterpattern '.*(Attribute .autocomplete. is only allowed|The value of the .for. attribute of the .label. element|Bad value .* for attribute .tabindex. on element .label.).*' \
  "$site"
echo "No fault in the HTML of $site."
