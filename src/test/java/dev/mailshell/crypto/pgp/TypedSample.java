package dev.mailshell.crypto.pgp;

import java.util.List;

/**
 * A typed mail in the shape of a mail program, before it is sealed.
 *
 * @param expect a reason, or {@code OK}, the command and the files that come with it
 * @param content each byte one character, with LF
 */
record TypedSample(String name, String expect, String recipe, Shape shape, String content) {

    /** How it is signed and encrypted. */
    enum Shape {
        COMBINED,
        NESTED,
        INLINE,
        SMIME,
        CBC
    }

    private static final String PROTECTED =
            """
            protected-headers="v1"
            From: alice <alice@mail.test>
            To: web1@mail.test
            Message-ID: <question@phone.test>
            Subject: Mail Shell

            """;
    private static final String HTML =
            "Content-Type: text/html; charset=\"utf-8\"\n\n<html><body><p>@web1</p></body></html>\n";
    private static final String QP = "Content-Transfer-Encoding: quoted-printable\n\n";
    private static final String FLOWED = "Content-Type: text/plain; charset=UTF-8; format=flowed\n";
    private static final String KEY =
            """
            Content-Type: application/pgp-keys; name="OpenPGP_0x0123456789ABCDEF.asc"
            Content-Disposition: attachment; filename="OpenPGP_0x0123456789ABCDEF.asc"
            Content-Description: OpenPGP public key
            Content-Transfer-Encoding: quoted-printable

            -----BEGIN PGP PUBLIC KEY BLOCK-----

            mDMEaVbo
            -----END PGP PUBLIC KEY BLOCK-----
            """;
    private static final String FILE =
            """
            Content-Type: text/csv; name="data.csv"
            Content-Disposition: attachment;
             filename="data.csv"
            Content-Transfer-Encoding: base64

            YSxiCg==
            """;

    static List<TypedSample> all() {
        return List.of(
                thunderbird(
                        "thunderbird-with-key",
                        "OK uptime",
                        "its public key attached",
                        mixed("i", FLOWED + "Content-Transfer-Encoding: 7bit\n\n@web1\n\nuptime\n", KEY)),
                thunderbird(
                        "thunderbird-base64",
                        "OK echo \u00fc",
                        "a body in base64",
                        mixed("i", FLOWED + "Content-Transfer-Encoding: base64\n\nQHdlYjENCg0KZWNobyDDvA0K\n")),
                thunderbird(
                        "thunderbird-broken-line",
                        "OK printf '%s' one two",
                        "a line that format=flowed breaks",
                        mixed("i", FLOWED + "Content-Transfer-Encoding: 7bit\n\n@web1\n\nprintf '%s' \none two\n")),
                thunderbird(
                        "thunderbird-html-and-text",
                        "OK uptime",
                        "multipart/alternative",
                        alternative("a", FLOWED + "\n@web1\n\nuptime\n", HTML)),
                thunderbird("thunderbird-html", "CONTENT_TYPE_REFUSED", "HTML alone", HTML),
                thunderbird(
                        "thunderbird-forwarded",
                        "NOT_A_COMMAND",
                        "a forwarded mail",
                        FLOWED + "\n-------- Forwarded Message --------\nSubject: x\nFrom: alice\n\n@web1\n\nuptime\n"),
                new TypedSample(
                        "enigmail-shown-subject",
                        "OK uptime",
                        "Enigmail: a copy of the subject for programs that show no protected headers",
                        Shape.NESTED,
                        "Content-Type: multipart/mixed; boundary=\"p\";\n " + PROTECTED
                                + "--p\nContent-Type: text/rfc822-headers; protected-headers=\"v1\"\n\nSubject: Mail Shell\n\n--p\n"
                                + FLOWED + "\n@web1\n\nuptime\n--p--\n"),
                k9(
                        "k9-quoted-printable",
                        "OK echo a=b",
                        "quoted-printable, below it its signature",
                        "text/plain;\n charset=utf-8",
                        QP + "@web1\n\necho a=3Db\n-- =20\nSent from my Android device with K-9 Mail.\n"),
                k9(
                        "k9-attachment",
                        "OK wc data.csv | data.csv",
                        "a file",
                        "multipart/mixed; boundary=\"m\"",
                        "\n--m\nContent-Type: text/plain;\n charset=utf-8\n" + QP + "@web1\n\nwc data.csv\n--m\n" + FILE
                                + "--m--\n"),
                k9(
                        "k9-reply",
                        "QUOTED_TEXT",
                        "an answer that quotes",
                        "text/plain;\n charset=utf-8",
                        QP + "@web1\n\nuptime\n\nOn Friday, web1 wrote:\n>done, exit code 0, on web1\n"),
                new TypedSample("k9-inline", "OK uptime", "K-9: armor in the text", Shape.INLINE, "@web1\n\nuptime\n"),
                new TypedSample(
                        "fairemail-html-and-text",
                        "OK uptime",
                        "FairEmail: combined, text and HTML in quoted-printable",
                        Shape.COMBINED,
                        alternative(
                                "----=_Part_1_2.3",
                                "Content-Type: text/plain; charset=utf-8\n" + QP + "@web1\n\nuptime\n",
                                HTML)),
                phone(
                        "phone-non-breaking-space",
                        "OK df -h /srv",
                        "no-break spaces",
                        "@web1=C2=A0\n\ndf=C2=A0-h=E2=80=AF/srv\n"),
                phone(
                        "phone-smart-quotes",
                        "CHARACTER_REFUSED",
                        "smart quotes",
                        "@web1\n\necho =E2=80=9Chi=E2=80=9D\n"),
                phone("phone-dash", "CHARACTER_REFUSED", "a dash of two hyphens", "@web1\n\nls =E2=80=93all\n"),
                phone(
                        "phone-greeting",
                        "OK uptime\\n\\nSent from my phone",
                        "a greeting without -- above it, which is a part of the command",
                        "@web1\n\nuptime\n\nSent from my phone\n"),
                phone(
                        "phone-capital",
                        "OK uptime",
                        "an option that begins with a capital",
                        "@web1\nTimeout: 30s\n\nuptime\n"),
                new TypedSample(
                        "mutt-protected",
                        "OK uptime",
                        "NeoMutt: combined, with its protected subject",
                        Shape.COMBINED,
                        "Content-Type: text/plain; charset=us-ascii; format=flowed; " + PROTECTED.replace("\n\n", "\n")
                                + "Content-Disposition: inline\n\n@web1\n\nuptime\n"),
                new TypedSample(
                        "pictures",
                        "OK uptime",
                        "text, and HTML with a picture",
                        Shape.COMBINED,
                        "Content-Type: multipart/related; type=\"multipart/alternative\"; boundary=\"r\"\n\n--r\n"
                                + alternative("a", FLOWED + "\n@web1\n\nuptime\n", HTML)
                                + "--r\nContent-Type: image/png; name=\"logo.png\"\nContent-ID: <logo>\nContent-Disposition: inline;"
                                + " filename=\"logo.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--r--\n"),
                smime(
                        "outlook-gcm",
                        "OK uptime",
                        "opaque signed-data in authEnveloped-data, which Outlook itself does not write",
                        "Content-Type: text/plain;\n\tcharset=\"us-ascii\"\nContent-Transfer-Encoding: 7bit\n\n@web1\n\nuptime\n\n"),
                smime("outlook-gcm-html", "CONTENT_TYPE_REFUSED", "the same, HTML alone", HTML),
                smime(
                        "outlook-gcm-original",
                        "QUOTED_TEXT",
                        "the same, an answer with -----Original Message-----",
                        "Content-Type: text/plain;\n\tcharset=\"iso-8859-1\"\n" + QP
                                + "@web1\n\nuptime\n\n-----Original Message-----\nFrom: web1\n\ndone, on web1\n"),
                new TypedSample(
                        "outlook-cbc",
                        "NOT_ENCRYPTED",
                        "EnvelopedData with AES-256-CBC, as Outlook, Apple Mail and Thunderbird write it",
                        Shape.CBC,
                        "Content-Type: text/plain\n\n@web1\n\nuptime\n"));
    }

    private static TypedSample thunderbird(String name, String expect, String recipe, String inner) {
        return new TypedSample(
                name,
                expect,
                "Thunderbird: nested, older protected headers, " + recipe,
                Shape.NESTED,
                "Content-Type: multipart/mixed; boundary=\"p\";\n " + PROTECTED + "--p\n" + inner + "\n--p--\n");
    }

    private static TypedSample k9(String name, String expect, String recipe, String type, String rest) {
        return new TypedSample(
                name,
                expect,
                "K-9: combined, older protected headers, " + recipe,
                Shape.COMBINED,
                "Subject: Mail Shell\nContent-Type: " + type + "; protected-headers=\"v1\"\n" + rest);
    }

    private static TypedSample phone(String name, String expect, String recipe, String text) {
        return new TypedSample(
                name,
                expect,
                "a phone: combined, " + recipe,
                Shape.COMBINED,
                "Content-Type: text/plain; charset=utf-8\n" + QP + text);
    }

    private static TypedSample smime(String name, String expect, String recipe, String entity) {
        return new TypedSample(name, expect, recipe, Shape.SMIME, entity);
    }

    private static String mixed(String boundary, String... parts) {
        return multipart("mixed", boundary, parts);
    }

    private static String alternative(String boundary, String... parts) {
        return multipart("alternative", boundary, parts);
    }

    private static String multipart(String type, String boundary, String... parts) {
        String delimiter = "--" + boundary;
        return "Content-Type: multipart/" + type + ";\n boundary=\"" + boundary + "\"\n\n" + delimiter + "\n"
                + String.join("\n" + delimiter + "\n", parts) + "\n" + delimiter + "--\n";
    }
}
