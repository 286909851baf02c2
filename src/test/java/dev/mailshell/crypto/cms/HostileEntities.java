package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.ENTITY_HEADER;

/** What a client that we trust may sign instead of a command: entities of other kinds, or put together wrongly. */
final class HostileEntities {

    private static final String MALFORMED = "MAIL_MALFORMED";
    private static final String OTHER_TYPE = "CONTENT_TYPE_REFUSED";
    private static final String NO_JSON = "JSON_MALFORMED";
    private static final String NO_COMMAND = "NOT_A_COMMAND";

    private final HostileVectorMaker maker;

    HostileEntities(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        types();
        parts();
        encodings();
    }

    private void entity(String name, String expect, String recipe, String entity) throws Exception {
        maker.signed("entity-" + name, expect, recipe, CommandVectors.withIdOf("hostile-entity-" + name, entity));
    }

    private void types() throws Exception {
        String json = VectorMaker.GOOD;
        entity("empty", MALFORMED, "nothing", "");
        entity("line-end", NO_COMMAND, "a line end", "\r\n");
        entity(
                "header-alone",
                MALFORMED,
                "a header without its end",
                "Content-Type: application/vnd.mailshell.command+json");
        entity("type-missing", NO_COMMAND, "a command without its type", "\r\n" + json);
        entity(
                "type-json",
                OTHER_TYPE,
                "a command as application/json",
                "Content-Type: application/json\r\n\r\n" + json);
        entity("type-text", NO_COMMAND, "a command as text", "Content-Type: text/plain\r\n\r\n" + json);
        entity(
                "type-twice",
                MALFORMED,
                "a command with its type twice",
                ENTITY_HEADER.trim() + "\r\n" + ENTITY_HEADER + json);
        entity("type-broken", MALFORMED, "a type that is none", "Content-Type: a/b; c=\"\r\n\r\n" + json);
        entity(
                "type-segments",
                MALFORMED,
                "a type at which the parser of parameters fails",
                "Content-Type: text/plain; a*0=x; a*1*=y; b*0=x; b*1*=y\r\n\r\n" + json);
        entity("rfc822", OTHER_TYPE, "a mail", "Content-Type: message/rfc822\r\n\r\n" + ENTITY_HEADER + json);
        entity(
                "partial",
                OTHER_TYPE,
                "a piece of a mail",
                "Content-Type: message/partial; id=a; number=1; total=2\r\n\r\n" + json);
        entity(
                "external",
                OTHER_TYPE,
                "a body that is a file of ours",
                "Content-Type: message/external-body; access-type=local-file; name=\"/etc/shadow\"\r\n\r\n");
        entity(
                "signed",
                OTHER_TYPE,
                "something that says it is signed",
                "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\nMIAG");
        entity("fields-201", MALFORMED, "201 fields", "X: y\r\n".repeat(201) + ENTITY_HEADER + json);
        entity(
                "camel",
                NO_COMMAND,
                "headers that a component of Camel obeys, and a text",
                "CamelExecCommandExecutable: /usr/bin/touch\r\nCamelExecCommandArgs: /tmp/pwned\r\nCamelFileName: ../../pwned\r\n\r\nx");
        entity("nul-in-header", MALFORMED, "a NUL in the header", "X: \0\r\n" + ENTITY_HEADER + json);
    }

    private void parts() throws Exception {
        String part = "--b\r\n" + ENTITY_HEADER + VectorMaker.GOOD + "\r\n";
        String mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        entity("mixed-of-none", "EXTRA_PART", "a multipart/mixed that ends at once", mixed + "--b--\r\n");
        entity("mixed-of-65", MALFORMED, "65 commands", mixed + "--b\r\n\r\n".repeat(65) + "--b--\r\n");
        entity("mixed-not-closed", MALFORMED, "a multipart/mixed that does not end", mixed + part);
        entity(
                "mixed-no-boundary",
                MALFORMED,
                "a multipart/mixed without a boundary",
                "Content-Type: multipart/mixed\r\n\r\n" + part);
        entity("mixed-in-mixed", MALFORMED, "multipart/mixed in each other", (mixed + "--b\r\n").repeat(50));
        entity(
                "alternative",
                OTHER_TYPE,
                "a choice of two commands",
                mixed.replace("mixed", "alternative") + part + part + "--b--\r\n");
        entity("related", OTHER_TYPE, "multipart/related", mixed.replace("mixed", "related") + part + "--b--\r\n");
        entity("report", OTHER_TYPE, "a report", mixed.replace("mixed", "report") + part + "--b--\r\n");
        entity(
                "attached",
                MALFORMED,
                "a command and a file that is named as a path",
                mixed + part
                        + "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"../../pwned\"\r\n\r\nx\r\n--b--\r\n");
    }

    private void encodings() throws Exception {
        encoding("base64-garbage", MALFORMED, "base64", "!!!!");
        encoding("base64-cut", MALFORMED, "base64", "e30");
        encoding("base64-empty", NO_JSON, "base64", "");
        encoding("base64-of-nothing-good", "VERSION_UNSUPPORTED", "base64", "e30=");
        encoding("quoted-printable-garbage", MALFORMED, "quoted-printable", "{=ZZ}");
        encoding("quoted-printable-8-bit", MALFORMED, "quoted-printable", "{\u00e4}");
        encoding("unknown", MALFORMED, "x-none", "{}");
        encoding("twice", MALFORMED, "7bit\r\nContent-Transfer-Encoding: base64", "{}");
    }

    private void encoding(String name, String expect, String encoding, String body) throws Exception {
        entity(
                "encoding-" + name,
                expect,
                "a transfer encoding that does not hold what it says",
                "Content-Transfer-Encoding: " + encoding + "\r\n" + ENTITY_HEADER + body);
    }
}
