package dev.mailshell.ledger;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The open invitations of a server, one file each, mode 0600. The command line adds them while the server runs; only the server changes
 * them. Safe for use by several threads.
 */
public final class Invitations {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Path folder;

    /** Those in {@code folder}, which need not exist. */
    public Invitations(Path folder) {
        this.folder = folder;
    }

    /** Adds one; on disk when this returns. Those that are over at {@code now}, and others of the same client, are removed. */
    public synchronized void add(Invitation invitation, Instant now) throws IOException {
        DurableFiles.directory(folder);
        for (Invitation other : all()) {
            if (other.isOver(now) || other.client().equals(invitation.client())) {
                Files.deleteIfExists(file(other.id()));
            }
        }
        write(invitation);
    }

    /** Whether there is any at all, be it over. */
    public boolean isEmpty() throws IOException {
        return Files.notExists(folder) || DurableFiles.list(folder).isEmpty();
    }

    /** All that are there. */
    List<Invitation> all() throws IOException {
        List<Invitation> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            for (Path file : DurableFiles.list(folder)) {
                if (ID.matcher(file.getFileName().toString()).matches()) {
                    all.add(read(file));
                }
            }
        }
        return all;
    }

    /** The one with that id; a stranger may have written it. */
    public synchronized Optional<Invitation> find(String id) throws IOException {
        return ID.matcher(id).matches() && Files.exists(file(id)) ? Optional.of(read(file(id))) : Optional.empty();
    }

    /** Notes that somebody had the id and not the code. */
    public synchronized void noteAttempt(Invitation invitation) throws IOException {
        write(invitation.withAttempt());
    }

    /** Notes the one offer that it is for from now on, and that it is answered once more. */
    public synchronized void use(Invitation invitation, String sha256) throws IOException {
        write(invitation.used(sha256));
    }

    private Path file(String id) {
        return folder.resolve(id);
    }

    private void write(Invitation invitation) throws IOException {
        String text = "client=" + invitation.client() + "\nexpires=" + invitation.expires() + "\noffer-key="
                + invitation.offerKey() + "\nanswer-key=" + invitation.answerKey() + "\nattempts="
                + invitation.attempts() + "\nanswers=" + invitation.answers() + "\noffer="
                + invitation.offer().orElse("") + "\n";
        Path unfinished = folder.resolve("." + invitation.id());
        Files.deleteIfExists(unfinished);
        DurableFiles.file(unfinished);
        Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
        DurableFiles.force(unfinished);
        DurableFiles.rename(unfinished, file(invitation.id()));
    }

    private static Invitation read(Path file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            int equals = line.indexOf('=');
            fields.put(line.substring(0, Math.max(equals, 0)), line.substring(equals + 1));
        }
        try {
            return new Invitation(
                    file.getFileName().toString(),
                    new IdentityName(fields.get("client")),
                    Instant.parse(fields.get("expires")),
                    fields.get("offer-key"),
                    fields.get("answer-key"),
                    Integer.parseInt(fields.get("attempts")),
                    Integer.parseInt(fields.get("answers")),
                    Optional.of(fields.get("offer")).filter(offer -> !offer.isEmpty()));
        } catch (RuntimeException e) {
            throw new IOException("the invitation " + file.getFileName() + " is damaged; delete it", e);
        }
    }
}
