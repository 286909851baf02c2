package dev.mailshell.doctor;

import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import java.io.IOException;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.Rights;
import org.eclipse.angus.mail.imap.Rights.Right;

/** Whether mail can be read in the folder that it arrives in, and taken out of it. Nothing is changed there. */
record FolderCheck(ImapVisit visit) implements Check {

    private static final String HINT =
            "give this user the rights to read, mark and delete there, or name another folder";

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public List<Finding> look() throws MessagingException, IOException {
        String folder = visit.mailbox().folder();
        boolean tellsRights = visit.offers("ACL");
        try {
            Finding found = visit.in(folder, Folder.READ_WRITE, open -> found(open, tellsRights));
            return List.of(found);
        } catch (FolderNotFoundException e) {
            return List.of(
                    Finding.fail(name(), "there is no folder " + folder, "make it, or correct mailshell.imap.folder"));
        } catch (ReadOnlyFolderException e) {
            return List.of(Finding.fail(name(), folder + " is read-only: mail cannot be moved away", HINT));
        }
    }

    private Finding found(IMAPFolder folder, boolean tellsRights) throws MessagingException {
        int mails = folder.getMessageCount();
        String fact = folder.getFullName() + " can be read and changed, " + mails + " mails in it";
        if (!tellsRights) {
            return Finding.ok(name(), fact);
        }
        Rights rights = folder.myRights();
        return canTakeFrom(rights)
                ? Finding.ok(name(), fact)
                : Finding.fail(
                        name(),
                        folder.getFullName() + " does not let mail be moved away (rights were " + letters(rights)
                                + ", expected lrste)",
                        HINT);
    }

    /** By the letters of RFC 4314, or those of RFC 2086, where one right stands for several. */
    private static boolean canTakeFrom(Rights rights) {
        boolean deletes = rights.contains(Right.DELETE)
                || (rights.contains(Right.getInstance('t')) && rights.contains(Right.getInstance('e')));
        return deletes && rights.contains(Right.READ) && rights.contains(Right.KEEP_SEEN);
    }

    private static String letters(Rights rights) {
        StringBuilder letters = new StringBuilder();
        for (Right right : rights.getRights()) {
            letters.append(right);
        }
        return letters.toString();
    }
}
