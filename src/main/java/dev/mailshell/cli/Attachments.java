package dev.mailshell.cli;

import dev.mailshell.camel.AttachedFolder;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.PlainName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that {@code --attach} and {@code --stdin} name. */
final class Attachments {

    /** What the standard input is called among the attached files. */
    private static final String STDIN = "stdin";

    private final Map<String, InputFile> files = new LinkedHashMap<>();
    private final Optional<String> text;
    private final Optional<String> stdinFile;

    private Attachments(List<InputFile> attached, Optional<InputFile> stdin) throws CommandFailure {
        for (InputFile file : attached) {
            add(file.path().getFileName().toString(), file);
        }
        this.text = stdin.isPresent() ? readText(stdin.get()) : Optional.empty();
        this.stdinFile = stdin.isPresent() && text.isEmpty() ? Optional.of(STDIN) : Optional.empty();
        if (stdinFile.isPresent()) {
            add(STDIN, stdin.orElseThrow());
        }
    }

    /** @throws CommandFailure if one cannot be read, two have one name, or there are too many */
    static Attachments of(List<Path> attached, Optional<Path> stdin) throws CommandFailure {
        return new Attachments(
                attached.stream().map(file -> new InputFile("--attach", file)).toList(),
                stdin.map(file -> new InputFile("--stdin", file)));
    }

    private static Optional<String> readText(InputFile stdin) throws CommandFailure {
        stdin.requireReadable();
        return stdin.shortText();
    }

    private void add(String name, InputFile file) throws CommandFailure {
        file.requireReadable();
        if (!PlainName.fits(name)) {
            throw new CommandFailure(
                    "--attach " + file.path() + ": its name is not plain",
                    "give it a name of at most " + PlainName.MAX_BYTES
                            + " bytes without backslashes and control characters");
        }
        if (files.putIfAbsent(name, file) != null) {
            throw new CommandFailure("two files are called " + name, "give one of them another name");
        }
        if (files.size() > CommandOptions.MAX_FILES) {
            throw new CommandFailure(
                    "too many files (expected at most " + CommandOptions.MAX_FILES + ")",
                    "pack them into one, as by tar");
        }
    }

    /** The standard input, where it is a short text and goes in the command itself. */
    Optional<String> text() {
        return text;
    }

    /** The name of the attached file that is the standard input, where it is none. */
    Optional<String> stdinFile() {
        return stdinFile;
    }

    /** Copies all files to where the client takes them from, and says what they are now. */
    List<AttachedFile> copyTo(AttachedFolder folder) throws IOException {
        List<AttachedFile> copies = new ArrayList<>();
        if (!files.isEmpty()) {
            Files.createDirectory(
                    folder.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (Map.Entry<String, InputFile> file : files.entrySet()) {
            copies.add(copy(file.getValue().path(), folder.path().resolve(file.getKey())));
        }
        return copies;
    }

    private static AttachedFile copy(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = PrivateFile.create(to)) {
            in.transferTo(out);
        }
        // Of the copy: the original may change at any time.
        Sha256Stream digest = new Sha256Stream();
        Files.copy(to, digest);
        return new AttachedFile(to.getFileName().toString(), digest.count(), digest.sha256());
    }
}
