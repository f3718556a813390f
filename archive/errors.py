"""The one family of errors that a person is meant to read."""


class ArchiveError(Exception):
    """A clear sentence with the value that is wrong and the remedy. The command prints it and exits with
    1."""


class CollectionError(ArchiveError):
    """What is wrong with a collection."""
