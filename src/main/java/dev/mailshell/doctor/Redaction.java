package dev.mailshell.doctor;

import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.config.PopMailbox;
import dev.mailshell.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Keeps secrets out of what is shown, also if a mail server repeats one: as it is, and as SASL writes it. */
final class Redaction {

    /** A shorter one would be found in everything. */
    private static final int SHORTEST = 4;

    /** Longer texts first: one may hold another. Checks find tokens while others are shown. */
    private final Map<String, String> replacements = new ConcurrentSkipListMap<>(
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** What the settings hold. */
    Redaction(MailshellConfig config) {
        if (config.reception() instanceof ImapMailbox imap) {
            imap.password().ifPresent(password -> hide(imap.user(), password.reveal()));
        }
        if (config.reception() instanceof PopMailbox pop3) {
            hide(pop3.user(), pop3.password().reveal());
        }
        config.smtp().ifPresent(smtp -> smtp.password().ifPresent(password -> hide(smtp.user(), password.reveal())));
        config.keyPassphrase().map(Secret::reveal).ifPresent(this::hideBoth);
        config.oauth().flatMap(OAuthClient::clientSecret).map(Secret::reveal).ifPresent(this::hideBoth);
    }

    /** The same secret, kept out from the moment at which it is known. */
    Supplier<String> hiding(String user, Supplier<String> secret) {
        return () -> {
            String known = secret.get();
            hide(user, known);
            return known;
        };
    }

    private void hide(String user, String secret) {
        hideBoth(secret);
        hide(base64("\0" + user + "\0" + secret));
        hide(base64(user + "\0" + user + "\0" + secret));
        hide(base64("user=" + user + "\1auth=Bearer " + secret + "\1\1"));
    }

    private void hideBoth(String secret) {
        hide(secret);
        hide(base64(secret));
    }

    private void hide(String text) {
        if (text.length() >= SHORTEST) {
            replacements.put(text, "***");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Finding of(Finding finding) {
        return finding.with(replacements);
    }
}
