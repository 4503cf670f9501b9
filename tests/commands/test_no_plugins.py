"""No plugin of pydantic is looked for, whichever version of it is there."""

import os
import subprocess
import sys

EXPORT = (
    "from peergroup_cli.commands.shared.no_plugins import look_for_no_plugins; "
    "look_for_no_plugins(); "
    "from peergroup_cli.model.agenda import Step; Step(key='a', title='b'); "
)


def said(program: str, **variables: str) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYDANTIC_DISABLE_PLUGINS"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_what_would_look_for_plugins_is_not_loaded() -> None:
    assert said(f"{EXPORT} import sys; print('importlib.metadata' in sys.modules)") == "False"


def test_whoever_wants_plugins_can_have_them() -> None:
    program = f"{EXPORT} import sys; print(sys.modules['pydantic.plugin._loader'].__spec__.name)"
    assert said(program, PYDANTIC_DISABLE_PLUGINS="none") == "pydantic.plugin._loader"


def test_anything_else_that_is_asked_of_the_loader_is_its_own() -> None:
    program = f"{EXPORT} from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group"
    assert said(f"{program}; print(group)") == "pydantic"
