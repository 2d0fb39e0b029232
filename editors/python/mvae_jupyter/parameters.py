"""Parameters of notebooks in the language of mvae, for papermill."""

import math

from papermill.engines import NBClientEngine
from papermill.exceptions import PapermillException
from papermill.translators import Translator, papermill_translators


class MvaeTranslator(Translator):
    """Turns Python values into assignments: texts, numbers, switches and lists."""

    @classmethod
    def translate_str(cls, val):
        escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
        return '"' + "".join(escapes.get(sign, sign if sign.isprintable() else f"\\u{{{ord(sign):X}}}") for sign in str(val)) + '"'

    @classmethod
    def translate_int(cls, val):
        return str(val)

    @classmethod
    def translate_float(cls, val):
        if not math.isfinite(val):
            raise PapermillException(f"mvae has no number {val}")
        return repr(val)

    @classmethod
    def translate_bool(cls, val):
        return "on" if val else "off"

    @classmethod
    def translate_none(cls, val):
        raise PapermillException("mvae has no value for nothing: leave the parameter out")

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(each) for each in val)}]"

    @classmethod
    def translate_tuple(cls, val):
        return cls.translate_list(val)

    @classmethod
    def translate_dict(cls, val):
        raise PapermillException("mvae has no dictionaries: give each entry as a parameter of its own")

    @classmethod
    def comment(cls, cmd_str):
        return f"# {cmd_str}".strip()


class MvaeEngine(NBClientEngine):
    """papermill's own; it stands here so that papermill loads this module."""


papermill_translators.register("mvae", MvaeTranslator)
