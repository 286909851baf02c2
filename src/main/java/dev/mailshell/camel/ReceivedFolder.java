package dev.mailshell.camel;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;

/**
 * The folder that mail goes to once it is stored, by the name that the mail server at hand gives it: with its own separator (RFC 3501
 * section 5.1.1) and below its personal namespace (RFC 2342).
 *
 * @param name with {@code /} between levels
 */
record ReceivedFolder(String name) {

    String in(Folder mailbox) throws MessagingException {
        char separator = mailbox.getSeparator();
        String here = separator == 0 ? name : name.replace('/', separator);
        Folder[] personal = mailbox.getStore().getPersonalNamespaces();
        String root = personal.length == 0 ? "" : personal[0].getFullName();
        return root.isEmpty() || here.startsWith(root + separator) ? here : root + separator + here;
    }
}
