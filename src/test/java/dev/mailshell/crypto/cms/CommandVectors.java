package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Mails whose cryptography is as it should be, and whose command is not: for the tests of what reads commands. */
final class CommandVectors {

    private static final String ID = "6f0c1a52-93c1-4b7e-8f2e-0d1c5b7a9e42";

    private final VectorMaker maker;

    CommandVectors(VectorMaker maker) {
        this.maker = maker;
    }

    static String json(String to) {
        return "{\"v\":1,\"id\":\"" + ID + "\",\"from\":\"alice\"," + to
                + ",\"issuedAt\":\"2026-11-21T11:59:00Z\",\"expiresAt\":\"2026-11-22T11:59:00Z\","
                + "\"command\":{\"line\":\"uptime\"}}";
    }

    void write() throws Exception {
        String good = VectorMaker.GOOD;
        document("good", "OK", "a command of alice for web1", good);
        document("good-two-servers", "OK", "for db1 and web1", json("\"to\":[\"db1\",\"web1\"]"));
        document(
                "re-encrypted-for-another-server",
                "NOT_ADDRESSED_TO_US",
                "alice's command for db1, encrypted for web1",
                json("\"to\":[\"db1\"]"));
        document("from-not-signer", "FROM_NOT_SIGNER", "alice signs for bob", good.replace("\"alice\"", "\"bob\""));
        document(
                "stale",
                "EXPIRED",
                "issued two days ago",
                good.replace("11-22T", "11-20T").replace("11-21T", "11-19T"));
        document(
                "past-expires-at",
                "EXPIRED",
                "expired a minute after it was issued",
                good.replace("2026-11-22T11:59:00Z", "2026-11-21T11:59:30Z"));
        document(
                "older-than-window",
                "EXPIRED",
                "issued two days ago, expires in two",
                good.replace("2026-11-21T", "2026-11-19T").replace("2026-11-22T", "2026-11-23T"));
        document("future", "NOT_YET_VALID", "issued in an hour", good.replace("2026-11-21T11:59", "2026-11-21T13:00"));
        document(
                "unknown-field",
                "JSON_UNKNOWN_FIELD",
                "a field sudo",
                good.replace("\"v\":1", "\"v\":1,\"sudo\":true"));
        document(
                "unknown-field-in-command",
                "JSON_UNKNOWN_FIELD",
                "a field shell in command",
                good.replace("\"uptime\"", "\"uptime\",\"shell\":true"));
        document(
                "duplicate-key", "JSON_DUPLICATE_KEY", "to twice", good.replace("\"v\":1", "\"v\":1,\"to\":[\"db1\"]"));
        document(
                "duplicate-key-in-command",
                "JSON_DUPLICATE_KEY",
                "line twice",
                good.replace("\"line\":\"uptime\"", "\"line\":\"uptime\",\"line\":\"reboot\""));
        document("trailing-data", "JSON_TRAILING_DATA", "a second object", good + "{}");
        document("not-json", "JSON_MALFORMED", "an object that is not closed", good.substring(0, good.length() - 1));
        document("version-2", "VERSION_UNSUPPORTED", "v is 2", good.replace("\"v\":1", "\"v\":2"));
        document(
                "two-invocations",
                "COMMAND_INVALID",
                "line and argv",
                good.replace("\"line\":\"uptime\"", "\"line\":\"uptime\",\"argv\":[\"uptime\"]"));
        document("no-invocation", "COMMAND_INVALID", "an empty command", good.replace("\"line\":\"uptime\"", ""));
        document("missing-id", "COMMAND_INVALID", "no id", good.replace("\"id\":\"" + ID + "\",", ""));
        document(
                "bad-id",
                "COMMAND_INVALID",
                "an id that is a path",
                good.replace("6f0c1a52-93c1-4b7e", "../../../../etc"));
        document("empty-to", "COMMAND_INVALID", "to is empty", json("\"to\":[]"));
        document("name-with-path", "NAME_INVALID", "a server name that is a path", json("\"to\":[\"../web1\"]"));
        entity(
                "second-command",
                "EXTRA_PART",
                "two JSON parts in a multipart/mixed",
                "Content-Type: multipart/mixed; boundary=b2\r\n\r\n--b2\r\n" + VectorMaker.ENTITY_HEADER + good
                        + "\r\n--b2\r\n" + VectorMaker.ENTITY_HEADER + good + "\r\n--b2--\r\n");
        entity("html", "CONTENT_TYPE_REFUSED", "text/html", "Content-Type: text/html\r\n\r\n<p>uptime</p>");
        entity(
                "reply-instead-of-command",
                "CONTENT_TYPE_REFUSED",
                "the type of a reply",
                VectorMaker.ENTITY_HEADER.replace("command", "reply") + good);
    }

    private void document(String name, String expect, String recipe, String json) throws Exception {
        entity(name, expect, recipe, VectorMaker.ENTITY_HEADER + withIdOf(name, json));
    }

    /** A server that sees several vectors must not take one of them for a repetition of another. */
    static String withIdOf(String name, String json) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return json.replace(ID, id.toString());
    }

    private void entity(String name, String expect, String recipe, String entity) throws Exception {
        maker.vector(
                "command/" + name, expect, recipe + ", signed by alice", maker.sealedAndSigned(ascii(entity), "alice"));
    }
}
