"""The command line with stand-ins behind the door: `python -m tests.desk.door.served serve …`."""

from demarche.desk.cli import main
from demarche.desk.door.rooms import Rooms
from tests.desk.door.standing_in import rooms

if __name__ == "__main__":
    Rooms.of_the_desk = rooms  # type: ignore[assignment]
    main()
