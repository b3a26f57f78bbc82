"""How far two readers agree: codings come in, Krippendorff's alpha of each field goes out."""

from collections.abc import Sequence

from newsdesk.model.codings import ENOUGH, FIELDS, Agreement, Codings, FieldAgreement, SecondCoding
from newsdesk.problems import Refusal, setting_up


def agreed(codings: Codings) -> Codings:
    """The same codings with how far they agree; without, where there are fewer than 30.

    Refusal where the library that works it out is not installed.
    """
    pairs = codings.pairs
    if len(pairs) < ENOUGH:
        return codings.model_copy(update={"agreement": None})
    fields = {field: agreement_in(pairs, field) for field in FIELDS}
    made = Agreement(sources=len(pairs), entries=len(codings.codings), **fields, basis=codings.basis)
    return codings.model_copy(update={"agreement": made})


def agreement_in(pairs: Sequence[SecondCoding], field: str) -> FieldAgreement:
    """How far two readers agree in a field, by Krippendorff's alpha for values without an order."""
    # Imported here: it brings numpy, and only who records the thirtieth coding needs it.
    try:
        import krippendorff
    except ImportError:
        raise Refusal(
            "To work out the agreement needs krippendorff, which is not installed. Install the extra, once:\n"
            f"    {setting_up('coding')}"
        ) from None
    first, second = ([str(getattr(getattr(pair, which), field)) for pair in pairs] for which in ("first", "second"))
    same = sum(one == other for one, other in zip(first, second, strict=True))
    values = sorted({*first, *second})
    if len(values) < 2:  # there was nothing to tell apart, and so nothing that chance could have done
        return FieldAgreement(same=same, alpha=None)
    numbers = [[values.index(value) for value in row] for row in (first, second)]
    alpha = float(krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal"))
    return FieldAgreement(same=same, alpha=_said(alpha))


def _said(alpha: float) -> str:
    said = f"{alpha:.2f}"
    return "0.00" if said == "-0.00" else said
