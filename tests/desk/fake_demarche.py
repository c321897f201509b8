"""The command line with a reader made by hand: `python -m tests.desk.fake_demarche read …`."""

from demarche.desk.cli import main
from demarche.service import Reader
from tests.service.fakes import FakePipeline, gather


def reader() -> Reader:
    """A reader that needs neither weights nor tables."""
    pipeline = FakePipeline()
    return Reader(pipeline=pipeline, coder=pipeline, gatherer=gather)


if __name__ == "__main__":
    main(obj=reader())
