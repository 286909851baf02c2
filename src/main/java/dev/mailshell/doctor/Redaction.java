package dev.mailshell.doctor;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Keeps secrets out of what is shown, also if a mail server repeats one: as it is, and as SASL writes it. */
final class Redaction {

    /** A shorter one would be found in everything. */
    private static final int SHORTEST = 4;

    /** Longer texts first: one may hold another. */
    private final Map<String, String> replacements =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Redaction(MailshellConfig config) {
        config.reception().mailbox().ifPresent(mailbox -> hide(mailbox.user(), mailbox.password()));
        config.smtp().ifPresent(smtp -> hide(smtp.user(), smtp.password()));
        config.keyPassphrase().ifPresent(this::hide);
    }

    private void hide(String user, Secret password) {
        hide(password);
        hide(base64("\0" + user + "\0" + password.reveal()));
        hide(base64(user + "\0" + user + "\0" + password.reveal()));
    }

    private void hide(Secret secret) {
        hide(secret.reveal());
        hide(base64(secret.reveal()));
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
