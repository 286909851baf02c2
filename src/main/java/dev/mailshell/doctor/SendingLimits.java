package dev.mailshell.doctor;

import dev.mailshell.config.Provider;
import java.util.Map;
import java.util.Optional;

/**
 * How many mails providers let an account send, as they themselves say; each change these without notice.
 *
 * <ul>
 *   <li>Gmail: support.google.com/a/answer/166852, for Workspace: 2,000 messages a day, 500 in a trial. For other accounts no page of Google
 *       was at hand; 500 is what third parties quote.
 *   <li>Outlook: support.microsoft.com, "Sending limits in Outlook.com": 5,000 recipients a day with a subscription of Microsoft 365, less,
 *       and not said how many, without.
 *   <li>iCloud: support.apple.com/102198: 1,000 messages a day, to 1,000 recipients.
 *   <li>Fastmail and Yahoo: none that we know for sure.
 * </ul>
 */
final class SendingLimits {

    private static final Map<Provider, String> KNOWN = Map.of(
            Provider.GMAIL, "500 messages a day, 2000 in a paid Workspace",
            Provider.OUTLOOK, "5000 recipients a day with Microsoft 365, fewer without",
            Provider.ICLOUD, "1000 messages a day");

    private SendingLimits() {}

    /** Such as {@code 1000 messages a day}; empty if it is not known. */
    static Optional<String> of(Provider provider) {
        return Optional.ofNullable(KNOWN.get(provider));
    }
}
