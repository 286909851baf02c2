package dev.mailshell.doctor;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What mail servers changed in a mail on its way. */
final class LoopBackChanges {

    private static final List<String> OTHERS =
            List.of("From", "To", "Subject", "Date", "Auto-Submitted", "Content-Disposition");

    private final ReturnedMail sent;
    private final ReturnedMail returned;

    private LoopBackChanges(ReturnedMail sent, ReturnedMail returned) {
        this.sent = sent;
        this.returned = returned;
    }

    static List<Finding> between(byte[] sent, ReturnedMail returned) throws MessagingException {
        LoopBackChanges changes = new LoopBackChanges(ReturnedMail.of(sent), returned);
        return List.of(changes.ofMessageId(), changes.ofMime(), changes.ofHeader());
    }

    private Finding ofMessageId() {
        String check = "message-id";
        if (isKept("Message-ID")) {
            return Finding.ok(check, "was kept");
        }
        return Finding.warn(
                check,
                "was changed on the way (was " + returned.field("Message-ID").orElse("none") + ", expected "
                        + sent.field("Message-ID").orElseThrow() + ")",
                "mail programs may not show an answer below its command; nothing else depends on it");
    }

    /** What is sealed can be opened as long as type and content are what they were. */
    private Finding ofMime() {
        String check = "mime";
        String hint =
                "nothing that is sealed gets through like that: take another provider, or have its filters leave such mail alone";
        if (!isSameType()) {
            return Finding.fail(
                    check,
                    "the type was changed (was "
                            + returned.field("Content-Type").orElse("none") + ")",
                    hint);
        }
        Optional<String> content = change();
        if (content.isEmpty()) {
            return Finding.fail(check, "the content was changed", hint);
        }
        List<String> written = new ArrayList<>();
        for (String field : List.of("Content-Type", "Content-Transfer-Encoding")) {
            if (!isKept(field)) {
                written.add(field);
            }
        }
        String anew = written.isEmpty() ? "" : "; written anew: " + String.join(", ", written);
        return Finding.ok(check, content.get() + anew);
    }

    private boolean isSameType() {
        try {
            ContentType was = new ContentType(sent.field("Content-Type").orElseThrow());
            ContentType is = new ContentType(returned.field("Content-Type").orElse("text/plain"));
            String kind = was.getParameter("smime-type");
            return is.match(was) && kind.equalsIgnoreCase(is.getParameter("smime-type"));
        } catch (ParseException e) {
            return false;
        }
    }

    /** What was done to the content that leaves it what it is; empty if it is something else now. */
    private Optional<String> change() {
        if (returned.body().equals(sent.body())) {
            return Optional.of("type and content came back byte by byte");
        }
        if (lines(returned.body()).equals(lines(sent.body()))) {
            return Optional.of("the content came back, but for its line ends");
        }
        boolean wrapped = isKept("Content-Transfer-Encoding")
                && returned.body().replaceAll("\\s", "").equals(sent.body().replaceAll("\\s", ""));
        return wrapped ? Optional.of("the content came back in lines of another length") : Optional.empty();
    }

    private static List<String> lines(String body) {
        return body.stripTrailing().lines().toList();
    }

    private Finding ofHeader() {
        String check = "header";
        List<String> changed = OTHERS.stream().filter(name -> !isKept(name)).toList();
        Set<String> added = returned.namesBeyond(sent);
        String fact = added.isEmpty() ? "nothing was added" : "added: " + String.join(", ", added);
        return changed.isEmpty()
                ? Finding.ok(check, fact)
                : Finding.warn(
                        check,
                        "changed or removed: " + String.join(", ", changed) + "; " + fact,
                        "what is sealed does not depend on it; servers tell automatic mail by Auto-Submitted");
    }

    private boolean isKept(String field) {
        return returned.field(field).equals(sent.field(field));
    }
}
