package dev.mailshell.camel;

import dev.mailshell.audit.AuditAlarm;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.util.Optional;

/** A reply for a person: the status, what came out, then the details. */
final class ReplyText {

    private ReplyText() {}

    static String of(Reply reply, ReplyName name, Optional<AuditAlarm> alarm) {
        StringBuilder text = new StringBuilder();
        alarm.ifPresent(broken -> text.append("WARNING: ")
                .append(broken.reason())
                .append(", ")
                .append(Printable.line(broken.fact()))
                .append("\nhint: ")
                .append(AuditAlarm.HINT)
                .append("\nevidence: ")
                .append(name.audit())
                .append("\n\n"));
        text.append(reply.from()).append(": ").append(reply.status().wire());
        reply.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
        reply.signal().ifPresent(signal -> text.append(", ended by ").append(signal));
        text.append('\n');
        reply.reason().ifPresent(why -> text.append(why.code())
                .append(": ")
                .append(Printable.line(why.message()))
                .append("\nhint: ")
                .append(Printable.line(why.hint()))
                .append('\n'));
        reply.warnings().forEach(warning -> text.append("warning: ")
                .append(Printable.line(warning.message()))
                .append("\nhint: ")
                .append(Printable.line(warning.hint()))
                .append('\n'));
        stream(text, "stdout", reply.stdout(), name);
        stream(text, "stderr", reply.stderr(), name);
        text.append("\nid: ").append(reply.id());
        text.append("\nreceived: ").append(reply.receivedAt());
        reply.startedAt().ifPresent(time -> text.append("\nstarted: ").append(time));
        text.append("\nfinished: ").append(reply.finishedAt()).append('\n');
        reply.audit()
                .ifPresent(audit ->
                        text.append("audit: ").append(audit.newest().head()).append('\n'));
        return text.toString();
    }

    private static void stream(StringBuilder text, String title, Optional<StreamOutput> stream, ReplyName name) {
        if (stream.isEmpty() || stream.get().bytes() == 0) {
            return;
        }
        StreamOutput output = stream.get();
        text.append("\n--- ").append(title).append(", ").append(output.bytes()).append(" bytes");
        text.append(output.truncated() ? ", the middle left out ---\n" : " ---\n");
        if (output.content() instanceof StreamOutput.Text inline) {
            text.append(inline.text()).append(inline.text().endsWith("\n") ? "" : "\n");
        } else if (output.content() instanceof StreamOutput.Base64 inline) {
            text.append("not text, in base64:\n").append(inline.base64()).append('\n');
        } else if (output.content() instanceof StreamOutput.Attachment attached) {
            text.append("see ").append(name.attachment(attached.name())).append('\n');
        }
    }
}
