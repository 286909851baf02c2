package dev.mailshell.camel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what an SMTP server answers to an account that sends too much from what it answers to one mail. Some say it with 5xx though
 * tomorrow they take the same mail: Gmail {@code 550 5.4.5}, Microsoft {@code 550 5.1.90} and {@code 554 5.2.0} with the name of an exception, iCloud {@code 550 5.7.1}.
 */
final class Throttling {

    private static final Pattern ANSWER =
            Pattern.compile("([245][0-9]{2})[ -](?:([245]\\.[0-9]{1,3}\\.[0-9]{1,3})[ ])?(.*)", Pattern.DOTALL);

    /** Of the account that sends, whatever the words are. */
    private static final Set<String> CODES = Set.of("5.4.5", "5.1.90", "4.7.28");

    /** No bare quota: the mailbox of a recipient may be full. */
    private static final Pattern WORDS =
            Pattern.compile("submissionquotaexceeded|thread limit exceeded|rate limit|rate exceeded"
                    + "|sending (?:limit|quota|rate)|(?:daily|hourly)[a-z ]{0,30}(?:limit|quota)"
                    + "|too many (?:messages|mails|emails|concurrent|connections|login)");

    private static final Pattern NOT_NOW = Pattern.compile("try again later");

    private Throttling() {}

    /** Whether {@code answer}, a reply with its code, is about how much the account sends. */
    static boolean isIn(String answer) {
        Matcher line = ANSWER.matcher(answer.strip());
        if (!line.matches() || line.group(1).startsWith("2")) {
            return false;
        }
        String words = line.group(3).toLowerCase(Locale.ROOT);
        Optional<String> code = Optional.ofNullable(line.group(2));
        boolean hangsUp =
                line.group(1).equals("421") && code.filter("4.7.0"::equals).isPresent();
        return code.filter(CODES::contains).isPresent()
                || WORDS.matcher(words).find()
                || (hangsUp && NOT_NOW.matcher(words).find());
    }
}
