package dev.mailshell.camel;

import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.mime.Attachment;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder beside a command file in {@code sending} that holds what is attached, as {@code send} has copied it. No other program puts one
 * there, so a dropped file cannot make the client read what its writer names.
 *
 * @param path the folder
 */
public record AttachedFolder(Path path) {

    /** The ending of its name; the rest is that of the command file. */
    public static final String ENDING = ".files";

    /** That of a command file. */
    public static AttachedFolder of(Path commandFile) {
        return new AttachedFolder(commandFile.resolveSibling(commandFile.getFileName() + ENDING));
    }

    /** The attached files, in the order in which the command names them. */
    List<Attachment> files(CommandOptions options) throws IOException, Refusal {
        List<Attachment> files = new ArrayList<>();
        for (AttachedFile file : options.files()) {
            Path there = path.resolve(file.name());
            if (!Files.isRegularFile(there) || Files.size(there) != file.bytes()) {
                throw new Refusal(
                        Reason.COMMAND_INVALID,
                        "an attached file is not there, or of another size",
                        "attach files by mailshell send --attach FILE; a dropped file cannot name any");
            }
            files.add(Attachment.whole(file.name(), there));
        }
        return files;
    }

    /** Deletes it after a failure, of which another one here is no more than a part. */
    public void removeAfter(IOException failure) {
        try {
            remove();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Deletes it; nothing happens if it is not there. */
    void remove() throws IOException {
        TreeRemoval.remove(path);
    }
}
