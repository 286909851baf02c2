package dev.mailshell.kerberos;

import dev.mailshell.config.KerberosClient;
import java.time.Instant;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/** Asks for a first ticket. Nothing of it is the configuration of the whole process. */
final class KeytabLogin extends Configuration {

    private static final String NAME = "mailshell";

    private final KerberosClient client;

    KeytabLogin(KerberosClient client) {
        this.client = client;
    }

    /**
     * Who has the ticket.
     *
     * @param since when it was asked for
     */
    record Held(Subject subject, Instant since, Instant end) {}

    /**
     * @throws LoginException if there is none
     * @throws TicketFailure if the keytab is for somebody else, so that nobody is asked
     */
    Held at(Instant now) throws LoginException {
        requireKey();
        Subject subject = new Subject();
        new LoginContext(NAME, subject, callbacks -> {}, this).login();
        Instant end = subject.getPrivateCredentials(KerberosTicket.class).stream()
                .map(ticket -> ticket.getEndTime().toInstant())
                .findFirst()
                .orElseThrow(() -> new LoginException("the KDC gives no ticket"));
        return new Held(subject, now, end);
    }

    private void requireKey() {
        KerberosPrincipal principal = new KerberosPrincipal(client.principal());
        KeyTab keys = KeyTab.getInstance(principal, client.keytab().toFile());
        if (keys.getKeys(principal).length == 0) {
            throw new TicketFailure(
                    "the keytab " + client.keytab() + " holds no key of " + client.principal() + " that can be used",
                    "look into it with klist -k, and have it made anew with ktadd",
                    null);
        }
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        Map<String, String> options = Map.of(
                "principal",
                client.principal(),
                "useKeyTab",
                "true",
                "keyTab",
                client.keytab().toString(),
                "useTicketCache",
                "false",
                "doNotPrompt",
                "true",
                "isInitiator",
                "true",
                // What stands in krb5.conf now counts.
                "refreshKrb5Config",
                "true");
        return new AppConfigurationEntry[] {
            new AppConfigurationEntry(
                    "com.sun.security.auth.module.Krb5LoginModule",
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                    options)
        };
    }
}
