"""OLX as it is: what is wrong in it stands where the author wrote it."""

from __future__ import annotations

import pytest
from lxml import etree

from moocfab.kinds.raw.malformed import said
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import Malformed, parse
from tests.kinds.conftest import Placed

RAW = KINDS["raw"]


def raw(olx: str, *lines: str) -> str:
    return "\n".join([":::{raw}", "---", "id: brut", "reason: un essai", *lines, "---", olx, ":::"])


def findings(placed: Placed, olx: str, target: str = "fun", *lines: str) -> list[str]:
    (context,) = placed(raw(olx, *lines), target)
    assert context.element is not None
    RAW.check(context.element.spec, context)
    return [f"{f.location.line}:{f.location.column} {f.rule.slug}" for f in context.site.findings]


def test_findings_stand_at_the_start_tag_even_over_several_lines(placed: Placed) -> None:
    olx = '<problem>\n  <!-- <label> -->\n  <p>a</p><label\n    class="x">b</label>\n</problem>'
    assert findings(placed, olx) == ["8:11 raw-label"]
    assert findings(placed, olx, "openedx") == []


@pytest.mark.parametrize("olx", ["<a>&nbsp;</a>", "<a><b></a>", "<a", "<a b=1/>", "<a/><b/>", "texte", "<a>1 < 2</a>"])
def test_what_the_parser_says_is_said_in_plain_words(placed: Placed, olx: str) -> None:
    assert [line.partition(" ")[2] for line in findings(placed, olx)] == ["raw-malformed"]
    with pytest.raises(Malformed) as error:
        parse(olx)
    text = said(error.value.problem)
    assert text.fr != text.en
    assert "line" not in text.fr


def test_doctype_is_refused(placed: Placed) -> None:
    olx = '<!DOCTYPE html [<!ENTITY x SYSTEM "/etc/passwd">]><html>&x;</html>'
    assert findings(placed, olx) == ["6:1 raw-malformed"]


def test_files_get_their_published_names(placed: Placed) -> None:
    olx = '<html><img src="/static/images/chronogramme.svg" alt="…"/> (/static/images/chronogramme.svg)</html>'
    (context,) = placed(raw(olx, "files: [images/chronogramme.svg]"))
    assert context.element is not None
    RAW.check(context.element.spec, context)
    text = etree.tostring(RAW.write(context.element.spec, context).element, encoding="unicode")
    assert text.count("/static/modules_1-premiers-pas_images_chronogramme.svg") == 2
    assert context.site.findings == []
    assert list(context.site.statics.published()) == ["modules_1-premiers-pas_images_chronogramme.svg"]


def test_pure_xblock_says_its_family(placed: Placed) -> None:
    (context,) = placed(raw('<lti_consumer lti_id="a" launch_url="https://lti.exemple.org"/>'))
    assert context.element is not None
    assert RAW.write(context.element.spec, context).element.get("xblock-family") == "xblock.v1"


@pytest.mark.parametrize("text", ["Il coûte 5 $ ou 6 $.", "<script>var $a$ = 1;</script>", r"\(a\) et 3 $"])
def test_a_dollar_is_no_formula(placed: Placed, text: str) -> None:
    assert findings(placed, f"<html><p>{text}</p></html>") == []


def test_any_component_is_read_as_it_is() -> None:
    fields = RAW.read(parse('<poll url_name="p" display_name="Avis"><a src="/static/x.png"/></poll>'), None)
    assert fields is not None
    assert fields["olx"] == '<poll><a src="/static/x.png"/></poll>'
    assert (fields["title"], fields["files"]) == ("Avis", ["/static/x.png"])
    assert RAW.read(parse("<vertical/>"), None) is None
