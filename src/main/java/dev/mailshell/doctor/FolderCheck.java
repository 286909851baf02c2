package dev.mailshell.doctor;

import dev.mailshell.doctor.Finding.State;
import dev.mailshell.model.Amount;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import java.io.IOException;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.Rights;
import org.eclipse.angus.mail.imap.Rights.Right;

/**
 * Whether mail can be read in a folder, and taken out of it. Nothing is changed there.
 *
 * @param trouble what it means if not
 * @param ifMissing what to do if there is no such folder
 */
record FolderCheck(ImapVisit visit, String name, String folder, State trouble, String ifMissing) implements Check {

    private static final String HINT =
            "give this user the rights to read, mark and delete there, or name another folder";

    /** Of the folder that mail arrives in. */
    static FolderCheck ofMail(ImapVisit visit) {
        return new FolderCheck(
                visit, "folder", visit.mailbox().folder(), State.FAIL, "make it, or correct mailshell.imap.folder");
    }

    /** Of the folder for junk, without which mail is found that was filed right. */
    static FolderCheck ofJunk(ImapVisit visit, String folder) {
        return new FolderCheck(
                visit, "junk", folder, State.WARN, "write its name, or off, into mailshell.imap.junk-folder");
    }

    @Override
    public List<Finding> look() throws MessagingException, IOException {
        boolean tellsRights = visit.offers("ACL");
        try {
            Finding found = visit.in(folder, Folder.READ_WRITE, open -> found(open, tellsRights));
            return List.of(found);
        } catch (FolderNotFoundException e) {
            return List.of(new Finding(name, trouble, "there is no folder " + folder, ifMissing));
        } catch (ReadOnlyFolderException e) {
            return List.of(new Finding(name, trouble, folder + " is read-only: mail cannot be moved away", HINT));
        }
    }

    private Finding found(IMAPFolder open, boolean tellsRights) throws MessagingException {
        int mails = open.getMessageCount();
        String fact = folder + " can be read and changed, " + Amount.of(mails, "mail") + " in it";
        if (!tellsRights) {
            return Finding.ok(name, fact);
        }
        Rights rights = open.myRights();
        return canTakeFrom(rights)
                ? Finding.ok(name, fact)
                : new Finding(
                        name,
                        trouble,
                        folder + " does not let mail be moved away (rights were " + letters(rights)
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
