package dev.mailshell.newcomer;

import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Step 3 of a real pair for a mail server of one's own, which has other ports and an authority that nobody else knows. */
record OwnMail(RealMail mail) {

    private static final String AUTHORITY = "ca.pem";

    /** What is typed as the password of {@code user}. */
    String password(String user) {
        return mail.account(user).password() + "\n";
    }

    /** One of the settings that the page prints, with a host of our own in the place of the one there. */
    void set(Path home, String printed) throws IOException, NotAsPrinted {
        int end = printed.indexOf('=');
        set(
                home,
                printed.substring(0, end),
                printed.substring(end + 1).replaceFirst(".*\\.example\\.org", RealMail.HOST));
    }

    /** "Other ports …, and the authority of a mail server of your own are settings too: each is in the file". */
    void setWhatIsDifferentHere(Path home) throws IOException, NotAsPrinted {
        set(home, "mailshell.imap.port", Integer.toString(mail.imapsPort()));
        set(home, "mailshell.smtp.port", Integer.toString(mail.smtpsPort()));
        set(home, "mailshell.tls.ca-file", AUTHORITY);
        Files.copy(mail.caFile(), home.resolve(AUTHORITY));
    }

    /** Writes a setting into its line of the file, which may be a comment yet. */
    static void set(Path home, String key, String value) throws IOException, NotAsPrinted {
        Path file = home.resolve("mailshell.properties");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Matcher line = Pattern.compile("(?m)^#?" + Pattern.quote(key) + "=.*$").matcher(text);
        if (!line.find()) {
            throw new NotAsPrinted(file + " has no line for " + key);
        }
        Files.writeString(file, line.replaceFirst(Matcher.quoteReplacement(key + "=" + value)), StandardCharsets.UTF_8);
    }
}
