"""Submits mail to localhost, as programs in Python do: submit.py PORT [starttls]; says what became of each attempt."""
import smtplib
import ssl
import sys

PORT = int(sys.argv[1])
TLS = ssl.create_default_context(cafile="ca.pem")
ALICE, BOB = "alice@hub.test", "bob@hub.test"
MESSAGE = open("mail.eml", "rb").read()


def connect(password=None):
    if sys.argv[2:] == ["starttls"]:
        server = smtplib.SMTP("localhost", PORT, "client.test", timeout=30)
        server.starttls(context=TLS)
    else:
        server = smtplib.SMTP_SSL("localhost", PORT, "client.test", timeout=30, context=TLS)
    if password:
        server.login(ALICE, password)
    return server


def attempt(name, password, sender, recipient, message):
    try:
        with connect(password) as server:
            server.sendmail(sender, [recipient], message)
        print(f"{name}: taken")
    except smtplib.SMTPRecipientsRefused as refused:
        print(f"{name}: {list(refused.recipients.values())[0][0]}")
    except smtplib.SMTPResponseException as refused:
        print(f"{name}: {refused.smtp_code}")


attempt("no login", None, ALICE, BOB, MESSAGE)
attempt("wrong password", "wonderland", ALICE, BOB, MESSAGE)
attempt("another sender", "wonder land", BOB, BOB, MESSAGE)
attempt("another recipient", "wonder land", ALICE, "victim@else.test", MESSAGE)
attempt("too large", "wonder land", ALICE, BOB, b"x" * 70 + b"\r\n" * 5_000_000)
attempt("large", "wonder land", ALICE, BOB, MESSAGE + b"0123456789\r\n" * 700_000)
attempt("small", "wonder land", ALICE, BOB, MESSAGE)
