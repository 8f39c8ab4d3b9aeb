"""The sample file, taken in once as the app takes it in."""

import pytest

from cx import intake
from cx.store.responses import Responses
from sample_data.make_feedback import DESTINATION


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Responses:
    folder = tmp_path_factory.mktemp("sample")
    received = intake.receive(DESTINATION, DESTINATION.name, folder)
    staged = intake.stage(received, intake.Reading(), folder)
    profiles = intake.profile(staged)
    recipe = intake.guess(profiles, staged.reading)
    loaded = intake.write(staged, profiles, recipe, folder)
    return Responses(
        loaded.path, loaded.schema, loaded.scale, loaded.digest, loaded.n_rows, loaded.currency
    )
