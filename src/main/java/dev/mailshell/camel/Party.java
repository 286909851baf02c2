package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.config.Home;
import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PopMailbox;
import dev.mailshell.config.Provider;
import dev.mailshell.config.Push;
import dev.mailshell.config.Reception;
import dev.mailshell.config.Secret;
import dev.mailshell.config.Submission;
import dev.mailshell.crypto.BothFormats;
import dev.mailshell.crypto.Certificates;
import dev.mailshell.crypto.DeferredProtection;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.PublicKeys;
import dev.mailshell.crypto.TrustedPeer;
import dev.mailshell.crypto.WatchedKeys;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.crypto.pgp.OpenPgpProtection;
import dev.mailshell.crypto.pgp.PgpKeyring;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.ledger.SqliteVault;
import dev.mailshell.ledger.Vault;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Sha256;
import dev.mailshell.wire.StrictJson;
import jakarta.mail.Session;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both halves of the conversation have: a home, keys, a vault, a way to the mail servers. */
final class Party implements AutoCloseable {

    private static final Logger KEYS = LoggerFactory.getLogger("mailshell.keys");

    /** What a command needs at once is five; more than two are seldom opened at the same time. */
    private static final int SPARE_WORK_FILES = 16;

    /** Room for the mail of a client that is far ahead of its commands, so that it keeps no other's in the mailbox. */
    private static final VaultLimits VAULT = new VaultLimits(10_000, 1L << 30);

    private final MailshellConfig config;
    private final Surroundings surroundings;
    private final KeyringFolder keyring;
    private final DeferredProtection smime;
    private final MessageProtection protection;
    private final AddressBook addresses;
    private final MailboxWatch mailbox;
    private final ObjectMapper json = StrictJson.mapper();
    private final Refusals refusals;
    private final Vault vault;
    private final Turns turns = new Turns();
    private final MailRates rates;
    private final WatchedKeys<PgpKeyring> openPgpKeyring;
    private final WorkFolder work;
    private final VaultSteps vaultSteps;
    private final MailSource source;
    private final Session mailSession;
    private final Credentials credentials;
    private final Optional<SendingGovernor> governor;
    private final Optional<SmtpConnections> smtp;

    /**
     * Only for who holds the lock of the home: it begins with an empty work folder.
     *
     * @param signedOnly whether mail that is signed and not encrypted is opened
     * @param elsewhere where received mail is, if not in the vault of the home
     */
    Party(MailshellConfig config, Surroundings surroundings, boolean signedOnly, Optional<Vault> elsewhere)
            throws IOException {
        this.config = config;
        this.surroundings = surroundings;
        this.mailbox = new MailboxWatch(
                LoggerFactory.getLogger("mailshell.mailbox"), surroundings.clock(), surroundings.random());
        // What a killed run left there may be plaintext.
        TreeRemoval.remove(config.home().work());
        config.home().create(config.role());
        this.work = new WorkFolder(config.home().work(), surroundings.random(), SPARE_WORK_FILES);
        Peers peers = config.role().peers();
        this.keyring = new KeyringFolder(
                config.home().directory(),
                self(),
                peers,
                // No reference to the constructor, which would load it and its library also where no passphrase is set.
                config.keyPassphrase().map(Secret::reveal).map(passphrase -> new PasswordBasedEncryption(passphrase)));
        this.openPgpKeyring = OpenPgpProtection.keyring(
                config.home().directory(), self(), peers, config.keyPassphrase().map(Secret::reveal));
        // At once, so that a key that cannot be used is known before the first mail.
        keyring.get();
        this.smime = new DeferredProtection(
                () -> new SmimeProtection(keyring, surroundings.clock(), surroundings.random(), config.maxMail()));
        this.protection = new BothFormats(smime, new DeferredProtection(() -> openPgp(signedOnly)));
        this.addresses = new AddressBook(
                () -> keyring.get().peers().stream().map(TrustedPeer::identity).toList());
        this.refusals = new Refusals(surroundings.counters());
        this.credentials = Credentials.of(config, surroundings.clock());
        this.mailSession = MailSession.of(config, credentials.sasl(), config.mailTimeout());
        this.governor = config.smtp().isEmpty()
                ? Optional.empty()
                : Optional.of(governor(config.smtp().get()));
        this.smtp = config.smtp().map(this::connections);
        this.vault = elsewhere.orElseGet(this::ownVault);
        this.source = source(config.reception());
        this.rates = new MailRates(surroundings.clock());
        this.vaultSteps = new VaultSteps(
                vault, turns, rates, source, config.maxMail(), new UnreadableMails(surroundings.clock()), refusals);
    }

    private Vault ownVault() {
        return SqliteVault.open(
                new VaultFiles(home().vault(), home().vaultKeys()), surroundings.clock(), surroundings.random(), VAULT);
    }

    private OpenPgpProtection openPgp(boolean signedOnly) {
        return new OpenPgpProtection(
                openPgpKeyring, surroundings.clock(), surroundings.random(), config.maxMail(), signedOnly);
    }

    private MailSource source(Reception reception) throws IOException {
        if (reception instanceof ImapMailbox imap) {
            return new ImapSource(
                    imap,
                    new MailLogin(imap.user(), credentials.secret(imap.password())),
                    mailbox,
                    addresses,
                    vault,
                    config.mailTimeout(),
                    surroundings);
        }
        if (reception instanceof PopMailbox pop3) {
            Pace pace = new Pace(Push.IDLE, Provider.isPublic(pop3.host()), System::nanoTime);
            return new PopSource(
                    pop3,
                    LeftMails.open(home().leftMails(), leftBy(pop3), surroundings.clock()),
                    vault,
                    config.maxMail(),
                    new MaildropPush(pace, mailbox, config.mailTimeout(), surroundings.random()));
        }
        return new OwnStoreSource();
    }

    /** Whose maildrop it is, and for whom: with another peer, other mails of it are ours. */
    private String leftBy(PopMailbox pop3) {
        List<String> names = new ArrayList<>(List.of(
                pop3.host(),
                Integer.toString(pop3.port()),
                pop3.user(),
                config.role().toString()));
        addresses.addresses().stream().map(MailAddress::value).sorted().forEach(names::add);
        return Sha256.ofContent(String.join("\n", names).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /**
     * The built-in folders of routes; a later one replaces routes of those before it.
     *
     * @param folder whose routes read mail by IMAP
     */
    static List<String> layers(MailshellConfig config, String folder) {
        if (config.reception() instanceof PopMailbox) {
            return List.of(folder, "pop3/" + folder);
        }
        boolean junk = config.reception() instanceof ImapMailbox imap
                && imap.junkFolder().isPresent();
        return junk ? List.of(folder, "junk/" + folder) : List.of(folder);
    }

    /** As a route searches for mail: {@code wanted} finds, by their headers, the mails that are taken. */
    SearchTerm only(SearchTerm wanted) {
        return source.only(wanted);
    }

    private SendingGovernor governor(Submission submission) throws IOException {
        return SendingGovernor.open(
                home().submissions(), submission.limits(), surroundings.clock(), surroundings.random());
    }

    /** Empty where nothing is submitted to another mail server. */
    Optional<SendingGovernor> governor() {
        return governor;
    }

    /** Why nothing is submitted to another mail server now; empty if it is. */
    Optional<SendingPaused> sendingPause() {
        return governor.flatMap(SendingGovernor::pause);
    }

    private SmtpConnections connections(Submission submission) {
        return new SmtpConnections(
                mailSession,
                submission.scheme(),
                submission.host(),
                submission.port(),
                login(submission),
                governor.orElseThrow(),
                System::nanoTime);
    }

    MailshellConfig config() {
        return config;
    }

    Home home() {
        return config.home();
    }

    IdentityName self() {
        return config.identity().name();
    }

    AddressBook addresses() {
        return addresses;
    }

    ObjectMapper json() {
        return json;
    }

    Refusals refusals() {
        return refusals;
    }

    Counters counters() {
        return surroundings.counters();
    }

    VaultSteps vault() {
        return vaultSteps;
    }

    Turns turns() {
        return turns;
    }

    WorkFolder work() {
        return work;
    }

    MailRates rates() {
        return rates;
    }

    MailboxWatch mailbox() {
        return mailbox;
    }

    Expectation expectation() {
        return source.expectation();
    }

    Session mailSession() {
        return mailSession;
    }

    MessageProtection protection() {
        return protection;
    }

    /** Loads what the first message in S/MIME needs. */
    void prepare() {
        smime.prepare();
        readOpenPgpKeys();
        warnOfKeys();
    }

    private void warnOfKeys() {
        try {
            keyWarnings().log(addresses.names());
        } catch (KeyringFailure e) {
            KEYS.debug("no warning of keys that will end", e);
        }
    }

    SecureRandom random() {
        return surroundings.random();
    }

    /**
     * Those that we sign with now, to be handed on.
     *
     * @throws KeyringFailure if there is no certificate of ours that is valid now, or the key folders are not as they must be
     */
    PublicKeys publicKeys() {
        Instant now = surroundings.clock().instant();
        OwnKey certificate = keyring.get()
                .signingKey(now)
                .orElseThrow(() -> new KeyringFailure(
                        "we have no certificate that is valid now", "mailshell keys list shows the keys of this home"));
        String openPgp = openPgpKeyring.get().signingCertificate(now).orElse("");
        return new PublicKeys(Certificates.pem(certificate.certificate()), openPgp);
    }

    KeyWarnings keyWarnings() {
        return new KeyWarnings(self(), protection, surroundings.clock());
    }

    /** Not before the start, which it would make longer by a quarter: until they can be read, OpenPGP mail is refused. */
    private void readOpenPgpKeys() {
        try {
            openPgpKeyring.get();
        } catch (KeyringFailure e) {
            KEYS.error("no OpenPGP mail is opened or sealed: {} ({})", e.getMessage(), e.hint());
            KEYS.debug("the OpenPGP keys cannot be read", e);
        }
    }

    Envelope envelope() {
        return new Envelope(protection, config.identity(), work, surroundings.clock(), surroundings.random());
    }

    /** The beans that the routes of both roles name. */
    Map<String, Object> beans() {
        Map<String, Object> beans = new HashMap<>(source.beans());
        beans.put("mailSession", mailSession);
        config.smtp().ifPresent(submission -> beans.put("smtpLogin", login(submission)));
        smtp.ifPresent(connections -> beans.put("smtpConnections", connections));
        beans.put("mailHeaders", new NoHeaders());
        beans.put("unreadMail", new UnreadMail());
        beans.put("mailboxWatch", mailbox);
        beans.put("vault", vaultSteps);
        beans.put("storedMail", new TakeFromVault(vaultSteps, work, surroundings.trail()));
        beans.put("openMessage", new OpenMessage(protection, work));
        beans.put("strictJson", json);
        beans.put("refusals", refusals);
        return beans;
    }

    /** What routes may put in as placeholders: no password. */
    static Map<String, String> placeholders(MailshellConfig config) {
        Map<String, String> values = new TreeMap<>(config.placeholders());
        values.remove("mailshell.imap.password");
        values.remove("mailshell.pop3.password");
        values.remove("mailshell.smtp.password");
        return values;
    }

    private MailLogin login(Submission submission) {
        return new MailLogin(submission.user(), credentials.secret(submission.password()));
    }

    /** When the routes have stopped. */
    @Override
    public void close() {
        smtp.ifPresent(SmtpConnections::close);
        vault.close();
    }
}
