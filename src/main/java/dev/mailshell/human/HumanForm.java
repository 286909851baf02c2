package dev.mailshell.human;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Invocation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads signed mails of people: {@code @web1}, options, an empty line, the command.
 *
 * @param maxAge how long a command may wait from its signing on; it is what it expires after
 */
public record HumanForm(Duration maxAge) {

    /**
     * Whether a person wrote it: its first part is a text.
     *
     * @throws IOException if the entity cannot be read; as a {@link dev.mailshell.mime.MimeFailure} if it is malformed
     */
    public static boolean isOf(MimeEntity signed) throws IOException {
        Optional<MimeEntity> first = firstPart(signed);
        return first.isPresent() && first.get().mediaType().name().startsWith("text/");
    }

    /**
     * Whether it says under the signature that a machine wrote it, as our readable replies do.
     *
     * @throws IOException as for {@link #isOf}
     */
    public static boolean isAutomatic(MimeEntity signed) throws IOException {
        for (MimeEntity part : downToFirst(signed)) {
            if (part.all("Auto-Submitted").stream().anyMatch(value -> !value.equalsIgnoreCase("no"))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<MimeEntity> firstPart(MimeEntity signed) throws IOException {
        List<MimeEntity> all = downToFirst(signed);
        MimeEntity last = all.get(all.size() - 1);
        return last.mediaType().name().startsWith("multipart/") ? Optional.empty() : Optional.of(last);
    }

    /** {@code signed}, its first part, the first part of that; protected header fields are in the outermost. */
    private static List<MimeEntity> downToFirst(MimeEntity signed) throws IOException {
        List<MimeEntity> all = new ArrayList<>(List.of(signed));
        MimeEntity part = signed;
        while (part.mediaType().name().startsWith("multipart/")) {
            List<MimeEntity> parts = part.parts();
            if (parts.isEmpty()) {
                return all;
            }
            part = parts.get(0);
            all.add(part);
        }
        return all;
    }

    /**
     * The command that {@code signed} is.
     *
     * @param signed must stay as it is while the files of the command are used
     * @throws UnreadableText if it is none, with what its writer can do
     * @throws InvalidMessage if what it says cannot be, such as two files of one name
     * @throws IOException if the entity cannot be read; as a {@link dev.mailshell.mime.MimeFailure} if it is malformed
     */
    public TypedCommand read(MimeEntity signed, Signing signing) throws UnreadableText, IOException {
        SignedText parts = SignedText.of(signed);
        return command(parts, TypedText.read(PlainText.read(parts.text())), signing);
    }

    /**
     * The vote of an approver that {@code signed} is; empty if it is something else.
     *
     * @throws UnreadableText if it begins as a vote and is none, or has no text
     * @throws IOException as for {@link #read}
     */
    public Optional<TypedVote> vote(MimeEntity signed) throws UnreadableText, IOException {
        return TypedVote.read(PlainText.read(SignedText.of(signed).text()));
    }

    /** The command that brings a vote: a line for the server that its text names. */
    public Command command(TypedVote typed, Signing signing) {
        return new Command(
                signing.id(),
                signing.signer(),
                Set.of(typed.server()),
                signing.at(),
                signing.at().plus(maxAge),
                new Invocation.Line(typed.vote().line()),
                CommandOptions.NONE);
    }

    /**
     * As {@link #read}, of a mail that is signed and not encrypted: the command is the first uuencoded file in its text, a script.
     *
     * @throws UnreadableText also if there is none, or more text than the first lines
     */
    public TypedCommand readScript(MimeEntity signed, Signing signing) throws UnreadableText, IOException {
        SignedText parts = SignedText.of(signed);
        return command(parts, TypedText.readScript(PlainText.read(parts.text())), signing);
    }

    private TypedCommand command(SignedText parts, TypedText typed, Signing signing)
            throws UnreadableText, IOException {
        List<InputFile> files = new ArrayList<>(parts.files());
        files.addAll(typed.files());
        Command command = new Command(
                signing.id(),
                signing.signer(),
                typed.first().servers(),
                signing.at(),
                signing.at().plus(maxAge),
                new Invocation.Line(typed.command()),
                options(typed.first(), files));
        return new TypedCommand(command, files);
    }

    private static CommandOptions options(FirstLines first, List<InputFile> files) throws UnreadableText, IOException {
        List<AttachedFile> described = new ArrayList<>();
        for (InputFile file : files) {
            described.add(file.describe());
        }
        return new CommandOptions(
                first.timeout(),
                Optional.empty(),
                first.totp(),
                first.explain(),
                List.of(),
                described,
                Optional.empty());
    }
}
