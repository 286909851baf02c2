package dev.mailshell.cli;

import dev.mailshell.camel.CommandFile;
import dev.mailshell.camel.InvocationText;
import dev.mailshell.camel.ReplyName;
import dev.mailshell.config.Home;
import dev.mailshell.model.CommandRef;
import dev.mailshell.model.IdentityName;
import dev.mailshell.wire.CommandDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The commands that a client was given and the answers that it has, read from the files of its home; nothing is changed. */
final class Records {

    /** The most commands that are looked at: more nobody reads, and each costs some files. */
    static final int MOST = 1000;

    private static final int LONGEST_LINE = 200;

    private final Home home;
    private final RecordFiles files;

    Records(Home home) {
        this.home = home;
        this.files = new RecordFiles(home);
    }

    /** At most so many of the newest commands, the newest first; a file that cannot be read is told in the record. */
    List<SentCommand> newest(int most) throws IOException {
        Set<String> replies = files.replies();
        List<RecordFiles.Entry> entries = new ArrayList<>(entries(replies).values());
        entries.sort(Comparator.comparing(RecordFiles.Entry::at).reversed().thenComparing(RecordFiles.Entry::id));
        List<SentCommand> newest = new ArrayList<>();
        for (RecordFiles.Entry entry : entries.subList(0, Math.min(entries.size(), most))) {
            newest.add(read(entry, replies));
        }
        return newest;
    }

    /**
     * The one command that is meant.
     *
     * @throws CommandFailure if there is none, or more than one
     */
    SentCommand find(CommandRef ref) throws IOException, CommandFailure {
        Set<String> replies = files.replies();
        List<RecordFiles.Entry> found = entries(replies).values().stream()
                .filter(entry -> entry.id().toString().startsWith(ref.beginning()))
                .toList();
        if (found.size() != 1) {
            throw new CommandFailure(
                    found.isEmpty()
                            ? "no command of this home has the id " + ref
                            : found.size() + " commands of this home have an id that begins with " + ref,
                    found.isEmpty() ? "mailshell status shows the ids" : "write more digits of the id");
        }
        return read(found.get(0), replies);
    }

    /** The names of all replies, without their ending. */
    Set<String> replies() throws IOException {
        return files.replies();
    }

    /** The command that the reply of this name answers. */
    SentCommand answeredBy(String stem) throws IOException {
        Set<String> replies = files.replies();
        UUID id = RecordFiles.idOf(stem);
        return read(entries(replies).getOrDefault(id, unknown(id, stem)), replies);
    }

    /** A reply as it is filed; empty if it is not there or cannot be read. */
    Optional<ReceivedReply> reply(String stem) {
        ReplyName name = new ReplyName(stem);
        Path file = home.replies().resolve(name.json());
        try {
            return Files.exists(file) ? Optional.of(ReceivedReply.in(file, name)) : Optional.empty();
        } catch (UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** The whole command, as one text; empty if its file is gone or cannot be read. */
    Optional<String> command(SentCommand command) {
        return draft(command.file()).map(draft -> InvocationText.whole(draft.invocation()));
    }

    /** Also those of which nothing is left but a reply. */
    private Map<UUID, RecordFiles.Entry> entries(Set<String> replies) throws IOException {
        Map<UUID, RecordFiles.Entry> entries = new HashMap<>(files.commands());
        for (String stem : replies) {
            UUID id = RecordFiles.idOf(stem);
            if (!entries.containsKey(id)) {
                entries.put(id, unknown(id, stem));
            }
        }
        return entries;
    }

    private RecordFiles.Entry unknown(UUID id, String stem) throws IOException {
        Path reply = home.replies().resolve(new ReplyName(stem).json());
        return new RecordFiles.Entry(id, SentCommand.Stage.SENT, reply, RecordFiles.at(reply));
    }

    private SentCommand read(RecordFiles.Entry entry, Set<String> replies) throws IOException {
        Optional<CommandDraft> draft = draft(entry.file());
        Optional<ClientNote> note = note(entry);
        return new SentCommand(
                entry.id(),
                entry.stage(),
                entry.file(),
                draft.map(command -> line(InvocationText.whole(command.invocation())))
                        .orElse("?"),
                entry.at(),
                entry.at().plus(draft.map(CommandDraft::lifetime).orElse(CommandDraft.LIFETIME)),
                note.map(ClientNote::fact).orElse(""),
                note.map(ClientNote::hint).orElse(""),
                draft.isPresent() ? answers(entry.id(), draft.get()) : answers(entry.id(), replies));
    }

    private static String line(String command) {
        return Excerpt.of(command.strip().replace('\n', ' '), LONGEST_LINE);
    }

    /** Empty also if the file has gone since it was listed, or is the reply to a command whose file is gone. */
    private Optional<CommandDraft> draft(Path file) {
        if (file.startsWith(home.replies())) {
            return Optional.empty();
        }
        try {
            return CommandFile.find(file);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ClientNote> note(RecordFiles.Entry entry) throws IOException {
        String ending =
                switch (entry.stage()) {
                    case WAITING -> ".waiting";
                    case NOT_SENT -> ".error";
                    case SENT -> "";
                };
        return ending.isEmpty()
                ? Optional.empty()
                : ClientNote.in(entry.file().resolveSibling(entry.file().getFileName() + ending));
    }

    private List<Answer> answers(UUID id, CommandDraft draft) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (IdentityName server : new TreeSet<>(draft.to())) {
            answers.add(answer(server, ReplyName.of(id, server, draft.to().size())));
        }
        return answers;
    }

    /** Of a command of which nothing else is known. */
    private List<Answer> answers(UUID id, Set<String> replies) {
        return replies.stream()
                .filter(stem -> stem.startsWith(id.toString()))
                .map(stem -> reply(stem).flatMap(received -> received.reply().map(reply -> Answer.of(reply, stem))))
                .flatMap(Optional::stream)
                .toList();
    }

    private Answer answer(IdentityName server, ReplyName name) throws IOException {
        if (Files.notExists(home.replies().resolve(name.json()))) {
            Optional<ClientNote> partial = ClientNote.in(home.replies().resolve(name.partial()));
            return Answer.none(
                    server, name.stem(), partial.map(ClientNote::fact).orElse(""));
        }
        return reply(name.stem())
                .flatMap(ReceivedReply::reply)
                .map(reply -> Answer.of(reply, name.stem()))
                .orElseGet(() -> Answer.none(server, name.stem(), "replies/" + name.json() + " cannot be read"));
    }
}
