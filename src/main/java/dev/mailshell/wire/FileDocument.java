package dev.mailshell.wire;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import java.util.List;

/** An {@link AttachedFile} as version 1 writes it. */
record FileDocument(String name, Long bytes, String sha256) {

    /** Null where nothing is attached. */
    static List<FileDocument> of(CommandOptions options) {
        return options.files().isEmpty()
                ? null
                : options.files().stream()
                        .map(file -> new FileDocument(file.name(), file.bytes(), file.sha256()))
                        .toList();
    }

    AttachedFile toFile() {
        return new AttachedFile(
                Field.present("name", name), Field.present("bytes", bytes), Field.present("sha256", sha256));
    }
}
