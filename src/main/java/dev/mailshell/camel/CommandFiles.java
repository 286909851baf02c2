package dev.mailshell.camel;

import dev.mailshell.exec.JobFiles;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a command pass whose attached files are those that it names, byte for byte. */
final class CommandFiles implements Processor {

    @Override
    public void process(Exchange exchange) throws IOException, Refusal {
        CommandOptions options = Facts.COMMAND.of(exchange).options();
        JoinedMessage message = Facts.JOINED.of(exchange);
        Set<String> unnamed = new HashSet<>(message.names());
        for (AttachedFile file : options.files()) {
            unnamed.remove(file.name());
            Sha256Stream found = message.digest(file.name());
            if (found.count() != file.bytes() || !found.sha256().equals(file.sha256())) {
                throw new Refusal(
                        Reason.FILE_MISMATCH,
                        "an attached file has another size or SHA-256 than the command says (was " + found.count()
                                + " bytes, expected " + file.bytes() + ")",
                        "send the command again");
            }
        }
        if (!unnamed.isEmpty()) {
            throw new Refusal(
                    Reason.EXTRA_PART,
                    "files are attached that the command does not name (was " + unnamed.size() + ", expected none)",
                    "name each file in files");
        }
    }

    /** What a job finds of them. */
    static JobFiles of(CommandOptions options, JoinedMessage message) {
        Map<String, JobFiles.Content> inDirectory = new HashMap<>();
        for (AttachedFile file : options.filesInDirectory()) {
            inDirectory.put(file.name(), out -> message.copy(file.name(), out));
        }
        return new JobFiles(options.stdinFile().map(name -> out -> message.copy(name, out)), inDirectory);
    }
}
