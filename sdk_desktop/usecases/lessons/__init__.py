"""The practice lessons: what somebody who is new has done already."""
