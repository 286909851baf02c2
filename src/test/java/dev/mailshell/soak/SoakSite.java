package dev.mailshell.soak;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.e2e.MailFolder;
import dev.mailshell.e2e.Parties;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real mail server, one server and two clients, each a process of its own. */
final class SoakSite implements AutoCloseable {

    static final String SERVER = "web1";
    static final List<String> CLIENTS = List.of("alice", "bob");

    private final RealMail mail;
    private final Parties parties;
    private final Map<String, SoakProcess> processes = new LinkedHashMap<>();

    private SoakSite(RealMail mail, Parties parties) {
        this.mail = mail;
        this.parties = parties;
        // Also if somebody ends the soak.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopProcesses, "soak-end"));
    }

    static SoakSite start(Path directory) throws Exception {
        RealMail mail = RealMail.start(SERVER, CLIENTS.get(0), CLIENTS.get(1));
        try {
            SoakSite site = new SoakSite(
                    mail,
                    Parties.create(
                            directory,
                            List.of(identity(mail, SERVER)),
                            CLIENTS.stream().map(name -> identity(mail, name)).toList(),
                            KeyAlgorithm.EC,
                            address -> new HashMap<>(mail.environment(user(address)))));
            site.startProcess("server", SERVER);
            for (String client : CLIENTS) {
                site.startProcess("client", client);
            }
            return site;
        } catch (Exception e) {
            mail.close();
            throw e;
        }
    }

    private void startProcess(String verb, String name) throws IOException {
        parties.environment(name).put("MAILSHELL_IMAP_POLL", "200ms");
        // So that little goes in parts already.
        parties.environment(name).put("MAILSHELL_MAX_MAIL", "64KiB");
        processes.put(name, new SoakProcess(verb, home(name).directory(), parties.environment(name)));
    }

    private static Identity identity(RealMail mail, String name) {
        return new Identity(
                new IdentityName(name), new MailAddress(mail.account(name).address()));
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

    Home home(String name) {
        return parties.home(name);
    }

    void awaitReady(String name) throws IOException, InterruptedException {
        processes.get(name).awaitReady();
    }

    void killAndRestart(String name) throws IOException, InterruptedException {
        processes.get(name).killAndRestart();
    }

    /** Puts a command mail that came some time ago into the server's inbox once more. */
    void deliverAgain(int which) throws Exception {
        List<Path> mails = mail.mails(SERVER);
        if (!mails.isEmpty()) {
            byte[] raw = Files.readAllBytes(mails.get(which % mails.size()));
            new MailFolder(parties.environment(SERVER), "INBOX").deliver(raw);
        }
    }

    private void stopProcesses() {
        processes.values().forEach(SoakProcess::close);
    }

    @Override
    public void close() {
        stopProcesses();
        parties.close();
        mail.close();
    }
}
