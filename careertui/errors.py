"""The errors that are meant for a person: one sentence of what happened, one of what to do."""


class CareerError(Exception):
    """Something the person can be told about, in words.

    Attributes:
        message: what happened, to which record, file or line, and what was kept.
        hint: what to do next; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InvalidRecordError(CareerError):
    """A record that breaks a rule of its kind.

    Attributes:
        fields: what is wrong, by field name; a rule over several fields stands under "".
    """

    def __init__(self, message: str, hint: str = "", *, fields: dict[str, str] | None = None) -> None:
        super().__init__(message, hint)
        self.fields = fields or {}


class NotFoundError(CareerError):
    """No record, kind or file answers to what was asked for."""


class RefusedError(CareerError):
    """The request is understood and cannot be carried out now; the message says why."""


class StoreError(CareerError):
    """The store's files could not be read, written or locked; what was on the disk is unharmed."""


class TerminalError(CareerError):
    """The screens cannot be drawn where they were asked for: there is no terminal, or not enough of one."""


class WrongPassphraseError(RefusedError):
    """The passphrase does not open the career; nothing was read, set aside or changed."""
