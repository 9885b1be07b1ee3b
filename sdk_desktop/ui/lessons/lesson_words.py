"""What the lessons are called, what each step asks, and the certificate that ends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QLocale

from sdk_desktop.domain.dossier.paper import Heading, NamedValues, Paper, Paragraph
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.translation import mark, tr
from sdk_desktop.usecases.lessons.course import Lesson, LessonProgress, LessonStep

_TITLES = {
    Lesson.READING: mark("Open and read a message"),
    Lesson.FINDING: mark("Find a message"),
    Lesson.TAKING: mark("Take care of a message"),
    Lesson.ANSWERING: mark("Answer a message"),
    Lesson.WRITING: mark("Write to somebody new"),
    Lesson.REGRETTING: mark("Take back what you sent"),
    Lesson.REFUSED: mark("When the recipient rejects"),
    Lesson.UNANSWERED: mark("When no acknowledgement comes"),
    Lesson.REGISTERING: mark("Set a deadline and a diary number"),
    Lesson.LOCKING: mark("Lock when you leave"),
}
_REASONS = {
    Lesson.READING: mark(
        "Opening a message is recorded. So nothing opens only because you select it."
    ),
    Lesson.FINDING: mark("You search in all that has come and gone: subjects, texts, names."),
    Lesson.TAKING: mark("Colleagues see that you have a message. Then nobody else answers it."),
    Lesson.ANSWERING: mark(
        "Subject and references come along, so the answer finds the right case."
    ),
    Lesson.WRITING: mark("You find recipients by their name, their place or what they do."),
    Lesson.REGRETTING: mark("What you send leaves after 20 seconds. Until then you can regret it."),
    Lesson.REFUSED: mark("You see why it was rejected, and what you or your support can do."),
    Lesson.UNANSWERED: mark(
        "Sometimes nobody knows whether a message arrived. Call before you send it again."
    ),
    Lesson.REGISTERING: mark("What has come is registered at the latest the next working day."),
    Lesson.LOCKING: mark("Then nobody can read on your screen. What you were writing is kept."),
}
_STEPS = {
    LessonStep.OPEN: mark("Choose a message in the list and press Enter."),
    LessonStep.OPEN_FILE: mark("Open an attachment. It is not saved on the computer."),
    LessonStep.SEARCH: mark("Press Ctrl+F and write SIP."),
    LessonStep.OPEN_FOUND: mark("Open a message that was found."),
    LessonStep.TAKE: mark("Open a message that nobody has and press Ctrl+T."),
    LessonStep.WRITE_NOTE: mark("Choose “Write a note …” under “More”. It is never sent."),
    LessonStep.ANSWER: mark(
        "Open a message that has come and press Ctrl+R. Write, and send with Ctrl+Enter."
    ),
    LessonStep.SEE_ACCEPTED: mark("Wait until the answer is accepted. That takes some seconds."),
    LessonStep.SEND: mark("Press Ctrl+N and write to “Svarar alltid” at Övningsmyndigheten."),
    LessonStep.GET_REPLY: mark("Wait for the answer. It comes within a minute."),
    LessonStep.READ_REPLY: mark("Open the answer that came."),
    LessonStep.TAKE_BACK: mark("Send to “Svarar alltid” once more, and press Ctrl+Z at once."),
    LessonStep.SEND_REFUSED: mark(
        "Write to “Avvisar: filtyp som inte stöds” at Övningsmyndigheten."
    ),
    LessonStep.SEE_REFUSED: mark("Wait until it is rejected. That takes some seconds."),
    LessonStep.READ_REASON: mark("Open the rejected message under “Sent” and read why."),
    LessonStep.SEND_UNANSWERED: mark("Write to “Kvitterar aldrig” at Övningsmyndigheten."),
    LessonStep.SEE_UNANSWERED: mark("Wait about a minute, until the program no longer waits."),
    LessonStep.READ_ADVICE: mark("Open that message under “Sent” and read what you can do."),
    LessonStep.SET_DEADLINE: mark("Choose “To be answered by …” under “More”."),
    LessonStep.REGISTER: mark("Press Ctrl+D and write a diary number, such as SOC 2026/1."),
    LessonStep.LOCK: mark("Press Ctrl+L."),
    LessonStep.UNLOCK: mark("Unlock again."),
}


def lesson_title(lesson: Lesson) -> str:
    """Return what a lesson is called."""
    return tr(_TITLES[lesson])


def step_words(step: LessonStep) -> str:
    """Return what a step asks."""
    return tr(_STEPS[step])


def place_words(progress: Sequence[LessonProgress]) -> str:
    """Return where in the course somebody is, and what to do next."""
    for number, one in enumerate(progress, start=1):
        if one.next is not None:
            text = tr("Exercise {number} of {count}, {title}: {step}")
            return text.format(
                number=number,
                count=len(progress),
                title=lesson_title(one.lesson),
                step=step_words(one.next),
            )
    return tr("All exercises are done. The certificate is under “Exercises …”.")


def course_text(progress: Sequence[LessonProgress]) -> str:
    """Return the whole course with what is ticked, as limited Markdown."""
    return "\n\n".join("\n".join(_lesson(number, one)) for number, one in enumerate(progress, 1))


def certificate(name: str, progress: Sequence[LessonProgress]) -> Paper:
    """Return the certificate of somebody who has done every lesson."""
    title = tr("Certificate: exercises in SDK Desktop")
    times = [one.done for one in progress if one.done is not None]
    told = tr(
        "{name} has done all exercises of the practice mode of SDK Desktop, the last one {time}."
        " Each was ticked by the program when it had happened, as its audit trail says."
    ).format(name=one_line(name), time=date_and_time(max(times)))
    kept = tr(
        "Practice uses invented messages and sends nothing for real. The certificate says that the"
        " exercises were done on this computer, not who sat there: whoever signs it answers for"
        " that."
    )
    signed = "_" * 34
    return Paper(
        title=title,
        language=QLocale().name()[:2],
        parts=(
            Heading(title, 1),
            Paragraph(told),
            Heading(tr("Exercises")),
            NamedValues(tuple(_done(one) for one in progress)),
            Paragraph(kept),
            NamedValues(((tr("Signed by the manager"), signed), (tr("Date"), signed))),
        ),
        numbered=tr("Page {page} of {pages}"),
        cut="",
    )


def _done(one: LessonProgress) -> tuple[str, str]:
    return lesson_title(one.lesson), _time(one.done)


def _lesson(number: int, one: LessonProgress) -> Iterator[str]:
    mark_ = f" – {tr('done')}" if one.done else ""
    yield f"## {number}. {lesson_title(one.lesson)}{mark_}"
    yield ""
    yield tr(_REASONS[one.lesson])
    yield ""
    for step, time in one.steps.items():
        done = tr("Done {time}").format(time=_time(time)) if time else tr("To do")
        sign = "✓" if time else "○"
        yield f"{sign} {done}: {step_words(step)}"


def _time(time: datetime | None) -> str:
    return date_and_time(time) if time else ""
