package dev.mailshell.camel;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.mime.Content;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command files that were taken. A file stays until each of its servers has the command, with a {@code .waiting} file that says
 * what stands in the way; then it moves to {@code sent} or, with an {@code .error} file, to {@code failed}.
 */
public final class SendingFolder implements GenericFileFilter<File> {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");
    private static final String WAITING = ".waiting";
    private static final String ERROR = ".error";

    private final Home home;
    private final SentCommands sent;
    private final ClientLog log;
    private final Clock clock;
    private final Backoff backoff;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    /** Removes what an earlier run has noted, which no longer holds: each file is tried at once. */
    SendingFolder(Home home, SentCommands sent, ClientLog log, Clock clock, RandomGenerator random) throws IOException {
        this.home = home;
        this.sent = sent;
        this.log = log;
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random);
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(home.sending(), "*" + WAITING)) {
            for (Path note : notes) {
                Files.delete(note);
            }
        }
        removeOldAttached();
    }

    /** A send that was killed leaves what it had begun to copy; one that runs has been at it for less than a day. */
    private void removeOldAttached() throws IOException {
        Instant dayAgo = clock.instant().minus(Duration.ofDays(1));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.sending(), "*" + AttachedFolder.ENDING)) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                Path file = home.sending().resolve(name.substring(0, name.length() - AttachedFolder.ENDING.length()));
                if (Files.notExists(file)
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(dayAgo)) {
                    new AttachedFolder(folder).remove();
                }
            }
        }
    }

    /** Lets a file pass whose next attempt is due. */
    @Override
    public boolean accept(GenericFile<File> file) {
        Pause pause = pauses.get(file.getFileNameOnly());
        return pause == null || !clock.instant().isBefore(pause.until());
    }

    /** The attempt is over: files the command away, unless a server is worth another attempt. */
    public void conclude(Exchange exchange) throws IOException {
        Attempt attempt = Facts.ATTEMPT.of(exchange);
        conclude(exchange, attempt.reached(), attempt.unsent());
    }

    /** The attempt failed as a whole, before it came to a server or when it was over. */
    public void failed(Exchange exchange) throws IOException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Set<IdentityName> reached =
                Facts.ATTEMPT.find(exchange).map(Attempt::reached).orElse(Set.of());
        conclude(exchange, reached, List.of(new Unsent(Optional.empty(), withObstacle(name(exchange), failure))));
    }

    /** That a command has expired explains nothing without what kept it so long. */
    private Throwable withObstacle(String name, Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        Optional<String> obstacle = Optional.ofNullable(pauses.get(name)).flatMap(Pause::obstacle);
        if (refusal.reason() != Reason.EXPIRED || obstacle.isEmpty()) {
            return failure;
        }
        return new Refusal(refusal.reason(), refusal.getMessage() + "; " + obstacle.get(), refusal.hint());
    }

    private void conclude(Exchange exchange, Set<IdentityName> reached, List<Unsent> unsent) throws IOException {
        String name = name(exchange);
        // First, so that whatever fails from here on is not tried again at once.
        Instant next = pause(name, unsent);
        Optional<Unsent> passing = unsent.stream().filter(why -> !why.isFinal()).findFirst();
        if (passing.isPresent()) {
            leave(name, passing.get(), next);
        } else if (unsent.isEmpty()) {
            moveTo(home.sent(), name);
            log.sent(exchange, TakenName.of(Path.of(name)).id());
        } else {
            LOG.warn("{} could not be sent, {}.error says why", name, name);
            PrivateFile.publish(home.failed().resolve(name + ERROR), text(unsent, reached));
            moveTo(home.failed(), name);
            note(exchange, TakenName.of(Path.of(name)).id(), unsent);
        }
    }

    private void note(Exchange exchange, UUID id, List<Unsent> unsent) {
        for (Unsent why : unsent) {
            log.unsent(exchange, id, why, sent.firstSending(id));
        }
    }

    private Instant pause(String name, List<Unsent> unsent) {
        pauses.keySet().removeIf(other -> Files.notExists(home.sending().resolve(other)));
        int attempts =
                1 + Optional.ofNullable(pauses.get(name)).map(Pause::attempts).orElse(0);
        Instant next = Stream.concat(
                        Stream.of(clock.instant().plus(backoff.pause(attempts))),
                        unsent.stream().flatMap(why -> why.pausedUntil().stream()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Optional<String> obstacle =
                unsent.stream().filter(why -> !why.isFinal()).findFirst().map(Unsent::fact);
        pauses.put(name, new Pause(attempts, next, obstacle));
        return next;
    }

    private void leave(String name, Unsent why, Instant next) throws IOException {
        if (Files.notExists(home.sending().resolve(name))) {
            LOG.info("{} was taken back while it was sent", name);
            Files.deleteIfExists(waiting(name));
            attached(name).remove();
            return;
        }
        if (why.isOurs()) {
            LOG.error("{} not sent, tried again at {}", name, next, why.failure());
        } else {
            LOG.warn("{} {}; tried again at {}", name, why.fact(), next);
        }
        String text = "error: " + why.fact() + "\nhint: it is tried again at " + next.truncatedTo(ChronoUnit.SECONDS)
                + ", and after that until it expires\n";
        PrivateFile.publish(waiting(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void moveTo(Path folder, String name) throws IOException {
        Files.deleteIfExists(waiting(name));
        Path file = home.sending().resolve(name);
        try {
            Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        pauses.remove(name);
        attached(name).remove();
    }

    private AttachedFolder attached(String name) {
        return AttachedFolder.of(home.sending().resolve(name));
    }

    private Path waiting(String name) {
        return home.sending().resolve(name + WAITING);
    }

    private static Content text(List<Unsent> unsent, Set<IdentityName> reached) {
        String others = reached.isEmpty()
                ? ""
                : ", but not for "
                        + reached.stream().map(IdentityName::value).sorted().collect(Collectors.joining(", "))
                        + " (already sent there)";
        String text = unsent.stream()
                .map(why -> "error: " + why.fact() + "\nhint: " + why.hint() + others + "\n"
                        + why.server().map(server -> "server: " + server + "\n").orElse(""))
                .collect(Collectors.joining());
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Exchange exchange) {
        return exchange.getProperty(Exchange.FILE_EXCHANGE_FILE, GenericFile.class)
                .getFileNameOnly();
    }

    /** Until when a file is left alone, after so many attempts, and what stood in the way of the last. */
    private record Pause(int attempts, Instant until, Optional<String> obstacle) {}
}
