import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from training import annotated

TEXT = "Norland's envoy met Sudland's king. On Monday the envoy left, Norland said."
ROW: dict[str, Any] = {
    "doc": "one",
    "sentence": "On Monday the envoy left, Norland said.",
    "anchor": "left",
    "type": "RETREAT",
    "actors": [{"text": "the envoy", "code": "NOR", "sector": "GOV"}],
    "recipients": [{"text": "Sudland", "code": "SUD", "sector": ""}],
    "status": "happened",
    "when": {"text": "On Monday", "start": "2020-01-06", "end": "2020-01-06"},
    "attribution": [{"text": "Norland", "code": "NOR"}],
    "core": True,
}


def corpora_with(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for corpus in annotated.CORPORA:
        rows = [{"doc": "one", "text": text, "published": "2020-01-07"}]
        content = "".join(json.dumps(row) + "\n" for row in rows[: corpus == "polnear-train"])
        (folder / f"{corpus}.jsonl.gz").write_bytes(gzip.compress(content.encode()))
    return folder


def kept(folder: Path, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return list(annotated.kept_as_places(rows, folder))


def test_no_word_of_the_text_is_kept(tmp_path: Path) -> None:
    [report] = kept(corpora_with(tmp_path, TEXT), ROW)
    assert "envoy" not in json.dumps(report)
    assert report["corpus"] == "polnear-train"


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = corpora_with(tmp_path / "corpora", TEXT)
    (tmp_path / "a.jsonl").write_text(json.dumps(kept(folder, ROW)[0]) + "\n")
    text, rows = annotated.reports(folder, tmp_path)["one"]
    assert text == TEXT
    assert rows == [{k: v for k, v in ROW.items() if k != "doc"}]


def test_a_changed_text_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps(kept(corpora_with(tmp_path / "old", TEXT), ROW)[0])
    (tmp_path / "a.jsonl").write_text(line + "\n")
    assert annotated.reports(corpora_with(tmp_path / "new", TEXT + "!"), tmp_path) == {}
    assert capsys.readouterr().err == "a.jsonl: one: the text is not the one\n"


def test_a_line_that_is_not_in_the_text_is_named_and_the_rest_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [report] = kept(corpora_with(tmp_path, TEXT), ROW | {"anchor": "stayed"}, ROW)
    assert len(report["events"]) == 1
    assert capsys.readouterr().err == "one: not in the text: 'stayed'\n"


@pytest.mark.parametrize(
    ("words", "start"),
    [("envoy", 50), ("Norland", 62), ("king", 30), ("Sudland", 20)],
    ids=["in the sentence", "nearest to the act", "before it", "before it, within a word"],
)
def test_words_are_found_in_the_sentence_or_last_before_it(words: str, start: int) -> None:
    place = annotated.nearest(TEXT, words, (36, len(TEXT)), 56)
    assert place == (start, start + len(words))


def test_words_are_found_whole_where_the_text_has_them_so() -> None:
    assert annotated.nearest("They said he left.", "he", (0, 18), 0) == (10, 12)
    with pytest.raises(ValueError, match="not in the text"):
        annotated.nearest("They said he left.", "", (0, 18), 0)
