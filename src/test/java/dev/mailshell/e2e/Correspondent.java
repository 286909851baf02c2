package dev.mailshell.e2e;

import dev.mailshell.model.Reply;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Somebody who writes to web1 in either form, and reads the answers in the mailbox. */
final class Correspondent implements AutoCloseable {

    private final String name;
    private final Forger forger;
    private final Mailbox web1;
    private final Mailbox own;
    private final List<Reply> replies = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int read;

    Correspondent(Parties parties, String name) throws Exception {
        this.name = name;
        this.forger = Forger.client(parties, name);
        this.web1 = Mailbox.open(parties.environment("web1"));
        this.own = Mailbox.open(parties.environment(name));
    }

    /** Sends a line in the form of programs. */
    UUID send(String line) throws Exception {
        UUID id = UUID.randomUUID();
        send(id, line);
        return id;
    }

    /** As above, under an id of one's own. */
    void send(UUID id, String line) throws Exception {
        String json = Forger.json(id.toString(), Instant.now(Clock.systemUTC()), line)
                .replace("\"from\":\"alice\"", "\"from\":\"" + name + "\"");
        web1.append(forger.command("", "web1", json));
    }

    /** Sends a line and waits for what the server wrote on it. */
    String ask(String line) throws Exception {
        return Replies.stdout(answer(send(line)));
    }

    /** Types a line as a person does, and waits for the text that comes back. */
    String type(String line) throws Exception {
        readAll();
        int before = texts.size();
        web1.append(forger.mail(
                "", "web1", "Content-Type: text/plain; charset=utf-8\r\n\r\n@web1\r\n\r\n" + line + "\r\n"));
        Patience.await().until(() -> readAll() && texts.size() > before);
        return texts.get(before);
    }

    /** The answer to one command, once it is there. */
    Reply answer(UUID id) {
        return Patience.await().until(() -> find(id), Optional::isPresent).orElseThrow();
    }

    /** How many answers there are to one command now. */
    long answers(UUID id) throws Exception {
        readAll();
        return replies.stream().filter(reply -> reply.id().equals(id)).count();
    }

    private Optional<Reply> find(UUID id) throws Exception {
        readAll();
        return replies.stream().filter(reply -> reply.id().equals(id)).findFirst();
    }

    private boolean readAll() throws Exception {
        for (int there = own.count(Mailbox.INBOX); read < there; read++) {
            String mail = own.mail(Mailbox.INBOX, read);
            if (forger.isReadable(mail)) {
                texts.add(forger.entity(mail).replace("\r\n", "\n"));
            } else {
                replies.add(forger.open(mail));
            }
        }
        return true;
    }

    @Override
    public void close() throws MessagingException {
        web1.close();
        own.close();
    }
}
