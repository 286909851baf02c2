package dev.mailshell.cli;

import dev.mailshell.camel.AttachedFolder;
import dev.mailshell.camel.ReplyName;
import dev.mailshell.config.Home;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.IdentityName;
import dev.mailshell.wire.CommandDraft;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One command on its way to its servers, and their answers on the way back. It goes on also if nobody waits for it. */
final class Sending {

    private static final Duration SUBMISSION = Duration.ofMinutes(2);

    /** For so many answers is looked at a time: to look for each of a thousand would keep a processor busy. */
    private static final int LOOKS = 50;

    private final ClientAtHand client;
    private final CommandDraft draft;
    private final UUID id = UUID.randomUUID();

    private Sending(ClientAtHand client, CommandDraft draft) {
        this.client = client;
        this.draft = draft;
    }

    /** Who hears of the answers. */
    interface Listener {

        /** A server has answered or, when the time is over, has not. */
        void came(ReceivedReply answer) throws Exception;

        /** Called again and again, however soon; {@code missing} have not answered yet. */
        void waitsFor(Collection<IdentityName> missing) throws Exception;
    }

    /** Puts the command, complete and with its id, where {@code client} takes it up. */
    static Sending begin(ClientAtHand client, CommandDraft draft, Attachments files) throws IOException {
        Sending sending = new Sending(client, draft);
        sending.write(files);
        return sending;
    }

    private void write(Attachments files) throws IOException {
        Path file = home().sending().resolve(name());
        AttachedFolder folder = AttachedFolder.of(file);
        try {
            byte[] document =
                    StrictJson.mapper().writeValueAsBytes(draft.attaching(files.copyTo(folder), files.stdinFile()));
            // The files first: whoever sees the command finds them.
            PrivateFile.publish(file, out -> out.write(document));
        } catch (IOException e) {
            folder.removeAfter(e);
            throw e;
        }
    }

    UUID id() {
        return id;
    }

    Set<IdentityName> servers() {
        return draft.to();
    }

    /**
     * Returns once the SMTP server has the command.
     *
     * @throws CommandFailure if the command could not be sent
     */
    void awaitSent() throws Exception {
        Optional<Path> sent = Waiting.until(SUBMISSION, () -> {
            client.require();
            requireNotFailed();
            return existing(home().sent().resolve(name()));
        });
        if (sent.isEmpty()) {
            throw new CommandFailure(
                    "the command " + id + ": " + trouble().orElse("not sent yet"),
                    "it stays in sending; a running client goes on trying");
        }
    }

    /**
     * Tells of each answer as it comes, until all are there or {@code atMost} is over; then of each server that has not answered.
     *
     * @throws CommandFailure if the command could not be sent
     */
    void awaitReplies(Duration atMost, Listener listener) throws Exception {
        Deque<IdentityName> missing = new ArrayDeque<>(draft.to());
        Waiting.until(atMost, () -> {
            client.require();
            dropRefused(missing, listener);
            look(missing, LOOKS, listener);
            listener.waitsFor(missing);
            return missing.isEmpty() ? Optional.of(true) : Optional.empty();
        });
        look(missing, missing.size(), listener);
        Optional<String> trouble = trouble();
        for (IdentityName server : missing) {
            listener.came(ReceivedReply.none(id, server, trouble, partial(server)));
        }
    }

    /** Of several servers, those for which the SMTP server has refused the command for good; the others may answer all the same. */
    private void dropRefused(Deque<IdentityName> missing, Listener listener) throws Exception {
        Map<IdentityName, ClientNote> refused = ClientNote.byServer(errorFile());
        if (servers().size() == 1 || refused.isEmpty()) {
            requireNotFailed();
        } else {
            for (Map.Entry<IdentityName, ClientNote> note : refused.entrySet()) {
                if (missing.remove(note.getKey())) {
                    listener.came(ReceivedReply.refused(id, note.getKey(), note.getValue()));
                }
            }
        }
    }

    /** Looks for the answers of the first so many; those that are still missing go to the end. */
    private void look(Deque<IdentityName> missing, int atMost, Listener listener) throws Exception {
        for (int looks = Math.min(atMost, missing.size()); looks > 0; looks--) {
            IdentityName server = missing.remove();
            ReplyName name = nameFor(server);
            Path file = home().replies().resolve(name.json());
            if (Files.exists(file)) {
                listener.came(ReceivedReply.in(file, name));
            } else {
                missing.add(server);
            }
        }
    }

    /** How much of the answer is there, if it comes in parts, as the client has noted it. */
    private Optional<String> partial(IdentityName server) throws IOException {
        return ClientNote.in(home().replies().resolve(nameFor(server).partial()))
                .map(ClientNote::fact);
    }

    /** What keeps the command from leaving, as the client has noted it. */
    private Optional<String> trouble() throws IOException {
        return ClientNote.in(home().sending().resolve(name() + ".waiting")).map(ClientNote::fact);
    }

    private void requireNotFailed() throws IOException, CommandFailure {
        Optional<ClientNote> why = ClientNote.in(errorFile());
        if (why.isPresent()) {
            throw new CommandFailure(why.get().fact(), why.get().hint());
        }
    }

    private Path errorFile() {
        return home().failed().resolve(name() + ".error");
    }

    private ReplyName nameFor(IdentityName server) {
        return ReplyName.of(id, server, draft.to().size());
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private Home home() {
        return client.home();
    }

    private String name() {
        return id + "-send.json";
    }
}
