"""`python -m tests.site [--short]`: the public site's promises, a table, and an exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from tests.faults.report import Line, conclude, say
from tests.site.answers import check_answers, check_freshness
from tests.site.browser import check_in_browser
from tests.site.lighthouse import check_lighthouse
from tests.site.place import Site, open_site
from tests.site.proofs import check_proofs
from tests.site.queries import check_queries
from tests.site.sharing import check_sharing

TRIALS: dict[str, Callable[[Site], Iterator[Line]]] = {
    "lighthouse": check_lighthouse,
    "browser": check_in_browser,
    "answers": check_answers,
    "queries": check_queries,
    "sharing": check_sharing,
    "freshness": check_freshness,
}
PROOFS = "proofs"


def check(names: list[str], *, short: bool) -> list[Line]:
    """What is measured on a site, then the rules that tests prove."""
    lines: list[Line] = []
    if set(names) - {PROOFS}:
        with open_site(short=short) as site:
            say("check-site", f"the demo stands at {site.base}")
            for name in [one for one in TRIALS if one in names]:
                for line in TRIALS[name](site):
                    lines.append(line)
                    say(name, f"{line.where}: {line.promise}: {line.figure} ({line.bound})")
    if PROOFS in names:
        lines += check_proofs(short=short)
    return lines


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.site")
    parser.add_argument("--short", action="store_true", help="what CI runs, in three minutes")
    parser.add_argument("--only", action="append", choices=[*TRIALS, PROOFS], help="one trial; may be repeated")
    args = parser.parse_args()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return conclude("check-site", check(args.only or [*TRIALS, PROOFS], short=args.short))


if __name__ == "__main__":
    sys.exit(main())
