package dev.mailshell.hub;

import dev.mailshell.camel.Annex;
import dev.mailshell.camel.Backoff;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailService;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.hub.pop3.Pop3Limits;
import dev.mailshell.hub.pop3.Pop3Server;
import dev.mailshell.hub.pop3.Pop3Settings;
import dev.mailshell.hub.sender.NameServers;
import dev.mailshell.hub.sender.SenderChecks;
import dev.mailshell.hub.smtp.TlsKeys;
import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.FileAccounts;
import dev.mailshell.hub.user.LoginLimits;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStoreLimits;
import dev.mailshell.ledger.SqliteMailStore;
import dev.mailshell.ledger.Vault;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StreamCachingStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail server of a hub: its store, its users, and what its routes name. */
final class MailAnnex implements Annex {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.hub");

    /** For all mailboxes together; each has a quota of its own. */
    private static final VaultLimits WHOLE = new VaultLimits(1_000_000, 1L << 40);
    /** In one mailbox. */
    private static final int MAILS = 200_000;

    /** Bytes of a mail that are held in memory while it comes: anybody may begin many, and let each of them wait. */
    private static final long IN_MEMORY = 16 * 1024;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final MailshellConfig config;
    private final MailService service;
    private final Surroundings around;
    private final FileAccounts accounts;
    private final Mailboxes mailboxes;
    private final TlsFiles tls;
    private final LongAdder accepted = new LongAdder();
    private MailStore store;
    private Optional<Pop3Server> pop3 = Optional.empty();

    private MailAnnex(
            MailshellConfig config, MailService service, Surroundings around, FileAccounts accounts, TlsFiles tls) {
        this.config = config;
        this.service = service;
        this.around = around;
        this.accounts = accounts;
        this.mailboxes = new Mailboxes(config.identity().address(), service.host(), accounts);
        this.tls = tls;
    }

    /** Reads the users and the certificate; nothing is opened yet. */
    static MailAnnex of(MailshellConfig config, MailService service, Surroundings around)
            throws ConfigFailure, IOException {
        return new MailAnnex(
                config,
                service,
                around,
                FileAccounts.open(new UsersFile(config.home()), LoginLimits.DEFAULT, around.clock(), around.random()),
                TlsFiles.open(service.certificate(), service.key(), around.random()));
    }

    /** The same, with its store opened: nobody else uses the home any more. */
    MailAnnex opened() {
        store = SqliteMailStore.open(
                new VaultFiles(config.home().mailStore(), config.home().mailStoreKeys()),
                around.clock(),
                around.random(),
                new MailStoreLimits(WHOLE, MAILS, this::quota));
        store.onArrival(this::count);
        return this;
    }

    /** What is for the server in this process, it has received with that. */
    private void count(MailStore.Arrival arrival) {
        accepted.increment();
        if (arrival.mailboxes().contains(mailboxes.server())) {
            around.counters().countReceived();
        }
    }

    HubObservation observed() {
        return new HubObservation(store, accounts, tls, this::quota, accepted, around.clock());
    }

    private long quota(MailAddress mailbox) {
        Optional<Account> account = accounts.find(mailbox);
        return account.isPresent() ? account.get().quota().orElse(service.quota()) : service.quota();
    }

    @Override
    public Vault vault() {
        return store.vault(mailboxes.server());
    }

    @Override
    public Map<String, Object> beans(Session mailSession) {
        TlsKeys keys = tls::context;
        Map<String, Object> beans = new HashMap<>();
        beans.put("hubTls", keys);
        beans.put("accounts", accounts);
        SubmissionRecipients submission =
                new SubmissionRecipients(mailboxes, config.smtp().isPresent());
        beans.put("submissionRecipients", submission);
        beans.put("outsideRecipients", new OutsideRecipients(mailboxes));
        beans.put("hub", new HubSteps(mailboxes, submission, store, senders(), service.retention(), around.clock()));
        beans.put("outside", outside(mailSession));
        if (config.smtp().isEmpty()) {
            beans.put("smtpConnections", new NoSmartHost());
        }
        return beans;
    }

    private SenderVerdicts senders() {
        NameServers servers =
                service.nameServers().isEmpty() ? NameServers.ofSystem() : new NameServers(service.nameServers());
        SenderChecks checks = new SenderChecks(service.host(), servers, around.clock());
        return new SenderVerdicts(checks, service.host());
    }

    private OutsideQueue outside(Session mailSession) {
        Bounces bounces = new Bounces(store, mailboxes, service.host(), around.clock(), UUID::randomUUID);
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, around.random());
        return new OutsideQueue(store, bounces, mailSession, around.clock(), backoff);
    }

    /** A mail that is too large to be held in memory lies in a temporary file, under a key that is nowhere else. */
    @Override
    public void configure(CamelContext context) {
        StreamCachingStrategy spool = context.getStreamCachingStrategy();
        spool.setSpoolEnabled(true);
        spool.setSpoolCipher("AES/CTR/NoPadding");
        spool.setSpoolThreshold(IN_MEMORY);
        spool.setSpoolDirectory(config.home().work().resolve("spool").toFile());
    }

    @Override
    public void start() throws IOException {
        if (service.pop3s().isPresent()) {
            Pop3Server server = new Pop3Server(new Pop3Settings(
                    new InetSocketAddress(service.bind(), service.pop3s().getAsInt()),
                    tls::context,
                    accounts,
                    store,
                    Optional.of(service.retention()),
                    Pop3Limits.DEFAULT));
            listen(server);
            pop3 = Optional.of(server);
        }
        RoutePorts.requireFree(service);
    }

    private void listen(Pop3Server server) throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw new PortRefused("POP3", service.bind(), service.pop3s().getAsInt(), e);
        }
    }

    OptionalInt pop3sPort() {
        return pop3.isPresent() ? OptionalInt.of(pop3.get().port()) : OptionalInt.empty();
    }

    @Override
    public void close() {
        pop3.ifPresent(MailAnnex::close);
        store.close();
    }

    private static void close(Pop3Server server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("POP3 did not end in order", e);
        }
    }
}
