"""A mail server for the stories: takes letters at 127.0.0.1 and remembers them, and refuses where it is told to."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class Sink:
    """What was taken so far. `answer` may answer a command otherwise; `taken` hears of a letter before its sender."""

    port: int = 0
    letters: list[tuple[str, Message]] = field(default_factory=list)
    answer: Callable[[str], str | None] = lambda command: None
    taken: Callable[[Message], None] = lambda letter: None


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    """Run the server in a thread of its own."""
    sink = Sink()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            converse(self.rfile, self.wfile, sink)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        server.block_on_close = False
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield sink
        finally:
            server.shutdown()


def converse(lines, answers, sink: Sink) -> None:
    """Speak SMTP with one sender until it says farewell or is gone."""

    def say(words: str) -> None:
        answers.write(f"{words}\r\n".encode())
        answers.flush()

    try:
        say("220 sink")
        recipients: list[str] = []
        while line := lines.readline():
            command = line.decode().strip()
            verb = command[:4].upper()
            if refusal := sink.answer(command):
                say(refusal)
            elif verb == "RCPT":
                recipients.append(command.partition("<")[2].partition(">")[0])
                say("250 ok")
            elif verb == "DATA":
                say("354 go on")
                take(lines, recipients, sink)
                recipients = []
                say("250 taken")
            elif verb == "QUIT":
                say("221 farewell")
                return
            else:
                say("250 sink")
    except OSError:
        return


def take(lines, recipients: list[str], sink: Sink) -> None:
    body = b""
    while (line := lines.readline()) != b".\r\n":
        if not line:
            raise ConnectionError
        body += line.removeprefix(b".") if line.startswith(b"..") else line
    letter = message_from_bytes(body)
    sink.letters += [(recipient, letter) for recipient in recipients]
    sink.taken(letter)
