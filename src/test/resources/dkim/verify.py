"""Says whether the signature of the mail on standard input is valid: NAME RECORD of the only key that there is."""

import sys

import dkim

name, record = (arg.encode() for arg in sys.argv[1:3])
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda asked, timeout=5: record if asked.rstrip(b".") == name else None))
