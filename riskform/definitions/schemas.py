"""The JSON Schema (draft 2020-12) of each kind of definition file, for editors.

It is made from the shapes that `check` reads the files by, so that the two never part. What a
schema can't know (that a question exists, that a condition makes sense) is for `check` to say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.conditions.words import RESERVED_IDS, RESERVED_OPTIONS
from riskform.definitions.contacts import CONTACTS_FILE, ContactsShape
from riskform.definitions.overlay_shapes import OverlayShape
from riskform.definitions.shapes import FormShape, GuidanceShape, LevelsShape, SectionShape
from riskform.definitions.smart_rules import SmartRules
from riskform.definitions.smart_scenarios import SmartScenarioShape
from riskform.definitions.values_written import ID_OF

__all__ = ["KINDS_OF_FILE", "KindOfFile", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CAPITAL = re.compile(r"(?<!^)([A-Z])")
_RESERVED: Mapping[str, frozenset[str]] = {
    **RESERVED_IDS,
    # Each item of a list has an id of its own.
    "field": RESERVED_IDS["field"] | {"id"},
    "option": RESERVED_OPTIONS,
}


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """A kind of definition file: its shape, and where in a definitions folder such files stand."""

    name: str
    title: str
    where: str
    shape: type[BaseModel]


KINDS_OF_FILE: Mapping[str, KindOfFile] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            KindOfFile("section", "A section of a form", "sections/*.yaml", SectionShape),
            KindOfFile("form", "A form", "*/form.yaml", FormShape),
            KindOfFile("scenario", "A test of a form", "*/scenarios/*.yaml", ScenarioShape),
            KindOfFile("guidance", "Guidance", "guidance/*.yaml", GuidanceShape),
            KindOfFile("agency", "What an agency adds", "agencies/*.yaml", OverlayShape),
            KindOfFile("levels", "The levels of need", "levels.yaml", LevelsShape),
            KindOfFile("contacts", "Whom to ring", CONTACTS_FILE, ContactsShape),
            KindOfFile("smart_rules", "The SMART checks", "smart_rules.yaml", SmartRules),
            KindOfFile(
                "smart_scenario",
                "A test of the SMART checks",
                "smart_scenarios/*.yaml",
                SmartScenarioShape,
            ),
        )
    }
)


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file; `kind` is a key of KINDS_OF_FILE."""
    file = KINDS_OF_FILE[kind]
    may_be_empty = getattr(file.shape, "may_be_empty", False)
    made = file.shape.model_json_schema(schema_generator=_Lenient if may_be_empty else _Strict)
    return {"$schema": DIALECT, "title": file.title, **_for_authors(made)}


def _for_authors(schema: Any) -> Any:  # noqa: ANN401 - any JSON comes and goes.
    """Return the schema with what only riskform knows in an author's words.

    These are the words that an id may not be, in place of whose id it is; and the names of its
    parts, which editors offer: `finding`, not the name of a class.
    """
    if isinstance(schema, list):
        return [_for_authors(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _for_authors(part) for key, part in schema.items() if key != ID_OF}
    if "$defs" in made:
        made["$defs"] = {_part_name(name): part for name, part in made["$defs"].items()}
    if "$ref" in made:
        start, _, name = made["$ref"].rpartition("/")
        made["$ref"] = f"{start}/{_part_name(name)}"
    if ID_OF in schema:
        made["not"] = {"enum": sorted(_RESERVED[schema[ID_OF]])}
    return made


def _part_name(class_name: str) -> str:
    return _CAPITAL.sub(r"_\1", class_name.removesuffix("Shape")).lower()


class _Strict(GenerateJsonSchema):
    """Writes schemas as authors need them: an empty key is a mistake, and no class has a name."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return what may stand there; a key that is not needed is left out, never left empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema with its default where that is a word, a number or yes or no."""
        made = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**made, "default": default} if isinstance(default, str | int) else made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return keys by author's names: what each key may be, and what each value is."""
        names = self.generate_inner(schema["keys_schema"])
        # A key is always text in JSON. In YAML, editors take `1:` for a number, and mark it.
        names.pop("type", None)
        return {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the keys of a shape without the name of its class."""
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's.
        """Tell that the description says enough."""
        return False


class _Lenient(_Strict):
    """Writes schemas of cases, in which a key may have nothing after it."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return what may stand there, or nothing."""
        return {"anyOf": [self.generate_inner(schema["schema"]), {"type": "null"}]}
