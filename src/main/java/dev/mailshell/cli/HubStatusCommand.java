package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailService;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.OwnStore;
import dev.mailshell.config.Role;
import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.MailStore.QueueUsage;
import dev.mailshell.ledger.MailboxUsage;
import dev.mailshell.ledger.SqliteMailInspection;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.model.MailAddress;
import dev.mailshell.policy.SizeText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell hub status}. */
@Command(
        name = "status",
        description =
                "Shows how much is in each mailbox of the hub, what waits to leave, and until when its certificate is good; also while"
                        + " the hub runs.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell hub status --home homes/hub"})
final class HubStatusCommand implements Callable<Integer> {

    private static final QueueUsage NOTHING = new QueueUsage(0, Optional.empty());

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    HubStatusCommand(CliContext context) {
        this.context = context;
    }

    /** A mailbox that has a user, has mail, or both; without a user there is no quota, since nothing comes in. */
    private record Row(MailAddress mailbox, Optional<MailboxUsage> usage, OptionalLong quota) {

        int mails() {
            return usage.map(MailboxUsage::mails).orElse(0);
        }

        long bytes() {
            return usage.map(MailboxUsage::bytes).orElse(0L);
        }

        Optional<Instant> oldest() {
            return usage.flatMap(MailboxUsage::oldest).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.HUB, context.environment());
        MailService service = ((OwnStore) config.reception()).service();
        Instant certificate = TlsFiles.open(service.certificate(), service.key(), context.random())
                .certificate()
                .getNotAfter()
                .toInstant();
        List<MailboxUsage> usages = List.of();
        QueueUsage queue = NOTHING;
        Home home = config.home();
        // Until the first start there is none.
        if (Files.exists(home.mailStore())) {
            try (MailInspection store =
                    SqliteMailInspection.ofStore(new VaultFiles(home.mailStore(), home.mailStoreKeys()))) {
                usages = store.usages();
                queue = store.queue();
            }
        }
        List<Row> rows = rows(new UsersFile(home).accounts(), usages, service.quota());
        if (common.json()) {
            Json.print(context.out(), json(service, certificate, rows, queue));
        } else {
            print(service, certificate, rows, queue);
        }
        return ExitCode.OK;
    }

    private static List<Row> rows(List<Account> accounts, List<MailboxUsage> usages, long usual) {
        Map<MailAddress, Row> rows = new LinkedHashMap<>();
        Map<String, MailboxUsage> left = new TreeMap<>();
        usages.forEach(usage -> left.put(usage.mailbox().value(), usage));
        for (Account account : accounts) {
            MailAddress address = account.address();
            Optional<MailboxUsage> usage = Optional.ofNullable(left.remove(address.value()));
            rows.put(
                    address,
                    new Row(address, usage, OptionalLong.of(account.quota().orElse(usual))));
        }
        left.values()
                .forEach(usage ->
                        rows.put(usage.mailbox(), new Row(usage.mailbox(), Optional.of(usage), OptionalLong.empty())));
        return List.copyOf(rows.values());
    }

    private void print(MailService service, Instant certificate, List<Row> rows, QueueUsage queue) {
        context.out().println("host         " + service.host());
        context.out().println("certificate  ends " + certificate);
        context.out()
                .println("queue        " + queue.mails() + " to leave"
                        + queue.oldest()
                                .map(oldest -> ", the oldest since " + oldest.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(""));
        context.out().println();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("MAILBOX", "MAILS", "BYTES", "QUOTA", "OLDEST"));
        rows.forEach(row -> table.add(List.of(
                row.mailbox().value(),
                Integer.toString(row.mails()),
                Long.toString(row.bytes()),
                row.quota().isPresent() ? SizeText.format(row.quota().getAsLong()) : "no user",
                row.oldest().map(Instant::toString).orElse("-"))));
        Columns.print(context.out(), table);
    }

    private static Map<String, Object> json(
            MailService service, Instant certificate, List<Row> rows, QueueUsage queue) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("host", service.host());
        fields.put("certificateEnds", certificate.toString());
        fields.put("queued", queue.mails());
        fields.put("queuedSince", queue.oldest().map(Instant::toString).orElse(null));
        fields.put("mailboxes", rows.stream().map(HubStatusCommand::json).toList());
        return fields;
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("address", row.mailbox().value());
        fields.put("mails", row.mails());
        fields.put("bytes", row.bytes());
        fields.put("quota", row.quota().isPresent() ? row.quota().getAsLong() : null);
        fields.put("oldest", row.oldest().map(Instant::toString).orElse(null));
        return fields;
    }
}
