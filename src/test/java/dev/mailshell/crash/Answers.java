package dev.mailshell.crash;

import dev.mailshell.e2e.Forger;
import dev.mailshell.e2e.MailFolder;
import dev.mailshell.e2e.Parties;
import dev.mailshell.model.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The replies that came to a client by mail, whatever it made of them. */
public final class Answers {

    private static final String REQUEST = "\r\nSubject: Mail Shell request\r\n";

    private final Map<UUID, List<Reply>> byCommand;

    private Answers(List<Reply> replies) {
        this.byCommand = replies.stream().collect(Collectors.groupingBy(Reply::id));
    }

    /**
     * Opens every reply in the client's mailbox, taken from it or not.
     *
     * @param received what the mail server calls the folder of those that were taken
     */
    public static Answers to(Parties parties, String client, String received) throws Exception {
        Forger keys = Forger.client(parties, client);
        List<Reply> replies = new ArrayList<>();
        for (String folder : List.of("INBOX", received)) {
            for (byte[] mail : new MailFolder(parties.environment(client), folder).mails()) {
                String raw = new String(mail, StandardCharsets.ISO_8859_1);
                if (raw.contains("application/pkcs7-mime") && !isReadable(mail) && !raw.contains(REQUEST)) {
                    replies.add(keys.open(raw));
                }
            }
        }
        return new Answers(replies);
    }

    /** What a server wrote to a person, each as it was signed. */
    static List<String> readable(Parties parties, String client) throws Exception {
        Forger keys = Forger.client(parties, client);
        List<String> answers = new ArrayList<>();
        for (byte[] mail : new MailFolder(parties.environment(client), "INBOX").mails()) {
            if (isReadable(mail)) {
                answers.add(keys.entity(new String(mail, StandardCharsets.ISO_8859_1)));
            }
        }
        return answers;
    }

    static boolean isReadable(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1).contains("\r\nSubject: Re: Mail Shell\r\n");
    }

    /** The ids of all commands that were answered. */
    Set<UUID> commands() {
        return byCommand.keySet();
    }

    /** Each mail that answers one command. */
    public List<Reply> to(UUID id) {
        return byCommand.getOrDefault(id, List.of());
    }
}
