package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.Namespaces;

/**
 * The folder that mail goes to once it is stored, by the name that the mail server at hand gives it: with its own separator (RFC 3501
 * section 5.1.1) and below its personal namespace (RFC 2342).
 *
 * @param name with {@code /} between levels
 */
public record ReceivedFolder(String name) {

    /**
     * Its full name. Asks over the connection of {@code mailbox}, which is open: its store would make another one.
     *
     * @throws MessagingException if the mail server does not say
     */
    public String in(IMAPFolder mailbox) throws MessagingException {
        char separator = mailbox.getSeparator();
        String here = separator == 0 ? name : name.replace('/', separator);
        String root = (String) mailbox.doCommand(ReceivedFolder::personalNamespace);
        return here.startsWith(root) ? here : root + here;
    }

    /** With its separator at the end; empty if there is none. */
    private static String personalNamespace(IMAPProtocol protocol) throws ProtocolException {
        Namespaces namespaces = protocol.hasCapability("NAMESPACE") ? protocol.namespace() : null;
        if (namespaces == null || namespaces.personal == null || namespaces.personal.length == 0) {
            return "";
        }
        String prefix = namespaces.personal[0].prefix;
        char separator = namespaces.personal[0].delimiter;
        boolean complete = prefix.isEmpty() || separator == 0 || prefix.endsWith(String.valueOf(separator));
        return complete ? prefix : prefix + separator;
    }
}
