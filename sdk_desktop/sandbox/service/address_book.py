"""SDK Adressbok as a service: all organisations, in pages small enough that clients must page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.formats.address_api import (
    number_words,
    write_code_system,
    write_function,
    write_list,
    write_organisation,
)
from sdk_desktop.sandbox.cast.organisations import functions, organisations
from sdk_desktop.sandbox.service.resources_json import json_response

PAGE_SIZE = 8
_PAGE = "page[number]"


class AddressBookService:
    """Answers organizations, addresses and codesystems; open to all, read only."""

    def page(self, request: Request, collection: str) -> Response:
        """Answer with one page, `page[number]` from 1, and where the next one is."""
        resources = _collections().get(collection)
        if resources is None:
            raise NotFound
        number = request.args.get(_PAGE, default=1, type=int)
        last = -(-len(resources) // PAGE_SIZE)
        if not 1 <= number <= last:
            raise BadRequest
        first_url, self_url, next_url, last_url = (
            f"{request.base_url}?{_PAGE}={n}" for n in (1, number, number + 1, last)
        )
        body = write_list(
            resources[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
            self_url=self_url,
            first_url=first_url,
            next_url=next_url if number < last else "",
        )
        return json_response(body | {"links": {**_links(body), "last": last_url}})


@cache
def _collections() -> Mapping[str, Sequence[Mapping[str, object]]]:
    """Return all that is listed: the same in every sandbox."""
    codes = number_words(word for function in functions() for word in function.search_words)
    return {
        "organizations": [write_organisation(one) for one in organisations()],
        "addresses": [write_function(one, codes) for one in functions()],
        "codesystems": [write_code_system("sokord", "Sökord", codes)],
    }


def _links(body: Mapping[str, object]) -> Mapping[str, object]:
    links = body["links"]
    return links if isinstance(links, Mapping) else {}
