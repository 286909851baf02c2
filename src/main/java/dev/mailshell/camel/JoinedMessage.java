package dev.mailshell.camel;

import dev.mailshell.human.InputFile;
import dev.mailshell.mime.Content;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All parts of a message, in their order. An attached file is what the parts carry under its name, one after another. */
final class JoinedMessage {

    /** A command names at most 32 and its standard input. */
    private static final int MAX_FILES = 64;

    private final Map<String, List<Content>> slices = new HashMap<>();

    private JoinedMessage() {}

    /**
     * Joins proved entities.
     *
     * @param entities one of each part, in their order; the files must stay as they are
     * @throws Refusal if one has two attached files of one name, or there are more than a document can name
     */
    static JoinedMessage of(List<Path> entities) throws IOException, Refusal {
        JoinedMessage message = new JoinedMessage();
        for (Path entity : entities) {
            message.add(MimeEntity.read(entity));
        }
        return message;
    }

    /** The files of a message that is whole; no two have one name. */
    static JoinedMessage ofFiles(List<InputFile> files) {
        JoinedMessage message = new JoinedMessage();
        files.forEach(file -> message.slices.put(file.name(), List.of(file.content())));
        return message;
    }

    private void add(MimeEntity entity) throws IOException, Refusal {
        if (!entity.mediaType().is("multipart/mixed")) {
            return;
        }
        Set<String> names = new HashSet<>();
        List<MimeEntity> parts = entity.parts();
        for (MimeEntity file : parts.subList(1, parts.size())) {
            String name = file.fileName()
                    .orElseThrow(() -> new Refusal(Reason.EXTRA_PART, "an attached file has no name", ""));
            if (!names.add(name)) {
                throw new Refusal(Reason.EXTRA_PART, "two attached files have the same name", "");
            }
            slices.computeIfAbsent(name, any -> new ArrayList<>()).add(content(file));
        }
        if (slices.size() > MAX_FILES) {
            throw new Refusal(Reason.EXTRA_PART, "more attached files than any document can name", "");
        }
    }

    /** The names of all attached files. */
    Set<String> names() {
        return Set.copyOf(slices.keySet());
    }

    /** How many bytes an attached file has, and their SHA-256. */
    Sha256Stream digest(String name) throws IOException {
        Sha256Stream digest = new Sha256Stream();
        copy(name, digest);
        return digest;
    }

    /** Writes the bytes of an attached file; none if there is no such file. */
    void copy(String name, OutputStream target) throws IOException {
        for (Content slice : slices.getOrDefault(name, List.of())) {
            slice.writeTo(target);
        }
    }

    /** Without its header, of which there may be as much as there are parts. */
    private static Content content(MimeEntity file) throws MimeFailure {
        MimeEntity body = file.withoutHeader();
        return out -> {
            try (InputStream content = body.content()) {
                content.transferTo(out);
            }
        };
    }
}
