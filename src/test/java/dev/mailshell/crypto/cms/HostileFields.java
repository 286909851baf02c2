package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.GOOD;

import java.util.Map;
import java.util.TreeMap;

/** Commands in good JSON, with a value that is of the wrong kind or beyond what can be. */
final class HostileFields {

    private static final String INVALID = "COMMAND_INVALID";
    private static final String NAME = "NAME_INVALID";

    private final HostileVectorMaker maker;

    HostileFields(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        kinds();
        names();
        idsAndTimes();
        invocations();
        options();
    }

    private void field(String name, String expect, String recipe, String what, String with) throws Exception {
        String json = GOOD.replace(what, with);
        if (json.equals(GOOD)) {
            throw new IllegalStateException("nothing to change for " + name);
        }
        maker.signed(
                "field-" + name,
                expect,
                recipe,
                VectorMaker.ENTITY_HEADER + CommandVectors.withIdOf("hostile-field-" + name, json));
    }

    /** Each field as null, and as something that it cannot be. */
    private void kinds() throws Exception {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "from", "\"from\":\"alice\"",
                "to", "\"to\":[\"web1\"]",
                "issuedAt", "\"issuedAt\":\"2026-11-21T11:59:00Z\"",
                "expiresAt", "\"expiresAt\":\"2026-11-22T11:59:00Z\"",
                "command", "\"command\":{\"line\":\"uptime\"}"));
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String name = field.getKey();
            field(name + "-null", INVALID, name + " is null", field.getValue(), "\"" + name + "\":null");
            field(name + "-number", INVALID, name + " is a number", field.getValue(), "\"" + name + "\":1795348740");
            field(name + "-missing", INVALID, name + " is missing", field.getValue(), "\"collect\":[]");
        }
        field("command-string", INVALID, "the command is a string", "{\"line\":\"uptime\"}", "\"uptime\"");
        field("command-array", INVALID, "the command is an array", "{\"line\":\"uptime\"}", "[\"uptime\"]");
        field("to-string", INVALID, "to is a string", "[\"web1\"]", "\"web1\"");
        field("to-object", INVALID, "to is an object", "[\"web1\"]", "{\"web1\":true}");
    }

    private void names() throws Exception {
        to("twice", INVALID, "web1 twice", "\"web1\",\"web1\"");
        to("null", INVALID, "null beside web1", "\"web1\",null");
        to("number", INVALID, "a number beside web1", "\"web1\",1");
        to("array", INVALID, "an array beside web1", "\"web1\",[\"db1\"]");
        StringBuilder many = new StringBuilder("\"web1\"");
        for (int i = 0; i < 1000; i++) {
            many.append(",\"n").append(i).append('"');
        }
        to("1001", INVALID, "1001 servers", many.toString());
        to("upper-case", NAME, "upper case", "\"WEB1\"");
        to("empty", NAME, "an empty name", "\"\"");
        to("star", NAME, "an asterisk", "\"*\"");
        to("line-end", NAME, "a line end and a line of a log", "\"web1\\nfake refused: X\"");
        to("nul", NAME, "a NUL", "\"web1\\u0000\"");
        to("escape", NAME, "a terminal control", "\"web1\\u001b[2J\"");
        to("right-to-left", NAME, "a mark that turns the direction of writing", "\"\\u202eweb1\"");
        to("homograph", NAME, "a Cyrillic letter", "\"w\\u0435b1\"");
        to("long", NAME, "64 characters", "\"" + "a".repeat(64) + "\"");
        to("dash", NAME, "a dash at the front", "\"-web1\"");
        to("path", NAME, "a path", "\"../../web1\"");
        to("surrogate", NAME, "half a character", "\"web1\\ud800\"");
        to("other", "NOT_ADDRESSED_TO_US", "another server", "\"web2\"");
        field("from-upper-case", NAME, "from in upper case", "\"alice\"", "\"Alice\"");
        field("from-list", INVALID, "from is a list", "\"alice\"", "[\"alice\",\"bob\"]");
        field("from-bob", "FROM_NOT_SIGNER", "from is bob", "\"alice\"", "\"bob\"");
        field("from-nobody", "FROM_NOT_SIGNER", "from is nobody that we know", "\"alice\"", "\"root\"");
    }

    private void to(String name, String expect, String recipe, String names) throws Exception {
        field("to-" + name, expect, "to holds " + recipe, "\"web1\"", names);
    }

    private void idsAndTimes() throws Exception {
        String id = "\"6f0c1a52-93c1-4b7e-8f2e-0d1c5b7a9e42\"";
        field("id-upper-case", INVALID, "an id in upper case", id, "\"6F0C1A52-93C1-4B7E-8F2E-0D1C5B7A9E42\"");
        field("id-braces", INVALID, "an id in braces", id, "\"{6f0c1a52-93c1-4b7e-8f2e-0d1c5b7a9e42}\"");
        field("id-short", INVALID, "an id that Java would fill up", id, "\"1-1-1-1-1\"");
        field("id-path", INVALID, "an id that is a path", id, "\"../../../../../../../../../../etc/pwd\"");
        field("id-null", INVALID, "an id that is null", id, "null");
        issued("offset", "2026-11-21T12:59:00+01:00");
        issued("local", "2026-11-21T11:59:00");
        issued("year-10000", "+10000-01-01T00:00:00Z");
        issued("year-huge", "+999999999-12-31T23:59:59Z");
        issued("year-zero", "0000-01-01T00:00:00Z");
        issued("day-32", "2026-11-32T11:59:00Z");
        issued("hour-25", "2026-11-21T25:59:00Z");
        issued("text", "now");
        issued("empty", "");
        field(
                "expires-first",
                INVALID,
                "it expires before it was issued",
                "2026-11-22T11:59:00Z",
                "2026-11-21T11:58:00Z");
        field(
                "expires-at-once",
                INVALID,
                "it expires when it was issued",
                "2026-11-22T11:59:00Z",
                "2026-11-21T11:59:00Z");
        field(
                "expires-never",
                INVALID,
                "it expires in the year 10000",
                "2026-11-22T11:59:00Z",
                "+10000-01-01T00:00:00Z");
        field("issued-1999", INVALID, "issued in 1999", "2026-11-21T11:59:00Z", "1999-12-31T23:59:59Z");
        field("issued-2000", "TOO_OLD_TO_ANSWER", "issued in 2000", "2026-11-21T11:59:00Z", "2000-01-01T00:00:00Z");
        field(
                "issued-9998",
                "NOT_YET_VALID",
                "issued in 9998",
                "2026-11-21T11:59:00Z\",\"expiresAt\":\"2026-11-22T11:59:00Z",
                "9998-01-01T00:00:00Z\",\"expiresAt\":\"9998-01-02T00:00:00Z");
    }

    private void issued(String name, String time) throws Exception {
        field("issued-" + name, INVALID, "a time of issue that is none in UTC", "2026-11-21T11:59:00Z", time);
    }

    private void invocations() throws Exception {
        String line = "\"line\":\"uptime\"";
        field("line-empty", INVALID, "an empty line", line, "\"line\":\"\"");
        field("line-blank", INVALID, "a blank line", line, "\"line\":\" \\u2003\\n\"");
        field("line-nul", INVALID, "a NUL in the line", line, "\"line\":\"up\\u0000time\"");
        field("line-long", INVALID, "a line of 32,769 characters", line, "\"line\":\"" + "x".repeat(32_769) + "\"");
        field("argv-empty", INVALID, "an empty argv", line, "\"argv\":[]");
        field("argv-null", INVALID, "null in argv", line, "\"argv\":[\"uptime\",null]");
        field("argv-nul", INVALID, "a NUL in argv", line, "\"argv\":[\"up\\u0000time\"]");
        field("argv-number", INVALID, "a number in argv", line, "\"argv\":[\"sleep\",1]");
        field("argv-nested", INVALID, "an array in argv", line, "\"argv\":[\"sleep\",[\"1\"]]");
        field("run-and-line", INVALID, "run and line", line, line + ",\"run\":\"uptime\"");
        field("run-null", INVALID, "run is null", line, "\"run\":null");
        field("args-without-run", INVALID, "args without run", line, line + ",\"args\":{}");
        field("args-null", INVALID, "null in args", line, "\"run\":\"x\",\"args\":{\"a\":null}");
        field("args-number", INVALID, "a number in args", line, "\"run\":\"x\",\"args\":{\"a\":1}");
        field("args-list", INVALID, "a list in args", line, "\"run\":\"x\",\"args\":[\"a\"]");
        field("run-path", "NOT_ALLOWED", "run is a path", line, "\"run\":\"../../bin/sh\"");
        field("run-nul", "NOT_ALLOWED", "run has a NUL", line, "\"run\":\"shell\\u0000\"");
        field("run-empty", "NOT_ALLOWED", "run is empty", line, "\"run\":\"\"");
    }

    private void options() throws Exception {
        option("timeout-zero", INVALID, "\"timeout\":\"0s\"");
        option("timeout-negative", INVALID, "\"timeout\":\"-5s\"");
        option("timeout-huge", INVALID, "\"timeout\":\"99999999999999999999s\"");
        option("timeout-number", INVALID, "\"timeout\":5");
        option("timeout-text", INVALID, "\"timeout\":\"for ever\"");
        option("explain-string", INVALID, "\"explain\":\"true\"");
        option("explain-one", INVALID, "\"explain\":1");
        option("stdin-list", INVALID, "\"stdin\":[]");
        option("totp-number", INVALID, "\"totp\":123456");
        option("totp", "TOTP_NOT_ENROLLED", "\"totp\":\"000000\"");
        option("collect-null", INVALID, "\"collect\":[null]");
        option("collect-path", "FEATURE_UNSUPPORTED", "\"collect\":[\"../../etc/shadow\"]");
    }

    private void option(String name, String expect, String option) throws Exception {
        field(name, expect, "an option that cannot be", "\"v\":1", "\"v\":1," + option);
    }
}
