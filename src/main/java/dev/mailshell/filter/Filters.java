package dev.mailshell.filter;

import dev.mailshell.mime.EncodedWords;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.Sender;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import dev.mailshell.policy.Rate;
import dev.mailshell.policy.ValuePattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What mail must look like before it is opened. Empty ones let everything pass.
 *
 * @param senders from whom
 * @param subject what the whole decoded subject must match
 * @param authentication what a trusted mail server must have found
 * @param rate how much of one sender
 */
public record Filters(
        Optional<SenderList> senders,
        Optional<ValuePattern> subject,
        Optional<TrustedResults> authentication,
        Optional<Rate> rate) {

    /** No filter at all. */
    public static Filters none() {
        return new Filters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether there is anything to look for in a mail. */
    public boolean any() {
        return senders.isPresent() || subject.isPresent() || authentication.isPresent() || rate.isPresent();
    }

    /**
     * Why {@code mail} is not opened; empty if it may be, as far as {@link #rate} lets it.
     *
     * @param isClient whether an address is in the trust folder; asked only if that matters
     */
    public Optional<Explanation> objection(MimeEntity mail, Predicate<Sender> isClient) {
        return ofSender(mail, isClient).or(() -> ofSubject(mail)).or(() -> ofAuthentication(mail));
    }

    private Optional<Explanation> ofSender(MimeEntity mail, Predicate<Sender> isClient) {
        if (senders.isEmpty() && authentication.isEmpty()) {
            return Optional.empty();
        }
        Optional<Sender> sender = Sender.of(mail);
        if (sender.isEmpty()) {
            return objection(Reason.SENDER_REFUSED, "it has not exactly one From with exactly one address");
        }
        return senders.isEmpty() || senders.get().admits(sender.get(), isClient)
                ? Optional.empty()
                : objection(Reason.SENDER_REFUSED, "its From is not among mailshell.filter.senders");
    }

    private Optional<Explanation> ofSubject(MimeEntity mail) {
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        List<String> subjects = mail.all("Subject");
        if (subjects.size() > 1) {
            return objection(Reason.SUBJECT_REFUSED, "it has more than one Subject");
        }
        try {
            String text = subjects.isEmpty() ? "" : EncodedWords.decode(subjects.get(0));
            return switch (subject.get().match(text)) {
                case FITS -> Optional.empty();
                case TOO_COSTLY ->
                    objection(Reason.SUBJECT_REFUSED, "mailshell.filter.subject takes too many steps for its Subject");
                default -> objection(Reason.SUBJECT_REFUSED, "its Subject does not match mailshell.filter.subject");
            };
        } catch (MimeFailure e) {
            return objection(Reason.SUBJECT_REFUSED, "its Subject cannot be decoded");
        }
    }

    private Optional<Explanation> ofAuthentication(MimeEntity mail) {
        return authentication
                .flatMap(trusted -> trusted.objection(mail, Sender.of(mail).orElseThrow()))
                .flatMap(fact -> objection(Reason.AUTHENTICATION_RESULTS_REFUSED, fact));
    }

    private static Optional<Explanation> objection(Reason reason, String fact) {
        return Optional.of(new Explanation(reason, fact, ""));
    }
}
