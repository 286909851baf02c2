package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.mime.Attachment;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a process wrote, in the words of a reply. */
final class ReplyStreams {

    private final Form form;
    private final long inline;
    private final List<Attachment> attachments = new ArrayList<>();

    /** @param inline bytes of a stream that ride in the reply itself */
    ReplyStreams(Form form, long inline) {
        this.form = form;
        this.inline = inline;
    }

    /** The account of a command that asked what another one wrote. */
    static Account account(Outcome.Shown shown, Form form, Instant now) throws IOException {
        ReplyStreams streams = new ReplyStreams(form, shown.inline());
        StreamOutput stdout = streams.add("stdout", shown.stdout());
        StreamOutput stderr = streams.add("stderr", shown.stderr());
        return new Account(
                FinalStatus.DONE,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.of(stdout),
                Optional.of(stderr),
                Optional.empty(),
                streams.attachments());
    }

    StreamOutput add(String name, CapturedStream captured) throws IOException {
        StreamOutput output = output(name, captured);
        if (output.content() instanceof StreamOutput.Attachment attached) {
            attachments.add(Attachment.whole(attached.name(), captured.file()));
        }
        return output;
    }

    /** Those that the streams so far are, in part or in whole. */
    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    /** A person's mail program opens a file by the ending of its name, and shows nobody base64. */
    private StreamOutput output(String name, CapturedStream captured) throws IOException {
        if (form == Form.MACHINE) {
            return OutputReader.read(name, captured, inline);
        }
        StreamOutput output = OutputReader.read(name + ".txt", captured, inline);
        return output.content() instanceof StreamOutput.Base64 ? output.attachedAs(name + ".bin") : output;
    }
}
