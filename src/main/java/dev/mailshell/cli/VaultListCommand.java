package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.ledger.KeptMail;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell vault list}. */
@Command(
        name = "list",
        description = "Lists the mail that is stored in the home, the newest first; also while it is in use.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell vault list --home homes/web1",
            "  mailshell vault list --home hub --mailbox alice@example.org"
        })
final class VaultListCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    private final CliContext context;

    @Mixin
    private StoredMailOptions options;

    @Option(names = "--mailbox", paramLabel = "ADDRESS", description = "Of a hub: one mailbox only (default: all).")
    private String mailbox;

    @Option(names = "--last", defaultValue = "50", paramLabel = "N", description = "How many to list (default: 50).")
    private String last;

    VaultListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Optional<MailAddress> only = mailbox(mailbox);
        int most = Arguments.number("--last", last, 1, MOST).orElseThrow();
        try (MailInspection mails = options.open(context)) {
            print(mails.newest(only, most));
        }
        return ExitCode.OK;
    }

    /** The mailbox that is named, if one is. */
    static Optional<MailAddress> mailbox(String value) throws CommandFailure {
        return value == null
                ? Optional.empty()
                : Optional.of(Arguments.address("--mailbox", value, "mailshell vault list shows the mailboxes"));
    }

    private void print(List<KeptMail> mails) {
        if (options.json()) {
            mails.forEach(mail -> Json.printLine(context.out(), json(mail)));
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("ID", "ARRIVED", "BYTES", "MAILBOX", "REMARK"));
            mails.forEach(mail -> rows.add(row(mail)));
            Columns.print(context.out(), rows);
        }
    }

    private static List<String> row(KeptMail mail) {
        return List.of(
                mail.mail().name(),
                mail.mail().arrival().truncatedTo(ChronoUnit.SECONDS).toString(),
                Long.toString(mail.bytes()),
                mail.mailbox().map(MailAddress::value).orElse("-"),
                remark(mail));
    }

    private static String remark(KeptMail mail) {
        if (mail.setAside()) {
            return "cannot be read";
        }
        return mail.mail().tooLarge() ? "its beginning only" : "";
    }

    /** What programs read of a mail. */
    static Map<String, Object> json(KeptMail mail) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", mail.mail().name());
        fields.put("arrived", mail.mail().arrival().toString());
        fields.put("bytes", mail.bytes());
        mail.mailbox().ifPresent(address -> fields.put("mailbox", address.value()));
        fields.put("whole", !mail.mail().tooLarge());
        fields.put("damaged", mail.setAside());
        return fields;
    }
}
