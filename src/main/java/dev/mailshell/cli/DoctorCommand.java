package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.doctor.Doctor;
import dev.mailshell.doctor.KeyLife;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mailshell doctor}. */
@Command(
        name = "doctor",
        description =
                "Looks at everything that commands and answers need: the home, its keys, both mail servers, a mail to"
                        + " itself, the policy and the machine. Prints one line for each check, and what to do. It takes"
                        + " little more than three minutes at most.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell doctor --home homes/web1", "  mailshell doctor --home homes/alice --no-mail"})
final class DoctorCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Option(names = "--offline", description = "Ask no mail server anything.")
    private boolean offline;

    @Option(names = "--no-mail", description = "Send no mail.")
    private boolean noMail;

    DoctorCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Home home = common.home(context.environment());
        Doctor doctor = new Doctor(home, context.environment(), () -> keys(home), context.clock(), context.random());
        DoctorReport report = DoctorReport.of(context, common.json());
        boolean healthy = doctor.examine(new Doctor.Scope(offline, noMail), report::add);
        report.end();
        return healthy ? ExitCode.OK : ExitCode.FAILURE;
    }

    private List<KeyLife> keys(Home home) {
        try {
            return KnownKeys.in(home, context.environment(), context.clock().instant()).stream()
                    .filter(key -> !key.revoked())
                    .map(DoctorCommand::life)
                    .toList();
        } catch (ConfigFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyLife life(KnownKey key) {
        return new KeyLife(
                key.kind().equals("own"),
                key.name(),
                key.material().algorithm()
                        + (key.material() instanceof OpenPgpMaterial ? " OpenPGP key" : " certificate"),
                key.validFrom(),
                key.material().validUntil(),
                key.material().fault());
    }
}
