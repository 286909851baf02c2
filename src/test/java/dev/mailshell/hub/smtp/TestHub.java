package dev.mailshell.hub.smtp;

import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.Accounts;
import dev.mailshell.hub.user.Login;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with one {@code smtpd:} route, whose steps a test sets, and with two users: alice, whose password is "wonder land", and bob. */
final class TestHub implements AutoCloseable {

    static final String PASSWORD = "wonder land";
    static final String SUBMISSION = "tls=implicit";
    static final String STARTTLS = "tls=starttls";
    static final String OUTSIDE = "tls=starttls&requireTls=false&auth=false";

    private static final MailAddress ALICE = new MailAddress("alice@hub.test");
    private static final MailAddress BOB = new MailAddress("bob@hub.test");

    private final Path directory;
    private final CamelContext context = new DefaultCamelContext();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ThrowAwayCa authority;
    private final TwoUsers accounts = new TwoUsers();
    private volatile SSLContext keys;
    private volatile Processor route = exchange -> {};

    /** A message that the route was given. */
    record Received(Map<String, Object> headers, String body) {

        List<String> recipients() {
            return ((List<?>) headers.get(SmtpdConstants.RECIPIENTS))
                    .stream().map(Object::toString).toList();
        }
    }

    /** Of two users. */
    static final class TwoUsers implements Accounts {

        private final Set<MailAddress> users = new CopyOnWriteArraySet<>(Set.of(ALICE, BOB));

        @Override
        public Login login(String user, String password, InetAddress from) {
            if (user.equals("hasty@hub.test")) {
                return new Login.Later();
            }
            boolean isKnown = user.equalsIgnoreCase(ALICE.value()) && password.equals(PASSWORD);
            return isKnown ? new Login.Accepted(account(ALICE)) : new Login.Refused();
        }

        @Override
        public Optional<Account> find(MailAddress address) {
            return users.contains(address) ? Optional.of(account(address)) : Optional.empty();
        }

        private static Account account(MailAddress address) {
            return new Account(address, OptionalLong.empty());
        }
    }

    private TestHub(Path directory) throws Exception {
        this.directory = directory;
        this.authority = new ThrowAwayCa(Clock.systemUTC());
        Files.deleteIfExists(caFile());
        authority.writeCertificate(caFile());
        renewCertificate();
        context.getRegistry().bind("accounts", Accounts.class, accounts);
        context.getRegistry().bind("keys", TlsKeys.class, (TlsKeys) this::readKeys);
        context.getRegistry().bind("local", RecipientPolicy.class, (RecipientPolicy)
                (sender, recipient) -> accounts.find(recipient).isPresent());
        context.getStreamCachingStrategy().setSpoolEnabled(true);
        context.getStreamCachingStrategy().setSpoolCipher("AES/CTR/NoPadding");
        context.getStreamCachingStrategy().setSpoolThreshold(64L << 10);
        context.getStreamCachingStrategy().setSpoolDirectory(spool().toString());
    }

    /** @param options of the endpoint, besides its beans */
    static TestHub start(Path directory, String options) throws Exception {
        return listen(directory, "accounts=#accounts&recipients=#local&" + options);
    }

    /** @param options of the endpoint, besides its certificate and its name */
    static TestHub listen(Path directory, String options) throws Exception {
        TestHub hub = new TestHub(directory);
        hub.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("smtpd:127.0.0.1:0?sslContext=#keys&hostName=mail.hub.test&" + options)
                        .routeId("accept")
                        .process(hub::run);
            }
        });
        hub.context.start();
        return hub;
    }

    private void run(Exchange exchange) throws Exception {
        route.process(exchange);
        received.add(new Received(
                Map.copyOf(exchange.getMessage().getHeaders()),
                exchange.getMessage().getBody(String.class)));
    }

    /** Alice is no user any more. */
    void removeAlice() {
        accounts.users.remove(ALICE);
    }

    /** What the route does with each message before it is counted as received. */
    void onMessage(Processor steps) {
        route = steps;
    }

    List<Received> received() {
        return received;
    }

    CamelContext context() {
        return context;
    }

    int port() {
        return consumer().port();
    }

    SmtpdConsumer consumer() {
        return (SmtpdConsumer) context.getRoute("accept").getConsumer();
    }

    /** The certificate of the authority, as PEM. */
    Path caFile() {
        return directory.resolve("ca.pem");
    }

    Path spool() {
        return directory.resolve("spool");
    }

    /** All that is in the spool at this moment. */
    List<byte[]> spooled() throws IOException {
        try (var files = Files.walk(spool())) {
            List<byte[]> contents = new CopyOnWriteArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                contents.add(Files.readAllBytes(file));
            }
            return contents;
        }
    }

    /** Gives the server another key and certificate; returns the certificate. */
    X509Certificate renewCertificate() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory(directory, "tls");
        authority.writeServer(folder.resolve("key.pem"), folder.resolve("crt.pem"));
        X509Certificate certificate = certificate(folder.resolve("crt.pem"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pem(folder.resolve("key.pem")))),
                new char[0],
                new Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext renewed = SSLContext.getInstance("TLS");
        renewed.init(managers.getKeyManagers(), null, null);
        keys = renewed;
        return certificate;
    }

    private SSLContext readKeys() throws IOException {
        if (keys == null) {
            throw new IOException("there is no certificate");
        }
        return keys;
    }

    /** From now on the certificate cannot be read. */
    void loseCertificate() {
        keys = null;
    }

    /** What a client trusts. */
    SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", certificate(caFile()));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext trust = SSLContext.getInstance("TLS");
        trust.init(null, managers.getTrustManagers(), null);
        return trust;
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static byte[] pem(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    @Override
    public void close() {
        context.stop();
    }
}
