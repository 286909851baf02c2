package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Role;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.IdentityName;
import dev.mailshell.policy.OneTimeSecret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell totp enrol}. */
@Command(
        name = "enrol",
        description =
                "Makes the secret of a client's one-time codes, shows it as a QR code for an authenticator app, and asks"
                        + " for one code to see that it arrived. A running server knows it from the next command on.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell totp enrol alice --home homes/web1",
            "  mailshell totp enrol alice --home homes/web1 --replace --yes"
        })
final class TotpEnrolCommand implements Callable<Integer> {

    private static final int TRIES = 3;

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "CLIENT", description = "Who will send the codes.")
    private String client;

    @Option(names = "--png", paramLabel = "FILE", description = "Write the QR code as a picture too; it is secret.")
    private Path png;

    @Option(
            names = "--replace",
            description = "Make a new secret although there is one, as for a new phone; the old one ends.")
    private boolean replace;

    @Option(names = "--yes", description = "Ask for no code: the secret is not tried before it counts.")
    private boolean yes;

    TotpEnrolCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Enrolments enrolments = Enrolments.of(common.home(context.environment()), context.environment());
        IdentityName name = Enrolments.client(client);
        requireNew(enrolments, name);
        OneTimeSecret secret = OneTimeSecret.random(context.random());
        String uri = enrolments.uri(name, secret);
        QrCode code = QrCode.of(uri);
        writePng(code);
        show(code, uri);
        enrol(enrolments, name, secret, confirmed(secret));
        sayNext(enrolments, name);
        return ExitCode.OK;
    }

    private void requireNew(Enrolments enrolments, IdentityName name) throws CommandFailure {
        if (!Files.isDirectory(enrolments.home().peers(Role.SERVER).resolve(name.value()))) {
            throw new CommandFailure(
                    "there is no client " + name + " in trust/clients",
                    "mailshell keys list shows the clients; mailshell keys add trusts another");
        }
        if (enrolments.has(name) && !replace) {
            throw new CommandFailure(
                    name + " is enrolled already",
                    "--replace makes a new secret, and ends the one in the client's app");
        }
    }

    private void writePng(QrCode code) throws CommandFailure, IOException {
        if (png == null) {
            return;
        }
        try (OutputStream out = PrivateFile.create(png)) {
            code.writePng(out);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    "nothing is changed: " + png + " exists already", "name another file, or delete that one", e);
        }
    }

    private void show(QrCode code, String uri) {
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("client", client);
            fields.put("uri", uri);
            Json.printLine(context.out(), fields);
            return;
        }
        code.print(context.out());
        // For who cannot scan.
        context.out().println(uri);
    }

    /** As {@link #confirm}; a picture of a secret that does not count goes. */
    private CodeHistory confirmed(OneTimeSecret secret) throws CommandFailure, IOException {
        try {
            return confirm(secret);
        } catch (CommandFailure e) {
            if (png != null) {
                Files.delete(png);
            }
            throw e;
        }
    }

    /** What is remembered at first: that the code which was typed is used. */
    private CodeHistory confirm(OneTimeSecret secret) throws CommandFailure {
        if (yes) {
            return CodeHistory.NONE;
        }
        Terminal terminal = context.terminal()
                .get()
                .orElseThrow(() -> new CommandFailure(
                        "nothing is changed: there is no terminal to ask for a code on",
                        "run it at a terminal, or say --yes to go without the trial"));
        String question = "Scan it with the app, then type the code that the app shows: ";
        for (int i = 0; i < TRIES; i++) {
            OptionalLong step =
                    secret.stepOf(terminal.askHidden(question), context.clock().instant());
            if (step.isPresent()) {
                return CodeHistory.accepted(step.getAsLong());
            }
            question = "That is not the code of this secret now. Type the one that the app shows: ";
        }
        throw new CommandFailure(
                "nothing is changed: " + TRIES + " times it was not the code of this secret",
                "delete it from the app; set the clocks of the phone and of this machine, then enrol again");
    }

    private static void enrol(Enrolments enrolments, IdentityName name, OneTimeSecret secret, CodeHistory history)
            throws IOException {
        try (CodeHistories histories = enrolments.histories()) {
            // The secret first: with the old one, codes that were used would count again.
            enrolments.write(name, secret);
            histories.update(name, before -> history);
        }
    }

    private void sayNext(Enrolments enrolments, IdentityName name) throws IOException {
        context.err().println("enrolled " + name + ": the secret is in totp/" + name);
        if (png != null) {
            context.err().println("next: delete " + png + " once it was scanned");
        }
        if (!isInPolicy(enrolments.home().policy(), name)) {
            context.err()
                    .println("next: add totp: totp/" + name + " to the entry " + name
                            + " under clients: in policy.yaml, so that codes are checked");
        }
    }

    private static boolean isInPolicy(Path policy, IdentityName name) throws IOException {
        return Files.exists(policy)
                && Pattern.compile("(?m)^[^#\n]*\\btotp:\\s*[\"']?totp/" + name + "\\b(?!-)")
                        .matcher(Files.readString(policy))
                        .find();
    }
}
