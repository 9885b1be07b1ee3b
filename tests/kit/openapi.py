"""The official OpenAPI document of the MT-MK API, as a judge of what is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from openapi_schema_validator import OAS30Validator


@dataclass(frozen=True)
class Official:
    """The schemas by name: `createMessage`, `outputData`, `outputArrayData`, `Events`."""

    components: dict[str, Any]

    @classmethod
    def read(cls, artefacts: Path) -> Official:
        text = (artefacts / "mt-mk-api/sdk-api-restful.yml").read_text(encoding="utf-8")
        return cls(cast("dict[str, Any]", _plain(yaml.safe_load(text)["components"])))

    def faults(self, schema: str, document: object) -> list[str]:
        whole = {"$ref": f"#/components/schemas/{schema}", "components": self.components}
        return [error.json_path for error in OAS30Validator(whole).iter_errors(document)]

    @property
    def scopes(self) -> set[str]:
        flows = self.components["securitySchemes"]["message_auth"]["flows"]
        return set(flows["clientCredentials"]["scopes"])


def _plain(schema: object) -> object:
    """Drop what stands beside a `$ref`: OpenAPI 3.0 ignores it, and here it is a misplaced list."""
    if isinstance(schema, dict):
        alone = {"$ref": schema["$ref"]} if "$ref" in schema else schema
        return {name: _plain(value) for name, value in alone.items()}
    return [_plain(one) for one in schema] if isinstance(schema, list) else schema
