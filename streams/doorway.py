"""A chosen port in front of a broker whose port cannot be chosen: clients begin here, the metadata leads them on."""

import socket
import threading
from typing import Self


class Doorway:
    """Forwards each connection to another address on this machine."""

    def __init__(self, port: int, target: str) -> None:
        host, _, number = target.rpartition(":")
        self._target = host, int(number)
        self._listener = socket.create_server(("127.0.0.1", port))

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                broker = socket.create_connection(self._target)
            except OSError:
                return
            for source, sink in ((client, broker), (broker, client)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        sink.close()
