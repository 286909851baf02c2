package dev.mailshell.cli;

import dev.mailshell.model.Amount;
import dev.mailshell.model.Printable;
import dev.mailshell.model.StreamOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One command with all answers to it, as lines that a terminal may show. */
record CommandPage(Records records, CommandList list) {

    /** What a person reads of one stream; what is beyond is in the file. */
    private static final int MOST_BYTES = 256 * 1024;

    List<String> of(SentCommand command) throws IOException {
        List<String> lines =
                new ArrayList<>(list.details(command, records.command(command).orElse(command.line())));
        for (Answer answer : command.answers()) {
            Optional<ReceivedReply> received = records.reply(answer.stem());
            lines.add("");
            lines.add("--- " + answer.server() + ": " + Printable.line(answer.text()) + " ---");
            if (received.isPresent()) {
                lines.addAll(answer(received.get()));
            }
        }
        return lines;
    }

    /** What a person reads of an answer that there is: first what is wrong with it, then why it ended so, then what the command wrote. */
    static List<String> answer(ReceivedReply received) throws IOException {
        List<String> lines = new ArrayList<>(warnings(received));
        var reply = received.reply().orElseThrow();
        reply.reason()
                .filter(why -> !why.hint().isEmpty())
                .ifPresent(why -> lines.add("hint: " + Printable.line(why.hint())));
        if (reply.stdout().isPresent()) {
            lines.addAll(lines(received, reply.stdout().get()));
        }
        if (reply.stderr().isPresent() && reply.stderr().get().bytes() > 0) {
            lines.add("--- stderr ---");
            lines.addAll(lines(received, reply.stderr().get()));
        }
        return lines;
    }

    /** What is to be looked at beside the answer itself: that it does not fit its server's audit log, then what the server warns of. */
    static List<String> warnings(ReceivedReply received) throws IOException {
        List<ClientNote> notes = new ArrayList<>();
        received.auditAlarm().ifPresent(notes::add);
        received.reply().orElseThrow().warnings().stream()
                .map(warning -> new ClientNote(received.server() + ": " + warning.message(), warning.hint()))
                .forEach(notes::add);
        List<String> lines = new ArrayList<>();
        for (ClientNote note : notes) {
            lines.add("warning: " + Printable.line(note.fact()));
            if (!note.hint().isEmpty()) {
                lines.add("hint: " + Printable.line(note.hint()));
            }
        }
        return lines;
    }

    /** What a stream holds, a tab as blanks and what else is no text as question marks. */
    private static List<String> lines(ReceivedReply received, StreamOutput stream) throws IOException {
        if (stream.bytes() == 0) {
            return List.of();
        }
        Head head = new Head();
        try {
            received.copy(stream, head);
        } catch (NoSuchFileException gone) {
            return List.of("(its file is gone)");
        }
        List<String> lines = new ArrayList<>(head.text()
                .lines()
                .map(line -> Printable.line(line.replace("\t", "        ")))
                .toList());
        if (head.left > 0) {
            lines.add("(" + Amount.of(head.left, "byte") + " more, see "
                    + received.file().orElseThrow() + ")");
        }
        return lines;
    }

    /** Keeps the first bytes of what is written to it. */
    private static final class Head extends ByteArrayOutputStream {

        private long left;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            int room = Math.min(length, MOST_BYTES - count);
            super.write(bytes, offset, room);
            left += length - room;
        }

        @Override
        public synchronized void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** A byte that is no UTF-8 becomes U+FFFD. */
        String text() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
