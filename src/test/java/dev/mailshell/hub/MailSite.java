package dev.mailshell.hub;

import dev.mailshell.hub.sender.NameServers;
import dev.mailshell.hub.sender.SenderChecks;
import dev.mailshell.hub.smtp.SmtpdConstants;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.Accounts;
import dev.mailshell.hub.user.Login;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStoreLimits;
import dev.mailshell.ledger.MailboxEntry;
import dev.mailshell.ledger.SqliteMailStore;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** What the steps of a hub need, without its ports: a store, users of {@code example.test}, and the host {@code mail.example.test}. */
final class MailSite implements AutoCloseable {

    static final MailAddress ALICE = new MailAddress("alice@example.test");
    static final MailAddress BOB = new MailAddress("bob@example.test");
    static final MailAddress OUTSIDE = new MailAddress("carol@elsewhere.test");

    final Set<MailAddress> users = ConcurrentHashMap.newKeySet();
    final Mailboxes mailboxes;
    final MailStore store;
    final HubSteps steps;

    private MailSite(MailStore store, boolean smartHost) {
        this.store = store;
        this.mailboxes = new Mailboxes(new MailAddress("hub@example.test"), "mail.example.test", new Users());
        // Nobody listens there: what asks the DNS is not told.
        NameServers nobody = new NameServers(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));
        this.steps = new HubSteps(
                mailboxes,
                new SubmissionRecipients(mailboxes, smartHost),
                store,
                new SenderVerdicts(
                        new SenderChecks("mail.example.test", nobody, Clock.systemUTC()), "mail.example.test"),
                Duration.ofDays(30),
                Clock.systemUTC());
        users.addAll(Set.of(ALICE, BOB));
    }

    static MailSite in(Path directory, boolean smartHost, long quota) throws Exception {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path state = Files.createDirectory(directory.resolve("state"), mode);
        Path keys = Files.createDirectory(directory.resolve("identity"), mode);
        MailStore store = SqliteMailStore.open(
                new VaultFiles(state.resolve("mail.db"), keys.resolve("mail.keys")),
                Clock.systemUTC(),
                new SecureRandom(),
                new MailStoreLimits(new VaultLimits(100, 1_000_000), 100, mailbox -> quota));
        return new MailSite(store, smartHost);
    }

    /** A mail as {@code smtpd:} begins an exchange with it. */
    static Exchange mail(Optional<MailAddress> user, String from, List<MailAddress> recipients, String text) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        var message = exchange.getMessage();
        user.ifPresent(one -> message.setHeader(SmtpdConstants.ACCOUNT, new Account(one, OptionalLong.empty())));
        if (!from.isEmpty()) {
            message.setHeader(SmtpdConstants.MAIL_FROM, new MailAddress(from));
        }
        message.setHeader(SmtpdConstants.RECIPIENTS, recipients);
        message.setHeader(SmtpdConstants.REMOTE_ADDRESS, InetAddress.getLoopbackAddress());
        message.setHeader(SmtpdConstants.HELO, "client.test");
        message.setHeader(SmtpdConstants.SESSION_ID, "0123");
        message.setHeader(SmtpdConstants.HOST_NAME, "mail.example.test");
        message.setBody(new InputStreamCache(text.getBytes(StandardCharsets.ISO_8859_1)));
        return exchange;
    }

    /** All that is in a mailbox. */
    List<String> mails(MailAddress mailbox) throws Exception {
        List<String> mails = new ArrayList<>();
        for (MailboxEntry entry : store.list(mailbox)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.read(mailbox, entry.mail(), bytes);
            mails.add(bytes.toString(StandardCharsets.ISO_8859_1));
        }
        return mails;
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Users implements Accounts {

        @Override
        public Login login(String user, String password, InetAddress from) {
            return new Login.Refused();
        }

        @Override
        public Optional<Account> find(MailAddress address) {
            return users.contains(address) ? Optional.of(new Account(address, OptionalLong.empty())) : Optional.empty();
        }
    }
}
