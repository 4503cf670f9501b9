"""A record that was packed away comes back as it was."""

import pickle

from peergroup_cli.model.meeting import Guideline, Guidelines


def test_a_record_comes_back_from_pickle_as_it_was() -> None:
    before = Guidelines(version=2, segment="check", lines=(Guideline(key="one", text="Ask"),))
    again: Guidelines = pickle.loads(pickle.dumps(before))
    assert again == before
    assert again.model_fields_set == before.model_fields_set
    assert again.with_line("two", "Listen") == before.with_line("two", "Listen")
    assert again.model_dump_json(exclude_unset=True) == before.model_dump_json(exclude_unset=True)
