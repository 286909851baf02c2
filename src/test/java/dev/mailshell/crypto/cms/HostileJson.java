package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.GOOD;

import java.nio.charset.StandardCharsets;

/** What a client that we trust may write instead of JSON, or as JSON that two programs read in two ways. */
final class HostileJson {

    private static final String NO_JSON = "JSON_MALFORMED";
    private static final String WRONG_TYPE = "COMMAND_INVALID";
    private static final String TWICE = "JSON_DUPLICATE_KEY";
    private static final String TRAILING = "JSON_TRAILING_DATA";
    private static final String UNKNOWN = "JSON_UNKNOWN_FIELD";

    private final HostileVectorMaker maker;

    HostileJson(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        documents();
        syntax();
        characters();
        keys();
    }

    void json(String name, String expect, String recipe, String json) throws Exception {
        maker.signed(
                "json-" + name,
                expect,
                recipe,
                VectorMaker.ENTITY_HEADER + CommandVectors.withIdOf("hostile-json-" + name, json));
    }

    private void documents() throws Exception {
        json("empty", NO_JSON, "nothing", "");
        json("blank", NO_JSON, "white space", " \r\n\t ".repeat(100));
        json("null", NO_JSON, "null", "null");
        json("array", WRONG_TYPE, "an array of a command", "[" + GOOD + "]");
        json("string", WRONG_TYPE, "a command as a string", "\"" + GOOD.replace("\"", "\\\"") + "\"");
        json("number", WRONG_TYPE, "a number", "1");
        json("true", WRONG_TYPE, "true", "true");
        json("object-empty", "VERSION_UNSUPPORTED", "an empty object", "{}");
        json("two-objects", TRAILING, "two commands", GOOD + GOOD);
        json("trailing-comma", NO_JSON, "a comma behind it", GOOD + ",");
        json("trailing-bracket", NO_JSON, "a bracket behind it", GOOD + "}");
        json("trailing-nul", NO_JSON, "a NUL behind it", GOOD + "\0");
        json("trailing-null", TRAILING, "null behind it", GOOD + " null");
        json("trailing-text", NO_JSON, "a signature of a mail behind it", GOOD + "\r\n-- \r\nalice");
        json("html-around", NO_JSON, "HTML around it", "<pre>" + GOOD + "</pre>");
        json(
                "deep-array",
                WRONG_TYPE,
                "500 arrays in each other",
                GOOD.replace("[\"web1\"]", "[".repeat(500) + "]".repeat(500)));
        json(
                "deep-object",
                NO_JSON,
                "500 objects in each other",
                GOOD.replace("\"v\":1", "\"v\":1,\"a\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(500)));
        json("deep-in-front", WRONG_TYPE, "20,000 brackets", "[".repeat(20_000));
    }

    private void syntax() throws Exception {
        json("comment", NO_JSON, "a comment", GOOD.replace("{\"v\"", "{/* x */\"v\""));
        json("comment-line", NO_JSON, "a comment at the end of a line", GOOD.replace("{\"v\"", "{// x\n\"v\""));
        json("single-quotes", NO_JSON, "single quotes", GOOD.replace("\"", "'"));
        json("no-quotes", NO_JSON, "a key without quotes", GOOD.replace("\"v\"", "v"));
        json("comma-at-end", NO_JSON, "a comma before the end", GOOD.replace("}}", "},}"));
        json("comma-missing", NO_JSON, "no comma", GOOD.replace(",\"from\"", "\"from\""));
        json("colon-missing", NO_JSON, "no colon", GOOD.replace("\"v\":1", "\"v\" 1"));
        json("not-closed", NO_JSON, "a string that stays open", GOOD.substring(0, GOOD.indexOf("uptime")));
        json(
                "python",
                NO_JSON,
                "the constants of another language",
                GOOD.replace("\"v\":1", "\"v\":1,\"explain\":True"));
        number("nan", NO_JSON, "NaN");
        number("infinity", NO_JSON, "-Infinity");
        number("hex", NO_JSON, "0x1");
        number("leading-zero", NO_JSON, "01");
        number("plus", NO_JSON, "+1");
        number("point", NO_JSON, "1.");
        number("fraction", WRONG_TYPE, "1.0");
        number("exponent", WRONG_TYPE, "1e0");
        number("exponent-huge", WRONG_TYPE, "1e999999999");
        number("digits-10000", NO_JSON, "1".repeat(10_000));
        number("fraction-10000", NO_JSON, "1." + "0".repeat(10_000));
        number("beyond-int", WRONG_TYPE, "4294967297");
        number("beyond-long", WRONG_TYPE, "18446744073709551617");
        number("string", WRONG_TYPE, "\"1\"");
        number("true", WRONG_TYPE, "true");
        number("array", WRONG_TYPE, "[1]");
        number("null", "VERSION_UNSUPPORTED", "null");
        number("zero", "VERSION_UNSUPPORTED", "0");
        number("minus-one", "VERSION_UNSUPPORTED", "-1");
    }

    private void number(String name, String expect, String value) throws Exception {
        json("v-" + name, expect, "a version that is no 1", GOOD.replace("\"v\":1", "\"v\":" + value));
    }

    private void characters() throws Exception {
        json("bom", NO_JSON, "a byte order mark, twice", "\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf" + GOOD);
        json("nul-in-string", NO_JSON, "a NUL in a string", GOOD.replace("uptime", "up\0time"));
        json(
                "control-in-string",
                NO_JSON,
                "a control character in a string",
                GOOD.replace("uptime", "up\u001b[2Jtime"));
        json("line-end-in-string", NO_JSON, "a line end in a string", GOOD.replace("uptime", "up\r\ntime"));
        json("bad-escape", NO_JSON, "an escape that JSON does not have", GOOD.replace("uptime", "\\x41"));
        json("bad-unicode-escape", NO_JSON, "a Unicode escape without digits", GOOD.replace("uptime", "\\uZZZZ"));
        json("utf-8-cut", NO_JSON, "a character that is cut off", GOOD.replace("uptime", "\u00e2\u0082"));
        json("utf-8-alone", NO_JSON, "a byte that continues nothing", GOOD.replace("uptime", "\u0080"));
        json("utf-8-never", NO_JSON, "a byte that UTF-8 does not have", GOOD.replace("uptime", "\u00ff"));
        json("latin-1", NO_JSON, "Latin-1", GOOD.replace("uptime", "\u00e4\"\u00e4"));
        json("utf-16-cut", NO_JSON, "UTF-16 that is cut off", utf16(GOOD.substring(0, 100)));
        json("utf-7", NO_JSON, "UTF-7", GOOD.replace("{", "+AHs-"));
    }

    private static String utf16(String json) {
        return new String(json.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
    }

    private void keys() throws Exception {
        String twice = "\"v\":1,";
        json("twice", TWICE, "v twice", GOOD.replace(twice, twice + twice));
        json("twice-escaped", TWICE, "v twice, once with an escape", GOOD.replace(twice, twice + "\"\\u0076\":1,"));
        json(
                "twice-args",
                TWICE,
                "an argument twice",
                GOOD.replace("\"line\":\"uptime\"", "\"run\":\"x\",\"args\":{\"a\":\"1\",\"a\":\"2\"}"));
        json("twice-null", TWICE, "line twice, first null", GOOD.replace("\"line\":", "\"line\":null,\"line\":"));
        json("key-case", UNKNOWN, "a key in upper case", GOOD.replace("\"v\"", "\"V\""));
        json("key-empty", UNKNOWN, "an empty key", GOOD.replace(twice, twice + "\"\":1,"));
        json("key-nul", UNKNOWN, "a key with a NUL", GOOD.replace(twice, twice + "\"v\\u0000\":1,"));
        json(
                "key-class",
                UNKNOWN,
                "the name of a class",
                GOOD.replace(twice, twice + "\"@class\":\"java.lang.ProcessBuilder\","));
        json("key-proto", UNKNOWN, "__proto__", GOOD.replace(twice, twice + "\"__proto__\":{},"));
        json("key-long", NO_JSON, "a key of 60 KB", GOOD.replace(twice, twice + "\"" + "k".repeat(60_000) + "\":1,"));
        json("key-of-reply", UNKNOWN, "a field of a reply", GOOD.replace(twice, twice + "\"status\":\"done\","));
        json("key-version", UNKNOWN, "the name of a Java field", GOOD.replace(twice, twice + "\"version\":1,"));
    }
}
