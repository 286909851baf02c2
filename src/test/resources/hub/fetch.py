"""Fetches all mail and deletes it: PORT CA USER PASSWORD. Prints the subject of each mail that is whole, "broken" for one that is not."""
import poplib
import ssl
import sys

port, ca, user, password = sys.argv[1:]
server = poplib.POP3_SSL("localhost", int(port), timeout=60, context=ssl.create_default_context(cafile=ca))
server.user(user)
server.pass_(password)
for number in range(1, server.stat()[0] + 1):
    lines = server.retr(number)[1]
    name = next(line for line in lines if line.startswith(b"Subject: ")).decode()[len("Subject: "):]
    print(name if lines[-1].decode() == "end of " + name else "broken " + name)
    server.dele(number)
server.quit()
