package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Submission;
import dev.mailshell.sasl.SaslLogin;
import dev.mailshell.sasl.SaslSession;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * How mail servers are spoken to. Certificates and host names are always verified and every wait has an end; that is why it is not
 * left to the routes.
 */
public final class MailSession {

    /** As JSSE names them, the best first; no other is spoken. */
    public static final List<String> TLS_VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private static final String CONNECT_MILLIS = "20000";
    /** A mail is fetched in pieces of this size. */
    static final int FETCH_BYTES = 256 * 1024;

    /** Of SMTP: an answer of a hundred long lines, and the certificates before it. Fetched mail is longer, and read as it comes. */
    private static final long LONGEST_ANSWER = 256 * 1024;

    private MailSession() {}

    /**
     * A session for the mail servers of {@code config}: where something else takes the place of passwords, no password would be sent.
     *
     * @param sasl the only mechanism to log in by, if there is one
     * @param timeout as below
     * @throws IOException if the authorities that are trusted cannot be read
     */
    public static Session of(MailshellConfig config, Optional<SaslLogin> sasl, Duration timeout) throws IOException {
        Session session = create(
                TrustedRoots.tls(config),
                config.smtp().map(Submission::startTls).orElse(false),
                timeout);
        if (config.oauth().isPresent()) {
            for (String protocol : List.of("imaps", "smtps", "smtp")) {
                session.getProperties().put("mail." + protocol + ".auth.mechanisms", "XOAUTH2");
            }
        }
        if (sasl.isPresent()) {
            SaslSession.put(session.getProperties(), sasl.get());
            SaslSession.apply(session);
        }
        return session;
    }

    /** One that differs from {@code session} in {@code changes}: a property for each name, no longer any where that is null. */
    public static Session like(Session session, Map<String, String> changes) {
        Properties properties = new Properties();
        properties.putAll(session.getProperties());
        changes.forEach((name, value) -> properties.compute(name, (same, was) -> value));
        return with(properties);
    }

    /**
     * A session for {@code imaps}, {@code pop3s}, {@code smtps} and {@code smtp}.
     *
     * @param tls whose certificates are trusted
     * @param startTls whether {@code smtp} begins in clear text and then demands TLS
     * @param timeout how long a mail server may say nothing, or take nothing, before its connection is given up
     */
    public static Session create(SSLContext tls, boolean startTls, Duration timeout) {
        String waitMillis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        PromptTls fetching = new PromptTls(tls, timeout, Long.MAX_VALUE);
        PromptTls submitting = new PromptTls(tls, timeout, LONGEST_ANSWER);
        for (String protocol : List.of("imaps", "pop3s", "smtps", "smtp")) {
            String prefix = "mail." + protocol;
            properties.put(prefix + ".connectiontimeout", CONNECT_MILLIS);
            properties.put(prefix + ".timeout", waitMillis);
            properties.put(prefix + ".ssl.socketFactory", protocol.startsWith("smtp") ? submitting : fetching);
            // Otherwise a server that our roots refuse is tried again with those of the platform.
            properties.put(prefix + ".socketFactory.fallback", "false");
            properties.put(prefix + ".ssl.protocols", String.join(" ", TLS_VERSIONS));
            properties.put(prefix + ".ssl.checkserveridentity", "true");
            properties.put(prefix + ".auth", "true");
        }
        properties.put("mail.smtp.socketFactory", new LimitedSockets(LONGEST_ANSWER));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", "true");
        // Nobody is told anything by the answer to QUIT.
        properties.put("mail.smtps.quitwait", "false");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.imaps.fetchsize", Integer.toString(FETCH_BYTES));
        properties.put("mail.imaps.folder.class", LookFolder.class.getName());
        return with(properties);
    }

    private static Session with(Properties properties) {
        Session session = Session.getInstance(properties);
        addMaildrops(session);
        SaslSession.apply(session);
        return session;
    }

    private static void addMaildrops(Session session) {
        try {
            session.setProvider(
                    new Provider(Provider.Type.STORE, "pop3s", MaildropStore.class.getName(), "Mail Shell", "1"));
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("the mail library takes no provider", e);
        }
    }
}
