package dev.mailshell.doctor;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;

/** Whether mail can be moved to where it goes once it is stored: tries it with a mail of its own, between folders of its own. */
record ReceivedCheck(ImapVisit visit, SecureRandom random) implements Check {

    @Override
    public String name() {
        return "received";
    }

    @Override
    public List<Finding> look() throws IOException, MessagingException {
        String received = visit.received();
        boolean move = visit.offers("MOVE");
        try (ScratchFolder from = ScratchFolder.make(visit, random);
                ScratchFolder to = ScratchFolder.make(visit, random)) {
            from.append();
            int moved = move(from, to, move);
            if (moved != 1) {
                return List.of(Finding.fail(
                        name(),
                        "a mail that was moved is not there (was " + moved + ", expected 1)",
                        "see the log of the mail server"));
            }
        } catch (MessagingException e) {
            return List.of(
                    Finding.fail(
                            name(),
                            "mail cannot be moved below " + received + " (" + e.getMessage() + ")",
                            "give this user the right to make folders and mails there, or set another mailshell.imap.received"));
        }
        return List.of(
                move
                        ? Finding.ok(name(), "mail can be moved below " + received)
                        : Finding.warn(
                                name(),
                                "mail can be moved below " + received
                                        + ", but not in one step: the mail server has no MOVE",
                                "keep room in the mailbox: in a full one nothing can be moved"));
    }

    private int move(ScratchFolder from, ScratchFolder to, boolean inOneStep) throws MessagingException, IOException {
        visit.in(from.name(), Folder.READ_WRITE, folder -> {
            Message[] mails = folder.getMessages();
            if (inOneStep) {
                folder.moveMessages(mails, to.folder());
            } else {
                folder.copyMessages(mails, to.folder());
            }
            return mails.length;
        });
        return visit.in(to.name(), Folder.READ_ONLY, Folder::getMessageCount);
    }
}
