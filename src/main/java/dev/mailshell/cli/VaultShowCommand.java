package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.StoredMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell vault show}. */
@Command(
        name = "show",
        description = "Decrypts one stored mail and writes it to stdout byte for byte; at a terminal, what could do"
                + " something to it is shown as a question mark. With --json its bytes are in base64.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell vault show --home homes/web1 20261120T100000.123456Z",
            "  mailshell vault show --home homes/web1 20261120T100000.123456Z > mail.eml"
        })
final class VaultShowCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private StoredMailOptions options;

    @Parameters(arity = "1", paramLabel = "ID", description = "The mail, as vault list names it.")
    private String id;

    VaultShowCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        try (MailInspection mails = options.open(context)) {
            StoredMail mail = StoredMailOptions.find(mails, id);
            try {
                show(mails, mail);
            } catch (DamagedMail e) {
                throw StoredMailOptions.damaged(mail, e);
            }
        }
        return ExitCode.OK;
    }

    private void show(MailInspection mails, StoredMail mail) throws IOException, DamagedMail {
        if (options.json()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            mails.read(mail, content);
            Json.print(context.out(), json(mail, content.toByteArray()));
            return;
        }
        boolean onTerminal = context.terminal().get().isPresent() || Screen.showsStdout();
        OutputStream target = onTerminal ? new TerminalText(context.out()) : context.out();
        mails.read(mail, target);
        target.flush();
    }

    private static Map<String, Object> json(StoredMail mail, byte[] content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", mail.name());
        fields.put("arrived", mail.arrival().toString());
        fields.put("bytes", content.length);
        fields.put("whole", !mail.tooLarge());
        fields.put("base64", Base64.getEncoder().encodeToString(content));
        return fields;
    }
}
