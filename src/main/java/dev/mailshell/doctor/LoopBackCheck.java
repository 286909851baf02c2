package dev.mailshell.doctor;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a mail to ourselves comes back, how long that takes, and what was changed in it on its way. */
record LoopBackCheck(LoopBackMail mail, SmtpVisit smtp, ImapVisit imap) implements Check {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** A server that runs may move it while we remove it. */
    private static final int REMOVALS = 5;

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Duration bound() {
        return PATIENCE.plus(BOUND);
    }

    @Override
    public List<Finding> look() throws MessagingException, IOException, InterruptedException {
        LoopBackPlaces places = LoopBackPlaces.of(imap);
        long begun = System.nanoTime();
        smtp.send(mail.bytes(), mail.self());
        Optional<LoopBackPlaces.Found> found = await(places, begun);
        if (found.isEmpty()) {
            return List.of(Finding.fail(
                    name(),
                    "a mail to " + mail.self() + " was accepted, and did not come back within " + PATIENCE.toSeconds()
                            + " s",
                    "is that the address of this mailbox? Look for the subject \"" + mail.subject()
                            + "\", and delete it"));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        List<Finding> findings = new ArrayList<>();
        findings.add(delivered(found.get().folder(), took));
        findings.addAll(LoopBackChanges.between(mail.bytes(), found.get().mail()));
        if (!remove(places)) {
            findings.add(Finding.warn(
                    "removal",
                    "the mail could not be deleted",
                    "delete the mail with the subject \"" + mail.subject() + "\" yourself"));
        }
        return findings;
    }

    private Optional<LoopBackPlaces.Found> await(LoopBackPlaces places, long begun)
            throws MessagingException, IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            Optional<LoopBackPlaces.Found> found = places.find(mail.token());
            if (found.isPresent()) {
                return found;
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        return Optional.empty();
    }

    private Finding delivered(String folder, Duration took) throws MessagingException, IOException {
        String fact = String.format(Locale.ROOT, "a mail to ourselves came back in %.1f s", took.toMillis() / 1000.0);
        if (folder.equals(imap.mailbox().folder())) {
            return Finding.ok(name(), fact + ", in " + folder);
        }
        if (folder.equals(imap.received())) {
            return Finding.ok(name(), fact + "; a server that is running has moved it to " + folder);
        }
        return Finding.fail(
                name(),
                fact + ", but in " + folder + " (expected in " + imap.mailbox().folder() + ")",
                "have a filter of the provider put such mail where mailshell.imap.folder says, or change that setting");
    }

    private boolean remove(LoopBackPlaces places) throws MessagingException, IOException, InterruptedException {
        for (int i = 0; i < REMOVALS; i++) {
            places.remove(mail.token());
            if (places.isGone(mail.token())) {
                return true;
            }
            pause(FIRST_PAUSE.multipliedBy(2));
        }
        return false;
    }

    /** Ends early when this check is given up. */
    private static void pause(Duration pause) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        if (never.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody ends a pause");
        }
    }
}
