"""Cited pages once an entry is finished: its sentences are a record's now, and evidence says what pages bear out."""

from contextlib import suppress
from dataclasses import replace

from newsdesk.desk.citing.writing import references_of
from newsdesk.desk.office import Desk, Performed
from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.model import Read
from newsdesk.model.codes import check_address
from newsdesk.store.cited.writing import known_pages


def compare_again(desk: Desk, entry: str) -> list[Performed]:
    """Compare each page whose text is on this machine with the entry that cites it, by the verb; no page is fetched.

    While an entry is a draft its sentences are nobody's: the evidence that was written then says nothing of them.
    """
    known, done = known_pages(desk.project.digests, desk.project.root), []
    for id, reference in references_of(desk, entry).items():
        with suppress(ValueError):  # what is no address has no page
            url = reference.get("url") if isinstance(reference, dict) else None
            address = address_key(check_address(url if isinstance(url, str) else ""))
            if (desk.project.captures / f"{capture_name(address)}.txt").is_file():
                part = address in known and known[address].read is Read.EXCERPT
                done.append(desk.perform("fingerprint", entry, f"--reference={id}", *(["--excerpt"] if part else [])))
    return done


def told_with(done: Performed, others: list[Performed]) -> Performed:
    """A verb with what came of others behind it: what stands in pages, and what does not."""
    stands = [line for one in others for line in one.said if ": stand" in line or not one.is_done]
    wrong = [line for one in others for line in one.complained]
    return replace(done, said=(*done.said, *stands), complained=(*done.complained, *wrong))
