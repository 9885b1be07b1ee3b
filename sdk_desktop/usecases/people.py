"""Who may open the store, and how: enrolling, removing, new passphrases, cards, recovery key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sdk_desktop.auth.sign_in import SignIn
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import (
    CardProof,
    EnrolledPerson,
    Enrolment,
    LoginProof,
    PassphraseProof,
    Purpose,
    Way,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.person_name import refuse_taken
from sdk_desktop.domain.roles import PersonRole, Role
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.files.disk_space import DiskSpace


@dataclass(frozen=True, slots=True)
class EnrolledPeople:
    """The people of a store, this computer's ways to sign in, and the state of the recovery key.

    `recovery_confirmed`: somebody has shown that they have the newest recovery key on paper;
    `recovery_renewed`: until they do, the one before it opens, too.
    """

    people: tuple[EnrolledPerson, ...]
    ways: frozenset[Way]
    recovery_confirmed: bool
    recovery_renewed: bool = False
    roles: Mapping[str, PersonRole] = field(default_factory=dict)

    def role(self, who: str) -> PersonRole:
        """Return what a person may do; who has never signed in is a handler."""
        return self.roles.get(who, PersonRole(Role.HANDLER))


class People:
    """Changes who may sign in; each change needs a fresh proof and is recorded."""

    def __init__(self, store: Store, actor: Actor, sign_in: SignIn, disk: DiskSpace) -> None:
        """Work on a store's key file as a person; `disk` is the one that both lie on."""
        self._store = store
        self._disk = disk
        self._actor = actor
        self._sign_in = sign_in

    def enrolled(self) -> EnrolledPeople:
        """Return who may sign in and how."""
        sign_in, recovery = self._sign_in, self._sign_in.recovery
        with self._store.read() as stored:
            roles = stored.colleagues.roles()
        return EnrolledPeople(
            sign_in.enrolled(), sign_in.ways, recovery.is_confirmed(), recovery.is_renewed(), roles
        )

    def begin(self, who: str) -> Enrolment:
        """Return the secret for a new person's authenticator; nothing is stored yet."""
        self._administer()
        enrolment = self._sign_in.passphrase.begin(who)
        refuse_taken(enrolment.who, self._sign_in.keys.people())
        return enrolment

    def enrol(self, enrolment: Enrolment, passphrase: str, code: str) -> None:
        """Enrol a new person with a passphrase and an authenticator."""
        self._administer()
        step = self._sign_in.passphrase.first_step(enrolment, passphrase, code)
        with self._recorded(AuditKind.ENROLLED, enrolment.who, Way.PASSPHRASE):
            refuse_taken(enrolment.who, self._sign_in.keys.people())
            self._sign_in.passphrase.enrol(enrolment, passphrase, step, self._store.key)

    def change_passphrase(self, proof: PassphraseProof, passphrase: str) -> None:
        """Set a new passphrase for the person who works here; the store stays as it is."""
        with self._recorded(AuditKind.KEYS_CHANGED, self._actor.who, Way.PASSPHRASE):
            self._sign_in.passphrase.change(self._actor.who, proof, passphrase)

    def add_card(self, proof: CardProof) -> None:
        """Enrol the card in the reader as a way in for the person who works here."""
        self._administer(Role.READER)
        if self._sign_in.card is None:
            raise Refused("This way to sign in is not set up on this computer.")
        with self._recorded(AuditKind.KEYS_CHANGED, self._actor.who, Way.CARD):
            self._sign_in.card.enrol(self._actor.who, proof.pin, self._store.key)

    def add_login(self, proof: LoginProof) -> None:
        """Enrol the organisation's login as a way in for the person who works here."""
        self._administer(Role.READER)
        if self._sign_in.login is None:
            raise Refused("This way to sign in is not set up on this computer.")
        need = self._actor.policy.need(Purpose.ADMINISTER)
        with self._recorded(AuditKind.KEYS_CHANGED, self._actor.who, Way.LOGIN):
            self._sign_in.login.enrol(self._actor.who, proof, need, self._store.key)

    def remove(self, who: str, way: Way | None = None) -> None:
        """Remove one or all of a person's ways in; one's own ways may be removed by anybody.

        Raise `Refused` when nobody who is left would be a manager.
        """
        own_way = who == self._actor.who and way is not None
        with self._sign_in.keys.alone():
            self._administer(Role.READER if own_way else Role.MANAGER)
            left = {one.who: set(one.ways) - {way} for one in self._sign_in.keys.enrolled()}
            if way is None or not left.get(who):
                self._refuse_last_manager(who)
            with self._recorded(AuditKind.REMOVED, who, way):
                self._sign_in.remove(who, way)

    def give_role(self, who: str, role: Role, mailbox: str = "") -> None:
        """Give a person a role in every mailbox, or a higher one in a single mailbox.

        Raise `Refused` when nobody would be a manager any longer.
        """
        with self._sign_in.keys.alone():  # another window may be about to change the last but one
            self._administer()
            if who not in self._sign_in.keys.people():
                raise Refused("There is nobody of that name here.")
            if role is not Role.MANAGER and not mailbox:
                self._refuse_last_manager(who)
            self._refuse_unknown(mailbox)
            given = {"mailbox": mailbox, "detail": f"{who} ({role})"}
            with self._store.begin() as stored:
                before = stored.colleagues.roles().get(who)
                stored.colleagues.give_role(who, role, mailbox)
                if stored.colleagues.roles()[who] != before:
                    stored.audit.add(self._actor.event(AuditKind.ROLE_CHANGED, **given))

    def renew_recovery(self) -> str:
        """Make a new recovery key to be printed; the old one opens until it is confirmed."""
        self._administer()
        with self._recorded(AuditKind.RECOVERY_KEY, self._actor.who):
            return self._sign_in.recovery.renew(self._store.key)

    def confirm_recovery(self, text: str) -> None:
        """Note that somebody has the recovery key on paper: `text` is what they typed from it.

        It is recorded where an older one opens nothing from then on.
        """
        self._actor.require(Role.MANAGER)
        renewed = self._sign_in.recovery.is_renewed()
        with self._both() as stored:
            self._sign_in.recovery.confirm(text)
            if renewed and not self._sign_in.recovery.is_renewed():
                kind, detail = AuditKind.RECOVERY_CONFIRMED, self._actor.who
                stored.audit.add(self._actor.event(kind, detail=detail))

    def _administer(self, role: Role = Role.MANAGER) -> None:
        administer(self._actor, self._sign_in, role)

    def _refuse_unknown(self, address: str) -> None:
        with self._store.read() as stored:
            known = {"", *(one.address for one in stored.mailboxes.all())}
        if address not in known:
            raise Refused("There is no such mailbox in the settings: {address}", address=address)

    def _refuse_last_manager(self, who: str) -> None:
        """Raise `Refused` when somebody is the only manager; key files keep the last person."""
        others = set(self._sign_in.keys.people()) - {who}
        with self._store.read() as stored:
            managers = {
                name
                for name, role in stored.colleagues.roles().items()
                if role.everywhere is Role.MANAGER
            }
        if others and not managers & others:
            raise Refused("{name} is the only manager. Make somebody else one first.", name=who)

    @contextmanager
    def _recorded(self, kind: AuditKind, whom: str, way: Way | None = None) -> Iterator[None]:
        """Record what the block changes; where the store takes no record, nothing is changed."""
        detail = f"{whom} ({way})" if way else whom
        with self._both() as stored:
            stored.audit.add(self._actor.event(kind, detail=detail))
            if kind is AuditKind.ENROLLED:  # whoever had that name before is another
                stored.colleagues.leave(whom, self._actor.clock())
                stored.colleagues.id_of(whom)
            yield
            if whom not in self._sign_in.keys.people():
                stored.colleagues.leave(whom, self._actor.clock())

    @contextmanager
    def _both(self) -> Iterator[Transaction]:
        """Work on the key file and the store, which at its very end says that there is no room."""
        self._disk.refuse_without_room()
        with self._sign_in.keys.alone(), self._store.begin() as stored:
            yield stored


def administer(actor: Actor, sign_in: SignIn, role: Role = Role.MANAGER) -> None:
    """Raise when the person has been removed meanwhile, may not, or has no fresh proof."""
    refuse_removed(actor, sign_in)
    actor.require(role, Purpose.ADMINISTER)


def refuse_removed(actor: Actor, sign_in: SignIn) -> None:
    """Raise `Refused` when the person has been removed meanwhile."""
    if actor.who not in sign_in.keys.people():
        raise Refused("You have been removed: you may not sign in here any longer.")
