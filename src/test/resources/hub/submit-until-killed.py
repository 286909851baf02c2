"""Submits numbered mails over several connections until the server goes: PORT CA USER PASSWORD RECIPIENT PREFIX CONNECTIONS.
Prints "taken N" once mail N has its 250, and "unknown N" for the one that had no answer."""
import smtplib
import ssl
import sys
import threading

port, ca, user, password, recipient, prefix, connections = sys.argv[1:]
tls = ssl.create_default_context(cafile=ca)
lock = threading.Lock()


def say(word, name):
    with lock:
        print(word, name, flush=True)


def submit(number):
    with smtplib.SMTP_SSL("localhost", int(port), "client.test", timeout=30, context=tls) as server:
        server.login(user, password)
        count = 0
        while True:
            count += 1
            name = f"{prefix}-{number}-{count}"
            # Some are larger than what is held in memory.
            filler = "x" * 70 + "\r\n"
            body = filler * (5000 if count % 10 == 0 else 20)
            text = f"From: {user}\r\nTo: {recipient}\r\nSubject: {name}\r\n\r\n{body}end of {name}\r\n"
            try:
                server.sendmail(user, [recipient], text)
                say("taken", name)
            except (smtplib.SMTPException, OSError):
                say("unknown", name)
                return


def attempt(number):
    try:
        submit(number)
    except (smtplib.SMTPException, OSError):
        pass


threads = [threading.Thread(target=attempt, args=(n,)) for n in range(int(connections))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
