"""What the child process cannot show."""

from __future__ import annotations

from sdk_desktop.viewer.frames import ViewerProblem


class CannotShow(Exception):
    """What was asked for cannot be had; `problem` says why."""

    def __init__(self, problem: ViewerProblem) -> None:
        super().__init__(problem.name)
        self.problem = problem
