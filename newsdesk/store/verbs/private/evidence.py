"""Evidence without the hashes of a name: what else it bears out stays, as far as it tells nothing of the name."""

from typing import Any

from newsdesk.evidence import claims_in, seal_of, sealed
from newsdesk.evidence.fingerprint import key_of
from newsdesk.model import Evidence
from newsdesk.model.evidence import Compared, Fingerprint, PageEvidence

# What is kept of figures, dates and names of sentences.
OF_SENTENCES = tuple(Compared.model_fields.keys() - Fingerprint.model_fields.keys())

# Beside these, an author's name and the offices of whom it is may stand in what was compared as printed.
_LET_GO = (*OF_SENTENCES, "printed", "unprinted")


def without_name(raw: Any, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The fields of the evidence of an entry that change with its text: a name and what hung on it are let go.

    `before` and `after` are what the entry said and says. A quotation that was borne out stays so without whose it
    is; of sentences nothing is kept, since each hash may be one of the name. {} where nothing changes, or where the
    evidence is not as the tool wrote it.
    """
    try:
        evidence = Evidence.model_validate(raw)
    except ValueError:
        return {}
    if seal_of(evidence) != evidence.seal:
        return {}
    key = key_of(evidence.sha256)
    old, new = claims_in(before), claims_in(after)
    shown = {said.name_hash(key) for said in new.named}
    quotations = set(evidence.quotations)
    for was, now in zip(old.said, new.said, strict=True):
        if was.quotation and was.quotation_hash(key) in quotations:
            quotations = quotations - {was.quotation_hash(key)} | (
                {now.quotation_hash(key)} if now.quotation else set()
            )
    is_compared = evidence.summary == old.summary_hash(key)
    made = evidence.model_copy(
        update={
            "names": tuple(one for one in evidence.names if one in shown),
            "quotations": tuple(sorted(quotations)),
            "summary": new.summary_hash(key) if is_compared else evidence.summary,
            **dict.fromkeys(_LET_GO, ()),
        }
    )
    made = sealed(made)
    if made == evidence:
        return {}
    kept = made.model_dump(mode="json")
    fields = {name: kept[name] for name in ("names", "quotations", "summary", "seal")}
    return fields | {name: None for name in _LET_GO if name in raw}


def page_without_names(page: PageEvidence) -> PageEvidence:
    """The evidence of a cited page, with nothing of what sentences and passages were looked for in it."""
    return sealed(page.model_copy(update=dict.fromkeys((*OF_SENTENCES, "passages"), ())))
