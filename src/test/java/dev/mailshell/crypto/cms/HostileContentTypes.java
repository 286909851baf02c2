package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.HEAD;

/** Content types that one reader understands in another way than the next, or not at all. */
final class HostileContentTypes {

    private static final String MALFORMED = "MAIL_MALFORMED";
    private static final String PLAIN = "NOT_ENCRYPTED";
    private static final String UNKNOWN = "SIGNER_UNKNOWN";

    private final HostileVectorMaker maker;

    HostileContentTypes(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        withoutForm();
        parameters();
        inFrontOfAStranger();
    }

    private void type(String name, String expect, String recipe, String value) throws Exception {
        maker.mail("type-" + name, expect, recipe, HEAD + "Content-Type: " + value + "\r\n\r\nx\r\n");
    }

    private void withoutForm() throws Exception {
        type("empty", MALFORMED, "an empty Content-Type", "");
        type("one-word", MALFORMED, "one word", "text");
        type("slash", MALFORMED, "a slash", "/");
        type("no-subtype", MALFORMED, "no subtype", "text/");
        type("semicolons", MALFORMED, "semicolons", ";;;===");
        type("encoded-word", MALFORMED, "an encoded word", "=?utf-8?B?dGV4dC9wbGFpbg==?=");
        type("quote-open", MALFORMED, "a quote that stays open", "a/b; c=\"");
        type("comment-open", MALFORMED, "a comment that stays open", "text/plain (((((((");
        type(
                "comment-deep",
                PLAIN,
                "10,000 comments in each other",
                "text/plain " + "(".repeat(10_000) + ")".repeat(10_000));
        type("two-slashes", MALFORMED, "three parts", "application/pkcs7-mime/x; smime-type=authEnveloped-data");
        type("long-name", PLAIN, "a subtype of 30 KB", "text/" + "x".repeat(30_000));
        type("8-bit", MALFORMED, "bytes above 127", "text/\u00e4; charset=\u00f6");
    }

    private void parameters() throws Exception {
        type("charset-none", PLAIN, "a charset that nobody has", "text/plain; charset=no-such");
        type("charset-utf-7", PLAIN, "UTF-7", "text/plain; charset=utf-7");
        type("charset-illegal", MALFORMED, "a charset with illegal characters", "text/plain; charset=!!\\\\");
        type("charset-twice", PLAIN, "two charsets", "text/plain; charset=utf-8; CHARSET=utf-16");
        type("parameters-2000", PLAIN, "2000 parameters", "text/plain" + "; a=b".repeat(2000));
        StringBuilder segments = new StringBuilder("text/plain");
        for (int i = 0; i < 2000; i++) {
            segments.append("; a*").append(i).append("*=%41");
        }
        type("segments-2000", PLAIN, "a value in 2000 pieces (RFC 2231)", segments.toString());
        type(
                "segments-mixed",
                MALFORMED,
                "pieces with and without a charset",
                "text/plain; a*0=x; a*1*=y; b*0=x; b*1*=y");
        type("segments-huge-number", PLAIN, "a piece whose number is huge", "text/plain; a*99999999999999999999=x");
        type("segments-negative", PLAIN, "a piece with a negative number", "text/plain; a*-1=x; a*-1*=x");
        type("percent-broken", PLAIN, "a percent sign without digits", "text/plain; a*=utf-8''%ZZ%");
        type("percent-charset", PLAIN, "an encoded value in a charset that nobody has", "text/plain; a*=no-such''%41");
        type("percent-no-quotes", PLAIN, "an encoded value without its quotes", "text/plain; a*=%41%42");
        type(
                "percent-nul",
                MALFORMED,
                "an encoded value with NUL and line ends",
                "text/plain; name*=utf-8''%00%0D%0ABcc:x");
        type("boundary-empty", MALFORMED, "an empty boundary", "multipart/mixed; boundary=\"\"");
        type("boundary-missing", MALFORMED, "no boundary", "multipart/mixed");
        type("boundary-10000", MALFORMED, "a boundary of 10 KB", "multipart/mixed; boundary=" + "b".repeat(10_000));
    }

    /** What follows is a mail of mallory: read one way it is hers, read another it is none. */
    private void inFrontOfAStranger() throws Exception {
        String type = "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\n";
        String mail = maker.strangerText();
        change("upper-case", UNKNOWN, "in upper case", mail, type, type.toUpperCase(java.util.Locale.ROOT));
        change("folded", UNKNOWN, "folded at each space", mail, type, type.replace("; ", ";\r\n\t "));
        change("comments", UNKNOWN, "with comments", mail, type, type.replace("; ", " (a; b=\"c) ; "));
        change(
                "2231",
                UNKNOWN,
                "with its smime-type in the form of RFC 2231",
                mail,
                type,
                type.replace("smime-type=", "smime-type*=us-ascii'en'"));
        change(
                "2231-pieces",
                UNKNOWN,
                "with its smime-type in two pieces",
                mail,
                type,
                type.replace("smime-type=authEnveloped-data", "smime-type*0=authEnv; smime-type*1=eloped-data"));
        change(
                "two-smime-types",
                PLAIN,
                "with a second smime-type",
                mail,
                type,
                type.replace("; name", "; smime-type=signed-data; name"));
        change("x-pkcs7", UNKNOWN, "with the old name of its type", mail, type, type.replace("pkcs7", "x-pkcs7"));
        change("twice", MALFORMED, "with its type twice", mail, type, type + type);
        change(
                "twice-other-case",
                MALFORMED,
                "with another type in front, in lower case",
                mail,
                type,
                "content-type: text/plain\r\n" + type);
        change(
                "space-before-colon",
                MALFORMED,
                "with another type in front, and a space before its colon",
                mail,
                type,
                "Content-Type : text/plain\r\n" + type);
        change("in-continuation", PLAIN, "with its type in a continuation", mail, type, "X: y\r\n " + type);
        change("nul", MALFORMED, "with a NUL in its type", mail, type, type.replace("pkcs7", "pkcs\0007"));
    }

    private void change(String name, String expect, String recipe, String mail, String what, String with)
            throws Exception {
        if (!mail.contains(what)) {
            throw new IllegalStateException("nothing to change");
        }
        maker.mail("stranger-type-" + name, expect, "a mail of mallory " + recipe, mail.replace(what, with));
    }
}
