package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Fills a folder with mail of strangers. */
final class Filling {

    private static final int AT_ONCE = 1000;

    private Filling() {}

    static void fill(RealMail mail, String user, String folder, int mails) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.imaps.ssl.socketFactory", mail.tls().getSocketFactory());
        Session session = Session.getInstance(settings);
        RealMail.Account account = mail.account(user);
        try (Store store = session.getStore("imaps")) {
            store.connect(RealMail.HOST, mail.imapsPort(), account.address(), account.password());
            Folder target = store.getFolder(folder);
            if (!target.exists()) {
                target.create(Folder.HOLDS_MESSAGES);
            }
            target.appendMessages(mails(session, Math.min(mails, AT_ONCE)));
            copy(target, mails);
        }
    }

    /** A copy within the mail server is much quicker than a mail from here. */
    private static void copy(Folder target, int mails) throws MessagingException {
        target.open(Folder.READ_WRITE);
        Message[] first = target.getMessages();
        for (int there = first.length; there < mails; there += first.length) {
            target.copyMessages(first, target);
        }
        target.close(false);
    }

    private static Message[] mails(Session session, int count) throws MessagingException {
        Message[] mails = new Message[count];
        for (int i = 0; i < count; i++) {
            MimeMessage mail = new MimeMessage(session);
            mail.setFrom("stranger" + i + "@elsewhere.test");
            mail.setRecipients(Message.RecipientType.TO, "alice@mail.test");
            mail.setSubject("newsletter " + i);
            mail.setText("nothing for us\n".repeat(40));
            mail.saveChanges();
            mails[i] = mail;
        }
        return mails;
    }
}
