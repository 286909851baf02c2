package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.LiveCli;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reply;
import dev.mailshell.realmail.RealMail;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Servers and clients on a real Postfix and Dovecot of their own. */
final class RealParties implements AutoCloseable {

    private final RealMail mail;
    private final Parties parties;

    private RealParties(RealMail mail, Parties parties) {
        this.mail = mail;
        this.parties = parties;
    }

    /** Makes homes and mailboxes; skips the calling test where there is no Postfix or Dovecot. */
    static RealParties create(Path directory, KeyAlgorithm algorithm, List<String> servers, List<String> clients)
            throws Exception {
        return create(directory, algorithm, servers, clients, RealParties::environment);
    }

    /** As above, with parties that read their mail by POP3. */
    static RealParties createByPop3(Path directory, List<String> servers, List<String> clients) throws Exception {
        return create(directory, KeyAlgorithm.EC, servers, clients, RealMail::popEnvironment);
    }

    private static RealParties create(
            Path directory,
            KeyAlgorithm algorithm,
            List<String> servers,
            List<String> clients,
            BiFunction<RealMail, String, Map<String, String>> environment)
            throws Exception {
        RealMail.assumeAvailable();
        RealMail mail =
                RealMail.start(Stream.concat(servers.stream(), clients.stream()).toArray(String[]::new));
        try {
            return new RealParties(
                    mail,
                    Parties.create(
                            directory,
                            servers.stream().map(name -> identity(mail, name)).toList(),
                            clients.stream().map(name -> identity(mail, name)).toList(),
                            algorithm,
                            address -> environment.apply(mail, user(address))));
        } catch (Exception e) {
            mail.close();
            throw e;
        }
    }

    private static Identity identity(RealMail mail, String name) {
        return new Identity(
                new IdentityName(name), new MailAddress(mail.account(name).address()));
    }

    /** As mailboxes are used: by push, with a poll for whatever goes wrong. */
    private static Map<String, String> environment(RealMail mail, String user) {
        Map<String, String> environment = new HashMap<>(mail.environment(user));
        environment.put("MAILSHELL_IMAP_PUSH", "idle");
        return environment;
    }

    private static String user(MailAddress address) {
        return address.value().substring(0, address.value().indexOf('@'));
    }

    RealMail mail() {
        return mail;
    }

    Parties parties() {
        return parties;
    }

    /** Has alice ask web1 to say {@code word}, once for each word, and awaits that it does. */
    void assertAnswers(String word) throws IOException {
        Reply reply = new Replies(parties.home("alice"))
                .awaitFor(parties, "alice", word + ".cmd", "@web1\necho " + word + "\n");
        assertThat(Replies.stdout(reply)).isEqualTo(word + "\n");
    }

    /** What {@code doctor} says of a party, without the mail to itself, if its environment changes so. */
    LiveCli doctor(String name, Map<String, String> changes) {
        Map<String, String> environment = new HashMap<>(parties.environment(name));
        environment.putAll(changes);
        return LiveCli.run(
                environment,
                "doctor",
                "--no-mail",
                "--home",
                parties.home(name).directory().toString());
    }

    /** How many mails lie in one folder of a mailbox now. */
    int mailsIn(String user, String folder) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.imaps.ssl.socketFactory", mail.tls().getSocketFactory());
        settings.put("mail.imaps.timeout", "30000");
        try (Store store = Session.getInstance(settings).getStore("imaps")) {
            store.connect(
                    RealMail.HOST,
                    mail.imapsPort(),
                    mail.account(user).address(),
                    mail.account(user).password());
            return count(store.getFolder(folder));
        }
    }

    private static int count(Folder folder) throws MessagingException {
        if (!folder.exists()) {
            return 0;
        }
        try (folder) {
            folder.open(Folder.READ_ONLY);
            return folder.getMessageCount();
        }
    }

    @Override
    public void close() {
        try {
            parties.close();
        } finally {
            mail.close();
        }
    }
}
