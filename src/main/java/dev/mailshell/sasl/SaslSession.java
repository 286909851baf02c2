package dev.mailshell.sasl;

import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a session of the mail library knows about logins. */
public final class SaslSession {

    private static final String LOGIN = "mailshell.sasl.login";

    /** Where the mail library would write what is said. It is held here, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger TRACE = Logger.getLogger(SaslSession.class.getPackageName() + ".protocol");

    private SaslSession() {}

    /** Makes {@code login} the only one in all sessions that have these properties, once they are given to {@link #apply}. */
    public static void put(Properties properties, SaslLogin login) {
        properties.put(LOGIN, login);
        properties.put("mail.imaps.sasl.enable", "true");
        for (String protocol : new String[] {"imaps", "smtps", "smtp"}) {
            // Should anything ever ask the mail library to log in by itself, it knows no way.
            properties.put("mail." + protocol + ".auth.mechanisms", login.mechanism());
        }
        for (String protocol : new String[] {"smtps", "smtp"}) {
            properties.put("mail." + protocol + ".auth", "false");
        }
    }

    /** Has {@code session} log in so, if its properties say it. */
    public static void apply(Session session) {
        if (login(session).isEmpty()) {
            return;
        }
        try {
            session.setProvider(provider(Provider.Type.STORE, "imaps", SaslStore.class));
            session.setProvider(provider(Provider.Type.TRANSPORT, "smtps", SaslTransport.class));
            session.setProvider(provider(Provider.Type.TRANSPORT, "smtp", SaslTransport.class));
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("the mail library takes no provider", e);
        }
    }

    /** Has nobody write down what is said, in which the proof would be. */
    static Session untraced(Session session) {
        TRACE.setLevel(Level.OFF);
        session.setDebug(false);
        return session;
    }

    private static Provider provider(Provider.Type type, String protocol, Class<?> service) {
        return new Provider(type, protocol, service.getName(), "Mail Shell", "1");
    }

    static Optional<SaslLogin> login(Session session) {
        return Optional.ofNullable((SaslLogin) session.getProperties().get(LOGIN));
    }
}
