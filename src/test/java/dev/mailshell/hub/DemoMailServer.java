package dev.mailshell.hub;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.ServerSetup;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** An IMAPS and SMTPS server on free ports of the loopback interface, with mailboxes in memory. One for each process. */
public final class DemoMailServer implements AutoCloseable {

    /** A machine that is busy with others takes longer than the two seconds that GreenMail waits by itself. */
    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final PromptGreenMail mail;
    private final Path caFile;
    private final SecureRandom random;

    private DemoMailServer(PromptGreenMail mail, Path caFile, SecureRandom random) {
        this.mail = mail;
        this.caFile = caFile;
        this.random = random;
    }

    /**
     * Starts it, with a certificate of a new authority of its own.
     *
     * @param directory where its key and the authority's certificate are written; empty
     */
    public static DemoMailServer start(Path directory, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        ThrowAwayCa authority = new ThrowAwayCa(clock);
        Path caFile = directory.resolve("ca.pem");
        authority.writeCertificate(caFile);
        Path keyStore = directory.resolve("mail-server.p12");
        String password = password(random);
        writeKeyStore(authority, directory, keyStore, password.toCharArray());
        // The one way that GreenMail has to be given a certificate.
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, keyStore.toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, password);
        PromptGreenMail mail =
                new PromptGreenMail(setup(ServerSetup.PROTOCOL_IMAPS), setup(ServerSetup.PROTOCOL_SMTPS));
        mail.start();
        return new DemoMailServer(mail, caFile, random);
    }

    private static void writeKeyStore(ThrowAwayCa authority, Path directory, Path file, char[] password)
            throws IOException, GeneralSecurityException {
        Path key = directory.resolve("mail-server.key");
        Path certificate = directory.resolve("mail-server.crt");
        authority.writeServer(key, certificate);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (PEMParser pem = new PEMParser(Files.newBufferedReader(key));
                InputStream in = Files.newInputStream(certificate);
                OutputStream out = PrivateFile.create(file)) {
            PrivateKey own = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) pem.readObject());
            Certificate[] chain = {CertificateFactory.getInstance("X.509").generateCertificate(in)};
            store.setKeyEntry("server", own, password, chain);
            store.store(out, password);
        }
    }

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(STARTUP.toMillis());
        return setup;
    }

    /** Makes a mailbox; the settings, as environment variables, of whoever is to use it. */
    public Map<String, String> addMailbox(MailAddress address) {
        String password = password(random);
        mail.setUser(address.value(), address.value(), password);
        return Map.ofEntries(
                Map.entry("MAILSHELL_IMAP_HOST", "localhost"),
                Map.entry("MAILSHELL_IMAP_PORT", Integer.toString(imapsPort())),
                Map.entry("MAILSHELL_IMAP_USER", address.value()),
                Map.entry("MAILSHELL_IMAP_PASSWORD", password),
                Map.entry("MAILSHELL_SMTP_HOST", "localhost"),
                Map.entry("MAILSHELL_SMTP_PORT", Integer.toString(smtpsPort())),
                Map.entry("MAILSHELL_SMTP_USER", address.value()),
                Map.entry("MAILSHELL_SMTP_PASSWORD", password),
                Map.entry("MAILSHELL_TLS_CA_FILE", caFile.toString()));
    }

    /** The port for IMAP over TLS. */
    public int imapsPort() {
        return mail.imapsPort();
    }

    /** The port for SMTP over TLS. */
    public int smtpsPort() {
        return mail.smtpsPort();
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        mail.stop();
    }
}
