"""Signs the mail on standard input: SELECTOR DOMAIN KEY-FILE CANONICALIZATION ALGORITHM [TAG=VALUE ...]; l= is worked out."""

import sys

import dkim

selector, domain, key_file, canonicalization, algorithm = (arg.encode() for arg in sys.argv[1:6])
extra = dict(arg.encode().split(b"=", 1) for arg in sys.argv[6:])
length = extra.pop(b"l", None) is not None
identity = extra.pop(b"i", None)
include = extra.pop(b"h", b"from:to:subject:date:from").split(b":")


class Signer(dkim.DKIM):
    def gen_header(self, fields, *args, **kwargs):
        for tag, value in extra.items():
            fields[:] = [field for field in fields if field[0] != tag]
            fields.insert(1, (tag, value))
        return super().gen_header(fields, *args, **kwargs)


with open(key_file, "rb") as key:
    message = sys.stdin.buffer.read()
    field = Signer(message, minkey=512).sign(
        selector, domain, key.read(), algorithm, identity, tuple(canonicalization.split(b"/")), include, length)
sys.stdout.buffer.write(field + message)
