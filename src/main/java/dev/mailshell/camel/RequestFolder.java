package dev.mailshell.camel;

import dev.mailshell.human.RequestText;
import dev.mailshell.human.UnreadableText;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files a proved request for an approval where the approver finds it, and says that it is there. */
final class RequestFolder implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.approval");

    private final Path folder;

    RequestFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void process(Exchange exchange) throws IOException, Refusal {
        IdentityName server = Facts.SIGNER.of(exchange);
        RequestText request = read(exchange);
        // With the server in the name, so that none can write over the request of another.
        Path file = folder.resolve(server + "-" + request.digest().substring(0, ApprovalRequest.SHORT_DIGEST) + ".txt");
        byte[] text = request.text().getBytes(StandardCharsets.UTF_8);
        PrivateFile.publish(file, out -> out.write(text));
        PrivateFile.forceNames(folder);
        LOG.info("{} asks for an approval, see {}", server, file);
    }

    private static RequestText read(Exchange exchange) throws IOException, Refusal {
        try {
            return RequestText.read(MimeEntity.read(Facts.OPENED.of(exchange).entity()));
        } catch (UnreadableText e) {
            Refusal refusal = new Refusal(e.reason(), e.getMessage(), e.hint());
            refusal.initCause(e);
            throw refusal;
        }
    }
}
