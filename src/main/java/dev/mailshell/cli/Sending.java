package dev.mailshell.cli;

import dev.mailshell.camel.AttachedFolder;
import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.ReplyName;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.IdentityName;
import dev.mailshell.wire.CommandDraft;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One command on its way: by the client that runs in this home or, if none does, by one that runs as long as this. */
final class Sending implements AutoCloseable {

    private static final Duration SUBMISSION = Duration.ofMinutes(2);

    private final MailshellConfig config;
    private final CommandDraft draft;
    private final CliContext context;
    private final UUID id = UUID.randomUUID();
    private final ClientLock lock;
    private Optional<MailshellClient> ownClient = Optional.empty();

    private Sending(MailshellConfig config, CommandDraft draft, CliContext context, ClientLock lock) {
        this.config = config;
        this.draft = draft;
        this.context = context;
        this.lock = lock;
    }

    /** Puts the command, complete and with its id, where a client takes it up. */
    static Sending begin(MailshellConfig config, CommandDraft draft, Attachments files, CliContext context)
            throws IOException {
        Sending sending = new Sending(config, draft, context, ClientLock.of(config.home()));
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

    /**
     * Returns once the SMTP server has the command.
     *
     * @throws CommandFailure if the command could not be sent
     */
    void awaitSent() throws Exception {
        Optional<Path> sent = Waiting.until(SUBMISSION, () -> {
            requireClient();
            requireNotFailed();
            return existing(home().sent().resolve(name()));
        });
        if (sent.isEmpty()) {
            throw new CommandFailure(
                    "the command " + id + " is not sent yet"
                            + trouble().map(why -> ": " + why).orElse(""),
                    "it stays in sending; a running client goes on trying");
        }
    }

    /** The answer of each server that has answered within {@code atMost}. */
    List<ReceivedReply> awaitReplies(Duration atMost) throws Exception {
        List<ReceivedReply> replies = new ArrayList<>();
        List<IdentityName> missing = new ArrayList<>(draft.to());
        Waiting.until(atMost, () -> {
            requireClient();
            requireNotFailed();
            missing.removeIf(server -> take(server, replies));
            return missing.isEmpty() ? Optional.of(true) : Optional.empty();
        });
        Optional<String> trouble = trouble();
        for (IdentityName server : missing) {
            replies.add(ReceivedReply.none(id, server, trouble, partial(server)));
        }
        return replies;
    }

    /** How much of the answer is there, if it comes in parts, as the client has noted it. */
    private Optional<String> partial(IdentityName server) throws IOException {
        Path note = home().replies()
                .resolve(ReplyName.of(id, server, draft.to().size()).partial());
        return ClientNote.in(note).map(ClientNote::fact);
    }

    /** What keeps the command from leaving, as the client has noted it. */
    private Optional<String> trouble() throws IOException {
        return ClientNote.in(home().sending().resolve(name() + ".waiting")).map(ClientNote::fact);
    }

    private boolean take(IdentityName server, List<ReceivedReply> replies) {
        ReplyName name = ReplyName.of(id, server, draft.to().size());
        Path file = home().replies().resolve(name.json());
        if (!Files.exists(file)) {
            return false;
        }
        replies.add(ReceivedReply.in(file, name));
        return true;
    }

    /** The client that ran may have ended meanwhile; then it is our turn. */
    private void requireClient() throws IOException, RouteProblem {
        if (ownClient.isEmpty() && lock.tryTake()) {
            ownClient = Optional.of(MailshellClient.start(
                    config, new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters())));
        }
    }

    private void requireNotFailed() throws IOException, CommandFailure {
        Optional<ClientNote> why = ClientNote.in(home().failed().resolve(name() + ".error"));
        if (why.isPresent()) {
            throw new CommandFailure(why.get().fact(), why.get().hint());
        }
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private Home home() {
        return config.home();
    }

    private String name() {
        return id + "-send.json";
    }

    @Override
    public void close() throws IOException {
        ownClient.ifPresent(MailshellClient::close);
        lock.close();
    }
}
