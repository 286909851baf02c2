package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.ENTITY_HEADER;
import static dev.mailshell.crypto.cms.VectorMaker.GOOD;

import dev.mailshell.mime.Sha256Stream;
import java.nio.charset.StandardCharsets;

/** Commands of a client that we trust whose attached files, or parts, are not what the command says, or cannot be. */
final class HostileFiles {

    private static final String INVALID = "COMMAND_INVALID";
    private static final String MISMATCH = "FILE_MISMATCH";
    private static final String EXTRA = "EXTRA_PART";
    private static final String CONTENT = "one,two";
    private static final String NAMED = named("data", CONTENT.length(), sha256());

    private final HostileVectorMaker maker;

    HostileFiles(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        attached();
        described();
        inParts();
    }

    private static String sha256() {
        Sha256Stream digest = new Sha256Stream();
        digest.write(CONTENT.getBytes(StandardCharsets.US_ASCII), 0, CONTENT.length());
        return digest.sha256();
    }

    private static String named(String name, long bytes, String sha256) {
        return "{\"name\":\"" + name + "\",\"bytes\":" + bytes + ",\"sha256\":\"" + sha256 + "\"}";
    }

    private static String file(String name, String content) {
        return file("application/octet-stream", name, content);
    }

    private static String file(String type, String name, String content) {
        return "--b\r\nContent-Type: " + type + "\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n"
                + content + "\r\n";
    }

    /** A command with more fields, and with parts behind it. */
    private void command(String name, String expect, String recipe, String fields, String parts) throws Exception {
        String json = GOOD.substring(0, GOOD.length() - 1) + "," + fields + "}";
        maker.signed(
                "file-" + name,
                expect,
                recipe,
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + ENTITY_HEADER
                        + CommandVectors.withIdOf("hostile-file-" + name, json) + "\r\n" + parts + "--b--\r\n");
    }

    /** A good list of files, and other parts than it names. */
    private void attached(String name, String expect, String recipe, String parts) throws Exception {
        command(name, expect, recipe, "\"files\":[" + NAMED + "]", parts);
    }

    private void attached() throws Exception {
        String good = file("data", CONTENT);
        attached("missing", MISMATCH, "without its file", "");
        attached("other-name", MISMATCH, "its file under another name", file("Data", CONTENT));
        attached("altered", MISMATCH, "one byte of its file altered", file("data", "one,twO"));
        attached("short", MISMATCH, "its file without the last byte", file("data", "one,tw"));
        attached("long", MISMATCH, "its file with a byte more", file("data", CONTENT + "s"));
        attached("empty", MISMATCH, "its file empty", file("data", ""));
        attached("extra", EXTRA, "a file that it does not name beside its own", good + file("more", "x"));
        attached("twice", EXTRA, "its file twice", good + good);
        attached("twice-altered", EXTRA, "its file, and another of the same name", good + file("data", "other"));
        attached("as-text", EXTRA, "its file as a text", file("text/plain", "data", CONTENT));
        attached("path", "MAIL_MALFORMED", "its file under a path", file("../data", CONTENT));
        attached("absolute", "MAIL_MALFORMED", "its file under an absolute path", file("/tmp/pwned", CONTENT));
        attached("dots", "MAIL_MALFORMED", "its file under two dots", file("..", CONTENT));
        attached(
                "control", "MAIL_MALFORMED", "its file under a name with a control character", file("da\tta", CONTENT));
    }

    /** A list of files that cannot be, with the file as it should be. */
    private void described(String name, String expect, String recipe, String files) throws Exception {
        command(name, expect, recipe, "\"files\":" + files, file("data", CONTENT));
    }

    private void described() throws Exception {
        described("named-path", INVALID, "it names a path", list(NAMED.replace("data", "../../pwned")));
        described("named-absolute", INVALID, "it names an absolute path", list(NAMED.replace("data", "/tmp/pwned")));
        described("named-dots", INVALID, "it names two dots", list(NAMED.replace("data", "..")));
        described("named-nul", INVALID, "it names a NUL", list(NAMED.replace("data", "data\\u0000")));
        described("named-empty", INVALID, "it names nothing", list(NAMED.replace("data", "")));
        described("named-long", INVALID, "it names 256 bytes", list(NAMED.replace("data", "d".repeat(256))));
        described("named-twice", INVALID, "it names its file twice", list(NAMED + "," + NAMED));
        described("named-33", INVALID, "it names 33 files", list(named33()));
        described("bytes-negative", INVALID, "a file of minus one byte", list(named("data", -1, sha256())));
        described("bytes-string", INVALID, "a size that is a text", list(NAMED.replace(":7,", ":\"7\",")));
        described(
                "bytes-beyond-max-input",
                "INPUT_TOO_LARGE",
                "a file larger than the policy lets in",
                list(named("data", Long.MAX_VALUE, sha256())));
        described(
                "bytes-that-overflow",
                "INPUT_TOO_LARGE",
                "two files whose sizes are negative together",
                list(named("data", Long.MAX_VALUE, sha256()) + "," + named("more", Long.MAX_VALUE, sha256())));
        described("sha256-short", INVALID, "a digest of 63 characters", list(named("data", 7, sha256().substring(1))));
        described("sha256-upper-case", INVALID, "a digest in upper case", list(named("data", 7, "A".repeat(64))));
        described("sha256-other", MISMATCH, "a digest of other bytes", list(named("data", 7, "0".repeat(64))));
        described("object", INVALID, "files is an object", NAMED);
        described("null", INVALID, "null among the files", list("null"));
        described("unknown-field", "JSON_UNKNOWN_FIELD", "a mode", list(NAMED.replace("{", "{\"mode\":\"0755\",")));
        described(
                "stdin-unknown",
                INVALID,
                "it reads a file that it does not name",
                list(NAMED) + ",\"stdinFile\":\"x\"");
        described(
                "stdin-beside-stdin",
                INVALID,
                "two standard inputs",
                list(NAMED) + ",\"stdin\":\"x\",\"stdinFile\":\"data\"");
    }

    private static String list(String files) {
        return "[" + files + "]";
    }

    private static String named33() {
        StringBuilder files = new StringBuilder(NAMED);
        for (int i = 0; i < 32; i++) {
            files.append(',').append(named("n" + i, 0, "0".repeat(64)));
        }
        return files.toString();
    }

    private void part(String name, String recipe, String fields) throws Exception {
        command("part-" + name, INVALID, recipe, "\"files\":[" + NAMED + "]," + fields, file("data", CONTENT));
    }

    private void inParts() throws Exception {
        part("zero", "part 0 of 2", "\"part\":0,\"parts\":2");
        part("negative", "part -1 of 2", "\"part\":-1,\"parts\":2");
        part("beyond", "part 3 of 2", "\"part\":3,\"parts\":2");
        part("of-1001", "part 1 of 1001", "\"part\":1,\"parts\":1001");
        part("of-none", "part 1 of 0", "\"part\":1,\"parts\":0");
        part("huge", "a number beyond an int", "\"part\":4294967297,\"parts\":4294967298");
        part("text", "a number that is a text", "\"part\":\"1\",\"parts\":2");
        part("alone", "part 2 of it does not say how many", "\"part\":2");
    }
}
