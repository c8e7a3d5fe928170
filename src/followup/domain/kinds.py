"""The kinds of follow-up: what the list calls each, and which have no note."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` costs 8 ms

NAMES = {
    "prep": "prepare",
    "thank_you": "thank-you",
    "check_in": "check-in",
    "second_check_in": "second check-in",
    "close_out": "close or keep",
    "promised": "promised",
    "decline": "decline",
    "rejection_reply": "answer the no",
    "keep_in_touch": "keep in touch",
    "acknowledge_offer": "acknowledge offer",
    "decide_offer": "decide on offer",
    "timeline_changed": "tell of new timeline",
    "accept": "accept",
    "withdraw": "withdraw",
    "thank_references": "thank references",
}
"""What a kind is called on the list."""


NOT_WRITTEN = ("prep", "close_out", "decide_offer")
"""The kinds that no note is written for."""
