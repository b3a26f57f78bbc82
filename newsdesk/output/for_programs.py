"""What goes out for programs with packages of its own: settings come in, a Refusal goes out where one is missing."""

from importlib import import_module

from newsdesk.model.settings import Extra
from newsdesk.problems import Refusal, setting_up

_NEEDED = {"parquet": "arro3.io"}


def refuse_without(wanted: Extra) -> None:
    """Refuse to make what the settings ask for where its package is not installed."""
    for setting, package in _NEEDED.items():
        if not getattr(wanted, setting):
            continue
        try:
            import_module(package)
        except ImportError:
            raise Refusal(
                f"extra.{setting} in mkdocs.yml needs {package.partition('.')[0]}, which is not installed. Write false"
                f" there, or install the extra, once:\n    {setting_up('machines')}"
            ) from None
