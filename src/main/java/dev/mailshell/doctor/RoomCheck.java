package dev.mailshell.doctor;

import jakarta.mail.MessagingException;
import jakarta.mail.Quota;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How large a mail in the mailbox may be (RFC 7889), and how much room there is (RFC 9208), if the mail server tells. */
record RoomCheck(ImapVisit visit, long maxMail) implements Check {

    private static final long KIB = 1024;
    private static final String HINT = "delete old mail, that in the folder for received mail first";

    @Override
    public String name() {
        return "room";
    }

    @Override
    public List<Finding> look() throws MessagingException, IOException {
        List<Finding> findings = new ArrayList<>();
        visit.parameter("APPENDLIMIT")
                .filter(limit -> limit.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .filter(limit -> limit < maxMail)
                .ifPresent(limit -> findings.add(Finding.fail(
                        name(),
                        "the mailbox takes mails of up to " + new Bytes(limit) + "; ours have up to "
                                + new Bytes(maxMail) + " (mailshell.max-mail)",
                        SmtpSizeCheck.HINT)));
        findings.add(storage().map(this::found).orElseGet(() -> Finding.ok(name(), "the mail server tells no limit")));
        return findings;
    }

    private Optional<Quota.Resource> storage() throws MessagingException, IOException {
        if (!visit.offers("QUOTA")) {
            return Optional.empty();
        }
        Quota[] quotas = visit.inMailbox(folder -> folder.getQuota());
        return Arrays.stream(quotas)
                .flatMap(quota -> quota.resources == null ? null : Arrays.stream(quota.resources))
                .filter(resource -> resource.name.equalsIgnoreCase("STORAGE") && resource.limit > 0)
                .findFirst();
    }

    private Finding found(Quota.Resource storage) {
        long free = bytes(Math.max(0, storage.limit - storage.usage));
        String fact = new Bytes(free) + " of " + new Bytes(bytes(storage.limit)) + " are free";
        if (free == 0) {
            return Finding.fail(name(), "the mailbox is full: " + fact, HINT);
        }
        return free < maxMail
                ? Finding.warn(name(), fact + ", less than one mail may have (mailshell.max-mail)", HINT)
                : Finding.ok(name(), fact);
    }

    /** A mail server may write any number for a quota that is none. */
    private static long bytes(long kib) {
        return kib > Long.MAX_VALUE / KIB ? Long.MAX_VALUE : kib * KIB;
    }
}
