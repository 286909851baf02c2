package dev.mailshell.camel;

import dev.mailshell.human.RequestText;
import dev.mailshell.human.UnreadableText;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files a proved request for an approval where the approver finds it, and says that it is there. Of each server, the newest ones stay. */
final class RequestFolder implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.approval");

    /** More than one server lets wait at once. */
    static final int KEPT = 256;

    private final Path folder;

    RequestFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void process(Exchange exchange) throws IOException, Refusal {
        IdentityName server = Facts.SIGNER.of(exchange);
        RequestText request = read(exchange, server);
        // With the server in the name, so that none can write over the request of another.
        Path file = folder.resolve(server + "-" + request.digest().substring(0, ApprovalRequest.SHORT_DIGEST) + ".txt");
        byte[] text = request.text().getBytes(StandardCharsets.UTF_8);
        PrivateFile.publish(file, out -> out.write(text));
        deleteOldest(server);
        PrivateFile.forceNames(folder);
        LOG.info("{} asks for an approval, see {}", server, file);
    }

    private void deleteOldest(IdentityName server) throws IOException {
        Pattern ofServer = Pattern.compile(Pattern.quote(server.value()) + "-[0-9a-f]{16}\\.txt");
        Map<Path, FileTime> filed = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (ofServer.matcher(file.getFileName().toString()).matches()) {
                    filed.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        List<Path> newestFirst = filed.entrySet().stream()
                .sorted(Map.Entry.<Path, FileTime>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        for (Path file : newestFirst.stream().skip(KEPT).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private static RequestText read(Exchange exchange, IdentityName server) throws IOException, Refusal {
        try {
            return RequestText.read(MimeEntity.read(Facts.OPENED.of(exchange).entity()), server);
        } catch (UnreadableText e) {
            Refusal refusal = new Refusal(e.reason(), e.getMessage(), e.hint());
            refusal.initCause(e);
            throw refusal;
        }
    }
}
