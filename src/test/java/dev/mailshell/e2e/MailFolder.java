package dev.mailshell.e2e;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A folder of a party's mailbox, as a mail program sees it. */
public final class MailFolder {

    private final Map<String, String> environment;
    private final String name;

    /** @param environment the settings of the party
     * @param name of the folder, as the mail server calls it */
    public MailFolder(Map<String, String> environment, String name) {
        this.environment = environment;
        this.name = name;
    }

    /** All mails, raw. */
    public List<byte[]> mails() throws Exception {
        List<byte[]> mails = new ArrayList<>();
        try (Store store = connect()) {
            Folder folder = store.getFolder(name);
            if (folder.exists()) {
                folder.open(Folder.READ_ONLY);
                for (Message message : folder.getMessages()) {
                    ByteArrayOutputStream raw = new ByteArrayOutputStream();
                    message.writeTo(raw);
                    mails.add(raw.toByteArray());
                }
            }
        }
        return mails;
    }

    /** Delivers raw mails, as a mail server that repeats itself would. */
    public void deliver(byte[]... mails) throws Exception {
        try (Store store = connect()) {
            List<Message> messages = new ArrayList<>();
            for (byte[] mail : mails) {
                messages.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
            }
            store.getFolder(name).appendMessages(messages.toArray(Message[]::new));
        }
    }

    private Store connect() throws Exception {
        return ImapStore.connect(Mailbox.session(environment), environment);
    }
}
