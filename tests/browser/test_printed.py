"""The agenda on paper: two months of a branch as a table take two sheets, with nothing on them that one cannot press there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_two_months_of_a_branch_fit_on_two_sheets(visit):
    next_month = timezone.localdate().replace(day=1) + timedelta(days=31)
    page = visit(f"/fr/agenda/?vue=mois&antenne=lille&mois={next_month:%Y-%m}")
    page.emulate_media(media="print")

    sheets = page.pdf(format="A4")

    assert len(re.findall(rb"/Type /Page\b(?!s)", sheets)) == 2
    assert page.get_by_role("heading", name="L’agenda sur votre téléphone").count() == 0
