package dev.mailshell.filter;

import dev.mailshell.mime.Sender;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * From whom mail is opened at all, by the header field From.
 *
 * @param clients whether from the addresses of the trust folder
 * @param addresses others, in lower case
 * @param domains from each of whose addresses, in lower case; subdomains are domains of their own
 */
public record SenderList(boolean clients, Set<String> addresses, Set<String> domains) {

    /** The form in words, for an error. */
    public static final String FORM = "clients, name@domain or @domain, with commas between them";

    private static final int MOST = 1000;

    /** Copies both. */
    public SenderList {
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
    }

    /**
     * Reads {@code clients, ops@example.org, @example.com}; {@code *@example.com} is the same as the last.
     *
     * @throws IllegalArgumentException if it is of another form, or has more than 1000 entries
     */
    public static SenderList parse(String text) {
        boolean clients = false;
        Set<String> addresses = new HashSet<>();
        Set<String> domains = new HashSet<>();
        String[] entries = text.split(",", -1);
        if (entries.length > MOST) {
            throw new IllegalArgumentException("too many senders");
        }
        for (String entry : entries) {
            String sender = entry.strip().toLowerCase(Locale.ROOT);
            if (sender.equals("clients")) {
                clients = true;
            } else if (sender.startsWith("@") || sender.startsWith("*@")) {
                String domain = sender.substring(sender.indexOf('@') + 1);
                requireAddress("x@" + domain);
                domains.add(domain);
            } else {
                requireAddress(sender);
                addresses.add(sender);
            }
        }
        return new SenderList(clients, addresses, domains);
    }

    private static void requireAddress(String text) {
        // A star would look like a pattern, which none is.
        if (text.indexOf('*') >= 0) {
            throw new IllegalArgumentException("a star stands only before @");
        }
        try {
            new MailAddress(text);
        } catch (InvalidMessage e) {
            throw new IllegalArgumentException("not a mail address", e);
        }
    }

    /** Whether mail of {@code sender} is opened; {@code isClient} tells whose address is in the trust folder. */
    boolean admits(Sender sender, Predicate<Sender> isClient) {
        return addresses.contains(sender.toString())
                || domains.contains(sender.domain())
                || (clients && isClient.test(sender));
    }
}
