package dev.mailshell.human;

import dev.mailshell.model.Command;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A reply as a person reads it: the status, what came out, then the details. */
public final class ReadableReply {

    private static final int SHOWN_OF_COMMAND = 200;

    private final StringBuilder text = new StringBuilder();

    private ReadableReply() {}

    /**
     * The text; its lines end with LF.
     *
     * @param command that it answers, if it is known
     * @param encrypted whether the command was; if not, the text says so
     */
    public static String of(Reply reply, Optional<Command> command, boolean encrypted) {
        ReadableReply readable = new ReadableReply();
        readable.status(reply);
        readable.stream("", reply.stdout());
        readable.stream("--- stderr ---\n", reply.stderr());
        readable.details(reply, command);
        if (!encrypted) {
            readable.detail("warning", "the command was not encrypted: anybody on its way could read it");
        }
        return readable.text.toString();
    }

    private void status(Reply reply) {
        text.append(reply.status().wire());
        reply.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
        reply.signal().ifPresent(signal -> text.append(", ended by ").append(signal));
        text.append(", on ").append(reply.from()).append('\n');
    }

    private void stream(String title, Optional<StreamOutput> stream) {
        if (stream.isEmpty() || stream.get().bytes() == 0) {
            return;
        }
        StreamOutput output = stream.get();
        text.append('\n').append(title);
        if (output.content() instanceof StreamOutput.Text inline) {
            String shown = printable(inline.text());
            text.append(shown).append(shown.endsWith("\n") ? "" : "\n");
        } else if (output.content() instanceof StreamOutput.Attachment attached) {
            text.append("(")
                    .append(output.bytes())
                    .append(" bytes, see the attached ")
                    .append(attached.name())
                    .append(")\n");
        } else if (output.content() instanceof StreamOutput.Base64 inline) {
            text.append("(not text, in base64)\n").append(inline.base64()).append('\n');
        }
        if (output.truncated()) {
            text.append("(the middle of ").append(output.bytes()).append(" bytes is left out)\n");
        }
    }

    private void details(Reply reply, Optional<Command> command) {
        text.append("\n--- details ---\n");
        reply.reason().ifPresent(why -> {
            detail("reason", why.code() + ", " + why.message());
            if (!why.hint().isEmpty()) {
                detail("hint", why.hint());
            }
        });
        reply.warnings().forEach(warning -> {
            detail("warning", warning.message());
            if (!warning.hint().isEmpty()) {
                detail("hint", warning.hint());
            }
        });
        command.ifPresent(asked -> {
            detail("command", shown(asked.invocation()));
            detail("signed", asked.issuedAt());
        });
        detail("received", reply.receivedAt().truncatedTo(ChronoUnit.MILLIS));
        reply.startedAt().ifPresent(time -> detail("started", time.truncatedTo(ChronoUnit.MILLIS)));
        detail("finished", reply.finishedAt().truncatedTo(ChronoUnit.MILLIS));
        reply.to().forEach(client -> detail("for", client));
        detail("id", reply.id());
        reply.audit().ifPresent(audit -> detail("audit", audit.newest().head()));
    }

    private void detail(String name, Object value) {
        text.append(name).append(": ").append(Printable.line(value.toString())).append('\n');
    }

    private static String shown(Invocation invocation) {
        String line = invocation instanceof Invocation.Line typed ? typed.text() : invocation.toString();
        return line.length() > SHOWN_OF_COMMAND ? line.substring(0, SHOWN_OF_COMMAND) + "…" : line;
    }

    /** Lines and tabs stay; what else would move the cursor, or the direction of the text, is a question mark. */
    private static String printable(String output) {
        return output.replace("\r\n", "\n").replaceAll("(?![\\n\\t])" + Printable.UNPRINTABLE, "?");
    }
}
