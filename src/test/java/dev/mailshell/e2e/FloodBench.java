package dev.mailshell.e2e;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.exec.TreeRemoval;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Floods a server on a real Postfix and Dovecot, with a good command in the middle, and prints what that cost; exits with 1 if it
 * cost too much.
 */
final class FloodBench {

    private static final double LONGEST_SECONDS = 10;
    private static final int GOOD_COMMANDS = 1;
    /** As a server has met that was not started a second ago. */
    private static final int WARM_UP = 1000;

    private FloodBench() {}

    /** The argument is how many mails; 5000 without one. */
    public static void main(String[] args) throws Exception {
        int count = args.length == 0 ? 5000 : Integer.parseInt(args[0]);
        Path directory = Files.createTempDirectory("flood");
        boolean fine;
        try (RealParties real = RealParties.create(
                directory.resolve("homes"), KeyAlgorithm.RSA, List.of("web1"), List.of("alice", "mallory"))) {
            fine = run(directory, real, count);
        } finally {
            TreeRemoval.remove(directory);
        }
        System.exit(fine ? 0 : 1);
    }

    /** Whether the good command was answered in time, and nothing else at all. */
    private static boolean run(Path directory, RealParties real, int count) throws Exception {
        Parties parties = real.parties();
        String to = real.mail().account("web1").address();
        String from = real.mail().account("alice").address();
        MailFlood flood = new MailFlood(Forger.stranger(directory.resolve("stranger"), parties), from);
        Forger alice = Forger.client(parties, "alice");
        parties.environment("web1").put("MAILSHELL_IMAP_POLL", "1s");
        Child server = parties.startServerProcess("web1");
        sayMemory("when ready", server);
        try (Mailbox mallory = Mailbox.open(parties.environment("mallory"))) {
            mallory.submit(to, flood.mails(WARM_UP));
            Patience.await().until(() -> MailFlood.refused(parties.home("web1")) == WARM_UP);
            sayMemory("after " + WARM_UP + " mails to warm up", server);
            long start = System.nanoTime();
            mallory.submit(to, flood.mails(count / 2));
            long asked = System.nanoTime();
            mallory.submit(
                    to, alice.command("", "web1", Forger.json(UUID.randomUUID().toString(), "true")));
            Thread rest = new Thread(() -> submit(mallory, to, flood, count - count / 2));
            rest.start();
            Patience.await().atMost(Duration.ofMinutes(10)).until(() -> real.mailsIn("alice", "INBOX") > 0);
            double answered = seconds(asked);
            say("seconds to the answer to the good command (at most 10)", answered);
            say("refused by then", MailFlood.refused(parties.home("web1")) - WARM_UP);
            rest.join();
            say("seconds until all were submitted", seconds(start));
            Patience.await()
                    .atMost(Duration.ofMinutes(20))
                    .until(() -> MailFlood.refused(parties.home("web1")) == WARM_UP + count);
            say("seconds until all were refused", seconds(start));
            sayMemory("afterwards", server);
            int answers = real.mailsIn("alice", "INBOX") + real.mailsIn("mallory", "INBOX");
            say("answers sent (expected " + GOOD_COMMANDS + ")", answers);
            say("log, in KiB", Files.size(parties.home("web1").logs().resolve("mailshell.log")) / 1024);
            return answered <= LONGEST_SECONDS && answers == GOOD_COMMANDS;
        }
    }

    private static void sayMemory(String when, Child server) throws IOException {
        say("server's memory " + when + ", in MiB", server.kernelKib("VmRSS") / 1024);
        say("the most until then, in MiB", server.kernelKib("VmHWM") / 1024);
    }

    private static void submit(Mailbox mailbox, String to, MailFlood flood, int count) {
        try {
            mailbox.submit(to, flood.mails(count));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(long since) {
        return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
    }

    private static void say(String what, Object value) {
        System.out.println(what + ": " + value);
    }
}
