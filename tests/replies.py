"""Replies: JSON of any form, with the words that services use, for properties of their readers."""

from hypothesis import strategies as st

WORDS = [
    "choices",
    "message",
    "content",
    "finish_reason",
    "error",
    "code",
    "param",
    "id",
    "responseData",
    "translatedText",
    "responseStatus",
    "responseDetails",
    "error_code",
    "error_msg",
    "trans_result",
    "dst",
]
SAID = ["", "stop", "да", '{"1": "да"}', "400", "403", "54003", "MYMEMORY WARNING: NO"]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(SAID),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
    ),
    max_leaves=12,
)
