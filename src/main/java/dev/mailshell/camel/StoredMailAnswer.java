package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.exec.JobControl;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.KeptMail;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Answers with what a hub keeps for its users, whoever they are: the policy says who may ask. */
final class StoredMailAnswer {

    private static final int LISTED = 50;

    private final Supplier<Optional<MailInspection>> store;
    private final LargeAnswer large;

    /** @param store opens it for one answer; empty where none is kept */
    StoredMailAnswer(Supplier<Optional<MailInspection>> store, LargeAnswer large) {
        this.store = store;
        this.large = large;
    }

    /** @throws Refusal if no mail is kept here, or not this one */
    Outcome of(BuiltIn.Vault request, Exchange exchange) throws IOException, Refusal {
        try (MailInspection mails = store.get().orElseThrow(StoredMailAnswer::none)) {
            if (request.show().isEmpty()) {
                return new Outcome.Told(text(mails.newest(Optional.empty(), LISTED)));
            }
            StoredMail mail = mails.find(request.show().get()).orElseThrow(StoredMailAnswer::unknown);
            return large.of(folder -> copy(mails, mail, folder), exchange);
        }
    }

    static String text(List<KeptMail> mails) {
        return mails.isEmpty()
                ? "no mail is stored here\n"
                : mails.stream().map(StoredMailAnswer::line).collect(Collectors.joining());
    }

    private static String line(KeptMail kept) {
        return kept.mail().name() + "  "
                + kept.mailbox().map(MailAddress::value).orElse("-") + "  " + kept.bytes() + " bytes"
                + (kept.setAside() ? ", damaged" : "") + "\n";
    }

    private static JobControl.Output copy(MailInspection mails, StoredMail mail, Path folder)
            throws IOException, Refusal {
        Path content = folder.resolve("stdout");
        Path nothing = folder.resolve("stderr");
        PrivateFile.create(nothing).close();
        try (OutputStream out = PrivateFile.create(content)) {
            mails.read(mail, out);
        } catch (DamagedMail e) {
            throw new Refusal(
                    Reason.VAULT_DAMAGED,
                    "the mail " + mail.name() + " cannot be read: " + e.getMessage(),
                    "check the disk of the hub, and who could write to its state folder");
        }
        return new JobControl.Output(
                new CapturedStream(content, Files.size(content), false), new CapturedStream(nothing, 0, false));
    }

    private static Refusal none() {
        return new Refusal(
                Reason.MAIL_UNKNOWN, "no mail of users is kept here", "ask a hub: it keeps the mail of its users");
    }

    private static Refusal unknown() {
        return new Refusal(Reason.MAIL_UNKNOWN, "no mail of this id is kept here", "vault list shows the newest");
    }
}
