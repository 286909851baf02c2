package dev.mailshell.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a certificate and a mail program, who is asked by web1. */
public final class Approver {

    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
    private static final Pattern DIGEST = Pattern.compile("request: sha256:([0-9a-f]{64})");

    private final String name;
    private final Forger keys;
    private final Map<String, String> mailbox;
    private final Map<String, String> server;

    private Approver(String name, Forger keys, Map<String, String> mailbox, Map<String, String> server) {
        this.name = name;
        this.keys = keys;
        this.mailbox = mailbox;
        this.server = server;
    }

    /** One of the clients. */
    public static Approver of(Parties parties, String name) throws Exception {
        return new Approver(name, Forger.client(parties, name), parties.environment(name), parties.environment("web1"));
    }

    /** The text of the only request, once it is there. */
    public String request() {
        return Patience.await()
                .until(() -> texts("Mail Shell request"), texts -> texts.size() == 1)
                .get(0);
    }

    /** The texts of all requests so far. */
    public List<String> requests() throws Exception {
        return texts("Mail Shell request");
    }

    /** What the server answers to the vote of that number, from 1. */
    String answer(int number) {
        return Patience.await()
                .until(() -> texts("Re: Mail Shell"), texts -> texts.size() >= number)
                .get(number - 1);
    }

    int answers() throws Exception {
        return texts("Re: Mail Shell").size();
    }

    /** How many different votes were answered as interrupted. */
    public long interrupted() throws Exception {
        return texts("Re: Mail Shell").stream()
                .filter(answer -> answer.startsWith("interrupted"))
                .distinct()
                .count();
    }

    private List<String> texts(String subject) throws Exception {
        List<String> texts = new ArrayList<>();
        for (byte[] mail : new MailFolder(mailbox, "INBOX").mails()) {
            String raw = new String(mail, StandardCharsets.ISO_8859_1);
            if (raw.contains("\r\nSubject: " + subject + "\r\n")) {
                texts.add(keys.entity(raw).split("\r\n\r\n", 2)[1].replace("\r\n", "\n"));
            }
        }
        return texts;
    }

    /** What a vote can name a request by. */
    public static String digest(String request) {
        Matcher digest = DIGEST.matcher(request);
        if (!digest.find()) {
            throw new AssertionError("no digest in " + request);
        }
        return digest.group(1);
    }

    /** A reply above the quoted request, as mail programs write it. */
    public static String reply(String word, String request) {
        return word + "\n\nOn Fri, Nov 27, 2026 at 10:00:00AM +0000, web1 wrote:\n"
                + request.lines().map(line -> "> " + line + "\n").collect(Collectors.joining());
    }

    /** Sends a text, and gives the mail that it went in. */
    public String send(String text) throws Exception {
        String mail = keys.mail("From: " + name + "@mail.test\r\n", "web1", TEXT + text.replace("\n", "\r\n"));
        sendAgain(mail);
        return mail;
    }

    void sendAgain(String mail) throws Exception {
        new MailFolder(server, "INBOX").deliver(mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}
