package dev.mailshell.cli;

import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of several servers, of which those that are the same in every byte are shown once. They are compared by digests, and each is read
 * when it is needed, so that a thousand large ones need the memory of one.
 */
final class FoldedReplies {

    private final Map<IdentityName, FiledReply> answers = new HashMap<>();

    private record Fold(FiledReply first, List<IdentityName> servers) {}

    /** An answer of which only the place is kept. */
    @FunctionalInterface
    private interface FiledReply {
        ReceivedReply read();
    }

    void add(ReceivedReply answer) {
        answers.put(answer.server(), filed(answer));
    }

    private static FiledReply filed(ReceivedReply answer) {
        return answer.file().isPresent()
                ? () -> ReceivedReply.in(answer.file().get(), answer.name().orElseThrow())
                : () -> answer;
    }

    /** Prints what came from {@code servers}, in their order, and forgets it. */
    void print(Collection<IdentityName> servers, CliContext context) throws IOException {
        Map<String, Fold> folds = new LinkedHashMap<>();
        for (IdentityName server : servers) {
            FiledReply answer = answers.remove(server);
            if (answer != null) {
                folds.computeIfAbsent(key(answer.read()), key -> new Fold(answer, new ArrayList<>()))
                        .servers()
                        .add(server);
            }
        }
        Cursor cursor = new Cursor();
        CliContext shown = context.showing(
                cursor.following(text(context.out(), context.terminal().get().isPresent() || Screen.showsStdout())),
                cursor.following(text(context.err(), context.screen().get().isPresent())));
        for (Fold fold : folds.values()) {
            print(fold, shown, cursor);
        }
        shown.out().flush();
    }

    /** On a terminal one server could else write over what another has answered. */
    private static PrintStream text(PrintStream stream, boolean onTerminal) {
        return onTerminal ? new PrintStream(new TerminalText(stream), true, StandardCharsets.UTF_8) : stream;
    }

    private static void print(Fold fold, CliContext shown, Cursor cursor) throws IOException {
        ReplyPrinter printer = new ReplyPrinter(shown, false);
        ReceivedReply answer = fold.first().read();
        String servers = ServerList.of(fold.servers());
        if (hasOutput(answer)) {
            shown.err().println(servers + ":");
            printer.copyOutput(answer, servers);
            if (!cursor.isAtLineStart()) {
                shown.err().println();
            }
        }
        printer.explain(answer, servers);
    }

    private static boolean hasOutput(ReceivedReply answer) {
        return answer.reply().isPresent()
                && (hasBytes(answer.reply().get().stdout())
                        || hasBytes(answer.reply().get().stderr()));
    }

    private static boolean hasBytes(Optional<StreamOutput> stream) {
        return stream.filter(output -> output.bytes() > 0).isPresent();
    }

    /** The same for two answers that are shown in the same way. */
    private static String key(ReceivedReply answer) throws IOException {
        List<String> parts = new ArrayList<>(List.of(
                Ending.of(answer).state(),
                answer.trouble().orElse(""),
                answer.refusal().map(ClientNote::fact).orElse(""),
                answer.partial().orElse(""),
                answer.auditAlarm().map(ClientNote::fact).orElse("")));
        if (answer.reply().isPresent()) {
            Optional<Explanation> reason = answer.reply().get().reason();
            parts.add(reason.map(Explanation::message).orElse(""));
            parts.add(reason.map(Explanation::hint).orElse(""));
            parts.add(answer.reply().get().warnings().toString());
            parts.add(digest(answer, answer.reply().get().stdout()));
            parts.add(digest(answer, answer.reply().get().stderr()));
        }
        Sha256Stream whole = new Sha256Stream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no end of one can be taken for the beginning of the next.
            whole.write((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            whole.write(bytes);
        }
        return whole.sha256();
    }

    /** Of the bytes that are there: what a server says of them might hide its output behind another's. */
    private static String digest(ReceivedReply answer, Optional<StreamOutput> stream) throws IOException {
        if (stream.isEmpty()) {
            return "";
        }
        Sha256Stream digest = new Sha256Stream();
        answer.copy(stream.get(), digest);
        return digest.sha256()
                + (stream.get().truncated() ? " of " + stream.get().bytes() : "");
    }
}
