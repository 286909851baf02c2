package dev.mailshell.realmail;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A private Postfix and Dovecot on loopback: IMAPS, POP3S, SMTPS and submission on free ports, with a throw-away CA, in a
 * directory of its own that is gone after {@link #close()}. Needs root and the Debian packages; see {@link #missing()}.
 */
public final class RealMail implements AutoCloseable {

    /** The largest mail that Postfix takes unless a test says otherwise, in bytes. */
    public static final long DEFAULT_MESSAGE_SIZE_LIMIT = 10_240_000;

    private static final String DEFAULT_DOMAIN = "mail.test";

    /** The name in the server's certificate. */
    public static final String HOST = "localhost";

    /**
     * One mailbox.
     *
     * @param name such as {@code alice}
     * @param address such as {@code alice@mail.test}; also the login
     * @param password made for this mailbox
     */
    public record Account(String name, String address, String password) {}

    private final Map<String, Account> accounts;
    private final Map<String, Login> logins = new LinkedHashMap<>();
    private final Site site;
    private final MailDaemon dovecot;
    private final MailDaemon postfix;
    private final Thread removal = new Thread(this::removeFiles, "realmail-removal");

    private RealMail(Map<String, Account> accounts, Site site) throws IOException {
        this.accounts = accounts;
        accounts.forEach((name, account) -> logins.put(name, Login.of(account)));
        this.site = site;
        this.dovecot = new MailDaemon(
                List.of(Installation.DOVECOT.toString(), "-F", "-c", site.dovecotConfiguration()),
                List.of(site.ports().imaps(), site.ports().pop3s()),
                site.log("dovecot.out"));
        this.postfix = new MailDaemon(
                List.of(
                        Installation.postfixDaemons().resolve("master").toString(),
                        "-s",
                        "-c",
                        site.postfixConfiguration()),
                List.of(site.ports().smtps(), site.ports().submission()),
                site.log("postfix.out"));
    }

    /** What keeps it from starting on this machine, in one line; empty if nothing does. */
    public static Optional<String> missing() {
        return Installation.missing();
    }

    /** Skips the calling test, with one line that says why, where it cannot start. */
    public static void assumeAvailable() {
        Optional<String> missing = missing();
        Prerequisite.require(missing.isEmpty(), "no real mail server: " + missing.orElse(""));
    }

    /** Starts with a mailbox for each of {@code users}. */
    public static RealMail start(String... users) throws IOException, GeneralSecurityException {
        return start(DEFAULT_MESSAGE_SIZE_LIMIT, users);
    }

    /** Starts with a mailbox for each of {@code users}; Postfix refuses mails over {@code messageSizeLimit} bytes. */
    public static RealMail start(long messageSizeLimit, String... users) throws IOException, GeneralSecurityException {
        return start(DEFAULT_DOMAIN, messageSizeLimit, users);
    }

    /** Starts with a mailbox for each of {@code users} at {@code domain}. */
    public static RealMail startAt(String domain, String... users) throws IOException, GeneralSecurityException {
        return start(domain, DEFAULT_MESSAGE_SIZE_LIMIT, users);
    }

    private static RealMail start(String domain, long messageSizeLimit, String... users)
            throws IOException, GeneralSecurityException {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (String user : users) {
            accounts.put(user, Site.newAccount(user, domain));
        }
        RealMail mail = new RealMail(accounts, Site.create(domain, accounts.values(), messageSizeLimit));
        Runtime.getRuntime().addShutdownHook(mail.removal);
        try {
            mail.startDovecot();
            mail.startPostfix();
            return mail;
        } catch (IOException | RuntimeException e) {
            mail.close();
            throw e;
        }
    }

    /** The mailbox of {@code user}. */
    public Account account(String user) {
        return Optional.ofNullable(accounts.get(user))
                .orElseThrow(() -> new IllegalArgumentException("no user " + user));
    }

    /** Where IMAP over TLS listens. */
    public int imapsPort() {
        return site.ports().imaps();
    }

    /** Where POP3 over TLS listens. */
    public int pop3sPort() {
        return site.ports().pop3s();
    }

    /** Where SMTP over TLS listens. */
    public int smtpsPort() {
        return site.ports().smtps();
    }

    /** Where SMTP with STARTTLS listens. */
    public int submissionPort() {
        return site.ports().submission();
    }

    /** The certificate of the authority, as PEM. */
    public Path caFile() {
        return site.caFile();
    }

    /** A TLS context that trusts this authority and no other. */
    public SSLContext tls() throws IOException, GeneralSecurityException {
        return TrustedTls.trusting(caFile());
    }

    /** The settings of {@code user}, as a child process reads them from its environment. */
    public Map<String, String> environment(String user) {
        Account account = account(user);
        return Map.of(
                "MAILSHELL_IMAP_HOST", HOST,
                "MAILSHELL_IMAP_PORT", Integer.toString(imapsPort()),
                "MAILSHELL_IMAP_USER", account.address(),
                "MAILSHELL_IMAP_PASSWORD", account.password(),
                "MAILSHELL_SMTP_HOST", HOST,
                "MAILSHELL_SMTP_PORT", Integer.toString(smtpsPort()),
                "MAILSHELL_SMTP_USER", account.address(),
                "MAILSHELL_SMTP_PASSWORD", account.password(),
                "MAILSHELL_TLS_CA_FILE", caFile().toString());
    }

    /** As {@link #environment}, for who reads mail by POP3. */
    public Map<String, String> popEnvironment(String user) {
        Map<String, String> environment = new HashMap<>(environment(user));
        environment.keySet().removeIf(name -> name.startsWith("MAILSHELL_IMAP_"));
        environment.put("MAILSHELL_POP3_HOST", HOST);
        environment.put("MAILSHELL_POP3_PORT", Integer.toString(pop3sPort()));
        environment.put("MAILSHELL_POP3_USER", account(user).address());
        environment.put("MAILSHELL_POP3_PASSWORD", account(user).password());
        return environment;
    }

    /** The mails that lie in all folders of {@code user} now, as files, in no particular order. */
    public List<Path> mails(String user) throws IOException {
        return site.mails(account(user).name());
    }

    /** How many mails were delivered to {@code user} since the start, also those that are gone. */
    public long delivered(String user) throws IOException {
        return site.delivered(account(user).address());
    }

    /** Lets {@code user} in with another password, also by SMTP, until {@link #acceptPassword}. Its settings are not changed. */
    public void refusePassword(String user) throws IOException {
        setPassword(user, account(user).password() + "-changed");
        // Dovecot reads its file again in the next second.
        await().until(() -> !lets(account(user)));
    }

    /** Takes the password again that {@link #account} has. */
    public void acceptPassword(String user) throws IOException {
        setPassword(user, account(user).password());
        await().until(() -> lets(account(user)));
    }

    private void setPassword(String user, String password) throws IOException {
        logins.compute(user, (name, login) -> login.withPassword(password));
        site.writeLogins(logins.values());
    }

    private boolean lets(Account account) throws IOException {
        return Installation.run(
                                "doveadm",
                                "-c",
                                site.dovecotConfiguration(),
                                "auth",
                                "test",
                                account.address(),
                                account.password())
                        .exit()
                == 0;
    }

    /** How often Dovecot has refused {@code user} at its IMAP port. */
    public long refusedLogins(String user) throws IOException {
        String address = account(user).address();
        return site.logged(line ->
                line.contains("imap-login:") && line.contains("auth failed") && line.contains("<" + address + ">"));
    }

    /** Bounds what the mailbox of {@code user} may hold, and ends its sessions, which know another limit. 0 takes the bound away. */
    public void setQuota(String user, long bytes) throws IOException {
        logins.compute(user, (name, login) -> login.withQuota(bytes));
        site.writeLogins(logins.values());
        String quota = bytes == 0 ? "" : "*:bytes=" + bytes;
        await().until(() -> quotaRule(user).equals(quota));
        kick(user);
    }

    /** How often Postfix has refused a login of {@code user}. */
    public long refusedSubmissions(String user) throws IOException {
        String address = account(user).address();
        try (Stream<String> lines = Files.lines(site.log("postfix.log"))) {
            return lines.filter(line -> line.contains("authentication failed") && line.contains(address))
                    .count();
        }
    }

    /** As Dovecot knows it; empty if there is none. */
    private String quotaRule(String user) throws IOException {
        return Installation.run(
                        "doveadm",
                        "-c",
                        site.dovecotConfiguration(),
                        "user",
                        "-f",
                        "quota_rule",
                        account(user).address())
                .printed();
    }

    /** Ends the IMAP sessions of {@code user}. */
    public void kick(String user) throws IOException {
        // Exits with 68 if there is none.
        Installation.run(
                "doveadm",
                "-c",
                site.dovecotConfiguration(),
                "kick",
                account(user).address());
    }

    /** Removes what Dovecot knows of the inbox of {@code user}: it numbers the mails anew, under another UIDVALIDITY. */
    public void forgetUids(String user) throws IOException {
        try (Stream<Path> files = Files.list(maildir(user))) {
            for (Path file : files.filter(RealMail::isIndex).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isIndex(Path file) {
        String name = file.getFileName().toString();
        return name.equals("dovecot-uidlist") || name.startsWith("dovecot.index");
    }

    /** How often Postfix has put a mail off that Dovecot did not take. */
    public long deferred() throws IOException {
        try (Stream<String> lines = Files.lines(site.log("postfix.log"))) {
            return lines.filter(line -> line.contains("status=deferred")).count();
        }
    }

    /** Runs {@code doveadm} on the mailbox of {@code user} and returns what it prints. */
    public String doveadm(String user, String verb, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("doveadm", "-c", site.dovecotConfiguration()));
        command.addAll(List.of(verb.split(" ", -1)));
        command.addAll(List.of("-u", account(user).address()));
        command.addAll(List.of(arguments));
        return Installation.output(command.toArray(String[]::new));
    }

    /** Puts a mail into the inbox of {@code user}, as if it had come. */
    public void save(String user, String mail) throws IOException {
        doveadm(user, "save", "-m", "INBOX", site.readable(mail).toString());
    }

    /** Where the mails of {@code user} lie. */
    public Path maildir(String user) {
        return site.maildir(account(user).name());
    }

    /** Changes settings of Postfix, such as {@code name=value}, for connections from now on. */
    public void configurePostfix(String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of("postconf", "-c", site.postfixConfiguration()));
        command.addAll(List.of(settings));
        Installation.output(command.toArray(String[]::new));
        postfix.stop();
        postfix.start();
    }

    /** Adds settings to those of Dovecot, in the place of what was added before. */
    public void configureDovecot(String settings) throws IOException {
        site.writeMoreForDovecot(settings);
        dovecot.stop();
        dovecot.start();
    }

    /** Changes how one logs in. */
    public OtherLogins logins() {
        return new OtherLogins(this, site);
    }

    /** What Dovecot and Postfix have written about logins, one line each. */
    public List<String> loginLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String log : List.of("dovecot.log", "postfix.log")) {
            try (Stream<String> all = Files.lines(site.log(log))) {
                all.filter(line -> line.contains("method=")).forEach(lines::add);
            }
        }
        return lines;
    }

    /** Starts Dovecot, which runs already after {@link #start}. */
    public void startDovecot() throws IOException {
        dovecot.start();
    }

    /** Ends Dovecot and every connection to it; Postfix keeps the mail that it cannot deliver meanwhile. */
    public void stopDovecot() {
        dovecot.stop();
    }

    /** Starts Postfix, which runs already after {@link #start}. */
    public void startPostfix() throws IOException {
        postfix.start();
    }

    /** Ends Postfix and every connection to it; what is in its queue stays. */
    public void stopPostfix() {
        postfix.stop();
    }

    /** Stops both and removes all files. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(removal);
        removeFiles();
    }

    private void removeFiles() {
        postfix.requestStop();
        dovecot.requestStop();
        postfix.awaitStop();
        dovecot.awaitStop();
        site.remove();
    }

    /** Starts with the mailboxes that the arguments name, prints where, and runs until standard input closes. */
    public static void main(String[] users) throws IOException, GeneralSecurityException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            System.err.println("error: " + missing.get());
            System.exit(1);
        }
        try (RealMail mail = start(users)) {
            System.out.println("host=" + HOST);
            System.out.println("imaps=" + mail.imapsPort());
            System.out.println("pop3s=" + mail.pop3sPort());
            System.out.println("smtps=" + mail.smtpsPort());
            System.out.println("submission=" + mail.submissionPort());
            System.out.println("ca=" + mail.caFile());
            mail.accounts.values().forEach(account -> System.out.println(account.address() + "=" + account.password()));
            System.out.println("ready");
            while (System.in.read() >= 0) {}
        }
    }
}
