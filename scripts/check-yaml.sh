#!/bin/sh
# Holds the YAML that other programs read against their published schemas, offline. What newsdesk itself reads is
# looked at by `check`.
set -eu
against() {
    schema=$1
    shift
    .venv/bin/check-jsonschema --quiet --builtin-schema "vendor.$schema" "$@"
}
for home in . newsdesk/starter; do
    against github-workflows "$home"/.github/workflows/*.yml
    for form in "$home"/.github/ISSUE_TEMPLATE/*.yml; do
        case $form in
            */config.yml) against github-issue-config "$form" ;;
            *) against github-issue-forms "$form" ;;
        esac
    done
    against gitlab-ci --data-transform gitlab-ci "$home"/.gitlab-ci.yml
done
against dependabot .github/dependabot.yml
against citation-file-format CITATION.cff
