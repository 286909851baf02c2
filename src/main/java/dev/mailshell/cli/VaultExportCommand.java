package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.KeptMail;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell vault export}. */
@Command(
        name = "export",
        description =
                "Decrypts stored mails and writes each into a file of its own, ID.eml, which only its owner can read. No file"
                        + " is overwritten. Without an ID it takes all mails.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell vault export --home homes/web1 --to mails",
            "  mailshell vault export --home hub --mailbox alice@example.org --to mails"
        })
final class VaultExportCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private StoredMailOptions options;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "The folder to write to; it is made if it is not there.")
    private Path folder;

    @Option(
            names = "--mailbox",
            paramLabel = "ADDRESS",
            description = "Of a hub: all mails of one mailbox (default: of all).")
    private String mailbox;

    @Parameters(paramLabel = "ID", description = "The mails, as vault list names them (default: all).")
    private List<String> ids = List.of();

    VaultExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        try (MailInspection mails = options.open(context)) {
            List<StoredMail> meant = meant(mails);
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            List<String> written = new ArrayList<>();
            for (StoredMail mail : meant) {
                if (write(mails, mail)) {
                    written.add(mail.name());
                }
            }
            report(written, meant.size() - written.size());
            return written.size() == meant.size() ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private List<StoredMail> meant(MailInspection mails) throws CommandFailure {
        if (ids.isEmpty()) {
            return mails.newest(VaultListCommand.mailbox(mailbox), Integer.MAX_VALUE).stream()
                    .map(KeptMail::mail)
                    .distinct()
                    .toList();
        }
        if (mailbox != null) {
            throw new CommandFailure(
                    "--mailbox stands for all mails of a mailbox, and mails are named too", "leave one of both out");
        }
        Set<StoredMail> found = new LinkedHashSet<>();
        for (String id : ids) {
            found.add(StoredMailOptions.find(mails, id));
        }
        return List.copyOf(found);
    }

    /** One that is damaged is told of, and leaves no file; the others go on. */
    private boolean write(MailInspection mails, StoredMail mail) throws CommandFailure, IOException {
        Path file = folder.resolve(mail.name() + ".eml");
        try (OutputStream out = PrivateFile.create(file)) {
            read(mails, mail, out);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    "there is a file " + file + " already", "name another folder with --to, or move the file away", e);
        } catch (DamagedMail e) {
            Files.delete(file);
            CommandFailure told = StoredMailOptions.damaged(mail, e);
            new Diagnostics(context.err()).error(told.getMessage(), told.hint());
            return false;
        }
    }

    /** What is asked for by its mailbox is another's mail if only a row says that it is in there. */
    private void read(MailInspection mails, StoredMail mail, OutputStream out)
            throws CommandFailure, IOException, DamagedMail {
        Optional<MailAddress> only = VaultListCommand.mailbox(mailbox);
        if (only.isPresent()) {
            mails.read(only.get(), mail, out);
        } else {
            mails.read(mail, out);
        }
    }

    private void report(List<String> written, int damaged) {
        if (options.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("folder", folder.toString());
            fields.put("ids", written);
            fields.put("damaged", damaged);
            Json.print(context.out(), fields);
        } else {
            context.out().println("written to " + folder + ": " + written.size());
        }
    }
}
