package dev.mailshell.realmail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A private key distribution centre of MIT Kerberos on loopback, with a realm of its own. As long as it is open, the JDK of this process asks it and no
 * other: for that there is nothing but a property of the process.
 */
public final class Kdc implements AutoCloseable {

    public static final String REALM = "MAIL.TEST";

    private static final Path DAEMON = Path.of("/usr/sbin/krb5kdc");
    private static final Path DOVECOT_GSSAPI = Path.of("/usr/lib/dovecot/modules/auth/libmech_gssapi.so");
    private static final String CONFIGURATION = "java.security.krb5.conf";

    private final Path directory;
    private final int port;
    private MailDaemon daemon;

    private Kdc(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Skips the calling test, with one line that says why, where it cannot start. */
    public static void assumeAvailable() {
        boolean there = Stream.of(
                        DAEMON, Path.of("/usr/sbin/kadmin.local"), Path.of("/usr/sbin/kdb5_util"), DOVECOT_GSSAPI)
                .allMatch(Files::exists);
        Prerequisite.require(
                there, "no KDC (Debian: apt-get install krb5-kdc krb5-admin-server krb5-user dovecot-gssapi)");
    }

    /** Starts with {@code imap} and {@code smtp} on {@link RealMail#HOST} and with each of {@code users}. */
    public static Kdc start(Path directory, String... users) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Kdc kdc = new Kdc(directory, Site.Ports.free().submission());
        kdc.write();
        kdc.run("kdb5_util", "create", "-s", "-P", "a test", "-r", REALM);
        for (String service : List.of("imap", "smtp")) {
            kdc.admin("addprinc -randkey " + service + "/" + RealMail.HOST);
            kdc.admin("ktadd -k " + kdc.serviceKeytab() + " " + service + "/" + RealMail.HOST);
        }
        for (String user : users) {
            kdc.admin("addprinc +requires_preauth -randkey " + user);
            kdc.writeKeytab(user);
        }
        Files.setPosixFilePermissions(kdc.serviceKeytab(), PosixFilePermissions.fromString("rw-r--r--"));
        kdc.daemon = kdc.daemon(List.of());
        kdc.daemon.start();
        System.setProperty(CONFIGURATION, kdc.krb5Conf().toString());
        return kdc;
    }

    private void write() throws IOException {
        Files.writeString(
                krb5Conf(),
                "[libdefaults]\n  default_realm = " + REALM + "\n  dns_lookup_kdc = false\n"
                        + "  dns_canonicalize_hostname = false\n  rdns = false\n[realms]\n  " + REALM
                        + " = {\n    kdc = 127.0.0.1:" + port + "\n  }\n");
        Files.writeString(
                profile(),
                "[kdcdefaults]\n  kdc_listen = 127.0.0.1:" + port + "\n  kdc_tcp_listen = 127.0.0.1:" + port
                        + "\n[realms]\n  " + REALM + " = {\n    database_name = " + directory
                        + "/principal\n    key_stash_file = " + directory
                        + "/stash\n    supported_enctypes = aes256-cts-hmac-sha1-96:normal\n"
                        + "    master_key_type = aes256-cts\n    max_life = 1h\n  }\n[logging]\n  kdc = FILE:"
                        + log() + "\n");
    }

    private MailDaemon daemon(List<String> before) {
        List<String> command = new ArrayList<>(List.of("env"));
        environment().forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(before);
        command.addAll(List.of(DAEMON.toString(), "-n"));
        return new MailDaemon(command, List.of(port), directory.resolve("kdc.out"));
    }

    private Map<String, String> environment() {
        return Map.of(
                "KRB5_CONFIG",
                krb5Conf().toString(),
                "KRB5_KDC_PROFILE",
                profile().toString());
    }

    /** Where the realm is. */
    public Path krb5Conf() {
        return directory.resolve("krb5.conf");
    }

    private Path profile() {
        return directory.resolve("kdc.conf");
    }

    private Path log() {
        return directory.resolve("kdc.log");
    }

    /** The keys of the mail servers. */
    public Path serviceKeytab() {
        return directory.resolve("service.keytab");
    }

    /** The keys of {@code user}, mode 0600. */
    public Path keytab(String user) {
        return directory.resolve(user + ".keytab");
    }

    /** Gives {@code user} other keys, which no keytab has until {@link #writeKeytab}. */
    public void changeKeys(String user) throws IOException {
        admin("cpw -randkey " + user);
    }

    /** Writes the keytab of {@code user} anew, with new keys. */
    public void writeKeytab(String user) throws IOException {
        Files.deleteIfExists(keytab(user));
        admin("ktadd -k " + keytab(user) + " " + user);
    }

    /** Runs one command of kadmin. */
    public void admin(String command) throws IOException {
        String printed = run("kadmin.local", "-r", REALM, "-q", command);
        if (printed.contains("while ")) {
            throw new IOException(command + ": " + printed);
        }
    }

    private String run(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("env"));
        environment().forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(List.of(command));
        return Installation.output(all.toArray(String[]::new));
    }

    /** How many of the answers so far have {@code word}, such as {@code ISSUE}. */
    public long answers(String word) throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(word)).count();
        }
    }

    /** Ends it; the mail servers know their keys by themselves. */
    public void stop() {
        daemon.stop();
    }

    /** Starts it again after {@link #stop}. */
    public void restart() throws IOException {
        daemon = daemon(List.of());
        daemon.start();
    }

    /** Starts it after {@link #stop} with a clock that is ten minutes ahead. */
    public void restartAhead() throws IOException {
        daemon = daemon(List.of("faketime", "-f", "+10m"));
        daemon.start();
    }

    @Override
    public void close() {
        System.clearProperty(CONFIGURATION);
        daemon.stop();
    }
}
