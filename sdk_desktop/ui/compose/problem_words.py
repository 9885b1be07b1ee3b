"""The problems of a draft as sentences, and what is done about each."""

from __future__ import annotations

from sdk_desktop.domain.draft import Field, Problem, ProblemKind
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.dates_and_sizes import file_size
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.shown_names import recipient_words

UNFINISHED = frozenset(
    {
        ProblemKind.NO_RECIPIENT,
        ProblemKind.NO_LABEL,
        ProblemKind.NO_CONFIDENTIALITY,
        ProblemKind.NO_CONTENT,
        ProblemKind.REFERENCE_INCOMPLETE,
        ProblemKind.ROW_EMPTY,
        ProblemKind.UNCHOSEN_RECIPIENT,
        ProblemKind.PERSON_WITHOUT_NUMBER,
        ProblemKind.FILE_FORGOTTEN,
    }
)
"""Problems that every unfinished draft has; shown only after the user has tried to send."""

_WORDS = {
    ProblemKind.NO_RECIPIENT: (mark("No recipient is chosen."), mark("Choose a recipient")),
    ProblemKind.RECIPIENT_GONE: (
        mark("{detail} is no longer in the address book."),
        mark("Go to the recipients"),
    ),
    ProblemKind.OTHER_THAN_ASKED: (
        mark("The answer goes to {detail}. The question came from {offer}."),
        mark("Go to the recipients"),
    ),
    ProblemKind.UNUSUAL_RECIPIENT: (
        mark("You usually write to {offer}. This is {detail}."),
        mark("Go to the recipients"),
    ),
    ProblemKind.TO_OURSELVES: (
        mark("{detail} is the mailbox that the message is sent from."),
        mark("Go to the recipients"),
    ),
    ProblemKind.UNCHOSEN_RECIPIENT: (
        mark("“{detail}” stands in the field for recipients, but is none. It is not sent."),
        mark("Go to the recipients"),
    ),
    ProblemKind.PERSON_WITHOUT_NUMBER: (
        mark("{detail} has no number. The recipient may not know who it is."),
        mark("Go to the person"),
    ),
    ProblemKind.FILE_FORGOTTEN: (
        mark("The text says “{detail}”, but no file is attached."),
        mark("Go to the attachments"),
    ),
    ProblemKind.NO_LABEL: (mark("The subject is missing."), mark("Write a subject")),
    ProblemKind.LABEL_TOO_LONG: (
        mark("The subject is {detail} characters too long."),
        mark("Shorten the subject"),
    ),
    ProblemKind.LABEL_SENSITIVE: (
        mark(
            "The subject seems to hold a name or a personal number. It is shown in lists and"
            " notices."
        ),
        mark("Change the subject"),
    ),
    ProblemKind.NO_CONFIDENTIALITY: (
        mark("Nobody has said whether the message is confidential."),
        mark("Choose confidentiality"),
    ),
    ProblemKind.NO_CONTENT: (
        mark("The message has neither text nor attachment."),
        mark("Write the text"),
    ),
    ProblemKind.TOO_LARGE: (
        mark("The message is {detail} too large. Divide the attachments between messages."),
        mark("Go to the attachments"),
    ),
    ProblemKind.EMPTY_FILE: (
        mark("The file {detail} is empty."),
        mark("Go to the attachments"),
    ),
    ProblemKind.FILE_MISNAMED: (
        mark("{detail} is of another kind than its name says. It may not open at the recipient's."),
        mark("Go to the attachments"),
    ),
    ProblemKind.FILE_RUNS: (
        mark("{detail} is a program, or can run one. The recipient's system may stop the message."),
        mark("Go to the attachments"),
    ),
    ProblemKind.FILE_ARCHIVED: (
        mark(
            "{detail} is packed. The recipient may be unable to open it. Attach the files in it"
            " instead."
        ),
        mark("Go to the attachments"),
    ),
    ProblemKind.REFERENCE_INCOMPLETE: (
        mark("A reference lacks its number."),
        mark("Go to the reference"),
    ),
    ProblemKind.ROW_EMPTY: (
        mark("A row for a person or a reference is empty. It is not sent."),
        mark("Go to the row"),
    ),
    ProblemKind.NO_FUNCTION: (
        mark("{detail} gave no function address to answer to. Choose one in the address book."),
        mark("Choose a recipient"),
    ),
    ProblemKind.NOT_A_NUMBER: (
        mark("{detail} is not a number of the kind that was chosen. About whom is the case?"),
        mark("Go to the reference"),
    ),
    ProblemKind.CHECK_DIGIT: (
        mark("{detail} cannot be right: its last digit does not fit. About whom is the case?"),
        mark("Go to the reference"),
    ),
    ProblemKind.OTHER_NUMBER: (
        mark("{detail} is a number of another kind than the one that was chosen."),
        mark("Go to the reference"),
    ),
    ProblemKind.READS_DIFFERENTLY: (
        mark("Other programs may show this place differently: {detail}"),
        mark("Go to the text"),
    ),
    ProblemKind.BAD_CHARACTER: (
        mark("The message holds a character that cannot be sent."),
        mark("Go to the text"),
    ),
}
_FIXES = {
    Field.RECIPIENTS: mark("Go to the recipients"),
    Field.LABEL: mark("Change the subject"),
    Field.CONFIDENTIALITY: mark("Choose confidentiality"),
    Field.TEXT: mark("Go to the text"),
    Field.FILES: mark("Go to the attachments"),
    Field.REFERENCES: mark("Go to the reference"),
}
"""For rules of the specification that have no sentence of their own."""


_LIKELY = mark("{detail} is no longer in the address book. Probably {offer} has taken over.")


def problem_words(problem: Problem) -> str:
    """Return a problem as a sentence."""
    if problem.kind is ProblemKind.BROKEN_RULE:
        return tr(problem.detail)
    text = _WORDS[problem.kind][0]
    detail, offer = one_line(problem.detail, 80), ""
    if problem.kind is ProblemKind.TOO_LARGE and problem.detail.isdigit():
        detail = file_size(int(problem.detail))
    if problem.about is not None and problem.offer is not None:
        detail, offer = recipient_words(problem.about), recipient_words(problem.offer)
        text = _LIKELY if problem.kind is ProblemKind.RECIPIENT_GONE else text
    return tr(text).format(detail=detail, offer=offer)


def fix_words(problem: Problem) -> str:
    """Return the words on the button that mends a problem, or leads to where that is done."""
    if problem.offer is not None:
        name = one_line(problem.offer.function_label or problem.offer.function, 40)
        return tr("Switch to {name}").format(name=name)
    if problem.kind is ProblemKind.BROKEN_RULE:
        return tr(_FIXES[problem.field])
    return tr(_WORDS[problem.kind][1])
