"""The domain of a trained model as JSON beside Rasa's YAML.

Rasa reads the domain of a model back with a YAML parser in plain Python, three times over, and checks
it against a schema: some six to ten seconds of each start, for a file that Rasa wrote itself. JSON of
the same content is read in a hundredth of it. A model without the JSON (trained by plain `rasa train`)
is read as ever.
"""

from __future__ import annotations

import functools
import json
from typing import Any

NAME = "domain.json"


def install() -> None:
    """Makes Rasa's provider of the domain write and read the JSON. Safe to call twice."""
    from rasa.graph_components.providers.domain_provider import DomainProvider
    from rasa.shared.core.domain import Domain
    from rasa.shared.utils.io import read_yaml_file

    if getattr(DomainProvider, "__steady__", False):
        return
    plain_persist, plain_load = DomainProvider._persist, DomainProvider.load

    def persist(self: Any, domain: Domain) -> None:
        plain_persist(self, domain)
        with self._model_storage.write_to(self._resource) as folder:
            # What reading the YAML gives, not what was written: the two differ in small ways (OrderedDict, numbers).
            content = read_yaml_file(folder / "domain.yml")
            (folder / NAME).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @functools.wraps(plain_load.__func__)  # type: ignore[attr-defined]  # Rasa checks the types that a component names
    def load(cls: Any, config: Any, model_storage: Any, resource: Any, execution_context: Any, **kwargs: Any) -> Any:
        with model_storage.read_from(resource) as folder:
            file = folder / NAME
            if file.is_file():
                return cls(model_storage, resource, Domain.from_dict(json.loads(file.read_text(encoding="utf-8"))))
        return plain_load(config, model_storage, resource, execution_context, **kwargs)

    DomainProvider._persist = persist  # type: ignore[method-assign]
    DomainProvider.load = classmethod(load)  # type: ignore[method-assign,assignment,arg-type]
    DomainProvider.__steady__ = True  # type: ignore[attr-defined]
