package dev.mailshell.realmail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * OpenDKIM on loopback, as Postfix asks it: one that signs mail of a domain, and one that verifies, as the mail server of somebody else would. The key is made,
 * and the signer set up, as docker-mailserver does it.
 */
public final class OpenDkim implements AutoCloseable {

    private static final Path DAEMON = Path.of("/usr/sbin/opendkim");
    private static final Path MAKES_KEYS = Path.of("/usr/sbin/opendkim-genkey");
    private static final String SELECTOR = "mail";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Path directory;
    private final String domain;
    private final List<MailDaemon> daemons = new ArrayList<>();

    private OpenDkim(Path directory, String domain) {
        this.directory = directory;
        this.domain = domain;
    }

    /** Skips the calling test, with one line that says why, where it cannot start. */
    public static void assumeAvailable() {
        Prerequisite.require(
                Stream.of(DAEMON, MAKES_KEYS).allMatch(Files::exists),
                "no OpenDKIM (Debian: apt-get install opendkim opendkim-tools)");
    }

    /** Makes a key for {@code domain}; nothing runs yet. */
    public static OpenDkim create(Path directory, String domain) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        OpenDkim dkim = new OpenDkim(directory, domain);
        Installation.output(
                MAKES_KEYS.toString(),
                "--bits=2048",
                "--subdomains",
                "--domain=" + domain,
                "--selector=" + SELECTOR,
                "--directory=" + directory);
        Installation.output(
                "chown", "opendkim:opendkim", dkim.file("mail.private").toString());
        Files.writeString(
                dkim.file("KeyTable"),
                dkim.keyName() + " " + domain + ":" + SELECTOR + ":" + dkim.file("mail.private") + "\n");
        Files.writeString(dkim.file("SigningTable"), "*@" + domain + " " + dkim.keyName() + "\n");
        Files.writeString(dkim.file("TrustedHosts"), "127.0.0.1\nlocalhost\n");
        Files.writeString(dkim.file("keys"), dkim.keyName() + " " + dkim.keyRecord() + "\n");
        return dkim;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    /** Where the DNS has the key. */
    public String keyName() {
        return SELECTOR + "._domainkey." + domain;
    }

    /** What the DNS has there. */
    public String keyRecord() throws IOException {
        return QUOTED.matcher(Files.readString(file("mail.txt")))
                .results()
                .map(MatchResult::group)
                .map(text -> text.substring(1, text.length() - 1))
                .collect(Collectors.joining());
    }

    /** The file that is made for the DNS, below no origin. */
    public String zone() throws IOException {
        return Files.readString(file("mail.txt")).replaceFirst("^\\S+", keyName() + ".");
    }

    /** Signs what is submitted. Of the settings of docker-mailserver only those are left out that say how it starts and where it logs. */
    public int startSigner() throws IOException {
        return start(
                "signer.conf",
                """
                Mode                 sv
                Canonicalization     relaxed/simple
                SignatureAlgorithm   rsa-sha256
                RemoveOldSignatures  yes
                KeyTable             refile:@dir@/KeyTable
                SigningTable         refile:@dir@/SigningTable
                InternalHosts        refile:@dir@/TrustedHosts
                ExternalIgnoreList   refile:@dir@/TrustedHosts
                OmitHeaders          Message-ID, Date, Return-Path, Bounces-To, Received, Comments, Keywords, Bcc, Resent-Bcc, DKIM-Signature
                """);
    }

    /** Writes into each mail, under {@code authservId}, whether its signature is valid. */
    public int startVerifier(String authservId) throws IOException {
        return start(
                "verifier.conf",
                """
                Mode                 v
                AlwaysAddARHeader    yes
                AuthservID           %s
                """
                        .replace("%s", authservId));
    }

    private int start(String name, String settings) throws IOException {
        // RequireSafeKeys wants no folder above the key that others write to, such as that for temporary files.
        int port = Site.Ports.free().submission();
        Path configuration = Files.writeString(
                file(name),
                settings.replace("@dir@", directory.toString()) + "TestPublicKeys " + file("keys")
                        + "\nUserID opendkim:opendkim\nSyslog no\nRequireSafeKeys no\nSocket inet:" + port
                        + "@127.0.0.1\n");
        MailDaemon daemon = new MailDaemon(
                List.of(DAEMON.toString(), "-f", "-x", configuration.toString()), List.of(port), file(name + ".out"));
        daemon.start();
        daemons.add(daemon);
        return port;
    }

    /** What it says of a mail by itself, with all lines ended by CRLF. */
    public String verdict(Path mail) throws IOException {
        Path configuration =
                Files.writeString(file("verdict.conf"), "Mode v\nTestPublicKeys " + file("keys") + "\nSyslog no\n");
        return Installation.run(DAEMON.toString(), "-x", configuration.toString(), "-t", mail.toString())
                .printed();
    }

    @Override
    public void close() {
        daemons.forEach(MailDaemon::stop);
    }
}
