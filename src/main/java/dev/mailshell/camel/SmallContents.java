package dev.mailshell.camel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MessageSet;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;

/** Fetches the contents of those of some mails that are small: with one command for all sizes, and one for all contents. */
final class SmallContents {

    /** How many mails are asked for at once. */
    static final int AT_ONCE = 16;
    /** What is not smaller is not fetched. All that is fetched at once is as large as one piece of a large mail. */
    static final int SMALL_BYTES = MailSession.FETCH_BYTES / AT_ONCE;

    private final IMAPProtocol imap;

    SmallContents(IMAPProtocol imap) {
        this.imap = imap;
    }

    /**
     * What mails hold, by their sequence numbers; nothing for one that the mail server does not announce as small, or that is not.
     *
     * @return empty if the mail server refuses, or renumbers mails while it answers, which it must not (RFC 3501 section 7.4.1): then no
     *     answer can be relied on
     */
    Optional<Map<Integer, byte[]>> fetch(Collection<Integer> mails) throws ProtocolException {
        Optional<List<FetchResponse>> sizes = ask(mails, "RFC822.SIZE");
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> small = new ArrayList<>();
        for (FetchResponse answer : sizes.get()) {
            RFC822SIZE size = answer.getItem(RFC822SIZE.class);
            if (size != null && size.size < SMALL_BYTES && mails.contains(answer.getNumber())) {
                small.add(answer.getNumber());
            }
        }
        return ask(small, "BODY.PEEK[]<0." + SMALL_BYTES + ">").map(answers -> contents(answers, small));
    }

    private static Map<Integer, byte[]> contents(List<FetchResponse> answers, List<Integer> asked) {
        Map<Integer, byte[]> contents = new HashMap<>();
        for (FetchResponse answer : answers) {
            BODY body = answer.getItem(BODY.class);
            if (body != null && asked.contains(answer.getNumber()) && isWhole(body)) {
                contents.put(answer.getNumber(), body.getByteArray().getNewBytes());
            }
        }
        return contents;
    }

    /** A piece as long as what was asked for may have another behind it; an empty one is none. */
    private static boolean isWhole(BODY body) {
        return body.getByteArray() != null
                && body.getByteArray().getCount() > 0
                && body.getByteArray().getCount() < SMALL_BYTES;
    }

    private Optional<List<FetchResponse>> ask(Collection<Integer> mails, String what) throws ProtocolException {
        if (mails.isEmpty()) {
            return Optional.of(List.of());
        }
        MessageSet[] numbers = MessageSet.createMessageSets(
                mails.stream().mapToInt(Integer::intValue).sorted().toArray());
        Response[] answers = imap.fetch(numbers, what);
        boolean sound =
                answers[answers.length - 1].isOK() && Arrays.stream(answers).noneMatch(SmallContents::renumbers);
        imap.notifyResponseHandlers(answers);
        return Optional.of(answers).filter(all -> sound).map(SmallContents::fetched);
    }

    private static List<FetchResponse> fetched(Response... answers) {
        return Arrays.stream(answers)
                .filter(FetchResponse.class::isInstance)
                .map(FetchResponse.class::cast)
                .toList();
    }

    private static boolean renumbers(Response answer) {
        return answer instanceof IMAPResponse line && (line.keyEquals("EXPUNGE") || line.keyEquals("VANISHED"));
    }
}
