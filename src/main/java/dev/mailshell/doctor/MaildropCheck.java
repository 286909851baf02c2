package dev.mailshell.doctor;

import dev.mailshell.model.Amount;
import dev.mailshell.pop3.PopConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be done with a maildrop (RFC 1939, RFC 2449). One check, since it is one conversation. */
record MaildropCheck(PopVisit visit) implements Check {

    @Override
    public String name() {
        return "maildrop";
    }

    @Override
    public List<Finding> look() throws IOException {
        PopConnection maildrop = visit.connection();
        int count = maildrop.count();
        Set<String> capabilities = maildrop.capabilities();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(name(), "can be read: it holds " + Amount.of(count, "mail")));
        findings.add(required("uidl", "UIDL", capabilities, "names mails, so that each is looked at once"));
        findings.add(required("top", "TOP", capabilities, "shows headers, so that other people's mail is left"));
        findings.add(push(capabilities));
        return findings;
    }

    private static Finding required(String check, String capability, Set<String> capabilities, String meaning) {
        if (capabilities.contains(capability)) {
            return Finding.ok(check, "offered: the mail server " + meaning);
        }
        String fact = capability + " is not offered";
        return capabilities.isEmpty()
                ? Finding.warn(
                        check, fact + ", since the mail server does not say what it offers", "see that it has it")
                : Finding.fail(check, fact, "read this mailbox by IMAP, or use another mail server");
    }

    private Finding push(Set<String> capabilities) {
        return capabilities.contains("XWAIT")
                ? Finding.ok("push", "offered: the mail server tells of new mail (XWAIT)")
                : Finding.ok(
                        "push",
                        "not offered, as POP3 has none: a login every "
                                + visit.mailbox().poll().toSeconds() + " s, and more often while mail is expected");
    }
}
