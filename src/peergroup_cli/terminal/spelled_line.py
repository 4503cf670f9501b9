"""The line in which one types, shown so that nothing in it can steer the terminal.

This loads prompt_toolkit: import it where somebody is asked on the screen.
"""

from bisect import bisect_right
from itertools import accumulate

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from peergroup_cli.model.plain_text import steering_in


class SpelledLine(Processor):
    r"""Shows each steering sign of a line by its code, as `\u202e`; the text stays as it is.

    It may have been pasted, or it is a stored text that stands there to be corrected.
    """

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line as it is shown, and where in it each of its signs stands."""
        fragments = transformation_input.fragments
        codes = dict(steering_in("".join(part[1] for part in fragments)))
        if not codes:
            return Transformation(fragments)
        shown: StyleAndTextTuples = [
            (part[0], codes.get(place, part[1]))
            for place, part in enumerate(explode_text_fragments(fragments))
        ]
        starts = [0, *accumulate(len(part[1]) for part in shown)]
        last = len(shown)
        return Transformation(
            shown,
            # behind the last sign there may stand the cursor, and what other processors add
            source_to_display=lambda at: starts[min(at, last)] + max(at - last, 0),
            display_to_source=lambda at: bisect_right(starts, at) - 1 + max(at - starts[last], 0),
        )
