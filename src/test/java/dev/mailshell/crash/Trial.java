package dev.mailshell.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.e2e.CommandWithFile;
import dev.mailshell.e2e.Forger;
import dev.mailshell.e2e.MailFolder;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Patience;
import dev.mailshell.e2e.Replies;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One server and one client of their own: a first command, deaths, a start after them, a good command, and then nothing may be left. */
final class Trial implements AutoCloseable {

    private static final String GOOD = "good";
    private static final String FIRST = "first";
    /** Four more than the sixteen that a client has places for and the four that run at once. */
    private static final int CROWD = 24;
    /** Too much for one mail. */
    private static final int LARGE = 50_000;

    private final Victim victim;
    private final Story story;
    private final Path directory;
    private final Parties parties;
    private final Optional<Voter> voter;
    private final UUID first = UUID.randomUUID();
    private final UUID good = UUID.randomUUID();

    Trial(Victim victim, Story story, Path directory) throws Exception {
        this.victim = victim;
        this.story = story;
        this.directory = directory;
        boolean isApproved = story.first() == Story.First.WAITING;
        this.parties = Parties.create(
                directory, List.of("web1"), isApproved ? List.of("alice", Voter.NAME) : List.of("alice"));
        this.voter = isApproved ? Optional.of(new Voter(parties, story)) : Optional.empty();
        parties.environment("alice").put("MAILSHELL_OUTBOX_POLL", "50ms");
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "64KiB");
        parties.environment("alice").put("MAILSHELL_MAX_MAIL", "64KiB");
        if (story.change().isPresent()) {
            story.change().get().apply(victim, home());
        }
        if (voter.isPresent()) {
            Voter.needed(parties, script());
            voter.get().begin();
            RouteChange.often("expire-approvals").apply(Victim.SERVER, parties.home("web1"));
        }
        if (story == Story.COMMAND_IN_PARTS) {
            RouteChange.often("expire-parts").apply(Victim.SERVER, parties.home("web1"));
        }
        if (story == Story.BUILT_IN_COMMAND) {
            Files.writeString(
                    parties.home("web1").policy(),
                    Parties.OPEN_POLICY.replace("allow: [shell]", "allow: [shell, ping]"));
        }
        if (story == Story.OLD_ENTRIES) {
            OldEntry.into(parties.home("web1"));
        }
    }

    /** Kills the victim at that moment, and shows that nothing came of it that must not. */
    void survives(CrashPoint point) throws Exception {
        startTheOther();
        begin();
        if (story.earlierDeath().isPresent()) {
            die(story.earlierDeath().get());
        }
        die(point.moment());
        if (story.change().isPresent()) {
            story.change().get().undo(home());
        }
        startVictim();
        place(good, command(GOOD));
        new Replies(parties.home("alice")).awaitFor(good);
        awaitEnd();
        requireOneAnswer(point);
        requireAtMostOneRun();
    }

    /** The moments that the victim comes to, with nobody to kill it. */
    List<String> moments() throws Exception {
        startTheOther();
        begin();
        try (Mortal mortal = start("")) {
            new Replies(parties.home("alice")).awaitOne();
            awaitEnd();
            return mortal.moments();
        }
    }

    private void die(String moment) throws Exception {
        try (Mortal mortal = start(moment)) {
            mortal.awaitDeath();
        }
    }

    private Mortal start(String moment) throws IOException {
        return Mortal.start(victim, directory, parties.environment(victim.party()), moment);
    }

    private Home home() {
        return parties.home(victim.party());
    }

    private void startTheOther() throws Exception {
        if (victim == Victim.SERVER) {
            parties.startClient("alice");
        } else {
            parties.startServer("web1");
        }
    }

    private void startVictim() throws Exception {
        if (victim == Victim.SERVER) {
            parties.startServer("web1");
        } else {
            parties.startClient("alice");
        }
    }

    private void begin() throws Exception {
        switch (story.first()) {
            case COMMAND -> place(first, command(FIRST));
            case CROWD -> placeCrowd();
            case LONG -> place(first, command("head -c " + LARGE + " /dev/zero | tr '\\\\0' x; ", FIRST));
            case FILE -> placeWithFile();
            case LOST_PART -> LostPart.into(parties, first);
            case DENIED -> place(first, "{\"to\":[\"web1\"],\"command\":{\"run\":\"nothing\"}}");
            case WAITING -> place(first, careful());
            case REQUEST ->
                new MailFolder(parties.environment("alice"), "INBOX")
                        .deliver(request().getBytes(StandardCharsets.ISO_8859_1));
            case BUILT_IN -> place(first, "{\"to\":[\"web1\"],\"command\":{\"line\":\"ping\"}}");
            case JUNK ->
                new MailFolder(parties.environment(victim.party()), "INBOX")
                        .deliver(junk().getBytes(StandardCharsets.US_ASCII));
            case STALE ->
                new MailFolder(parties.environment("web1"), "INBOX")
                        .deliver(stale().getBytes(StandardCharsets.ISO_8859_1));
            case TYPED ->
                new MailFolder(parties.environment("web1"), "INBOX")
                        .deliver(typed().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void placeWithFile() throws IOException {
        new CommandWithFile(line("test $(wc -c < data) = " + LARGE + " && ", FIRST), "data", "x".repeat(LARGE))
                .send(parties.home("alice"), fileName(first));
    }

    /** Each waits until so many were opened that some have no place. */
    private void placeCrowd() throws IOException {
        String wait = "while [ $(grep -c 'after take-place' " + Mortal.moments(directory) + ") -lt " + (CROWD - 2)
                + " ]; do sleep 0.1; done; ";
        for (int i = 0; i < CROWD; i++) {
            place(UUID.randomUUID(), command(wait, FIRST + i));
        }
    }

    /** A line that leaves its mark, and its word as the answer. */
    private String command(String word) {
        return command("", word);
    }

    private String command(String before, String word) {
        return "{\"to\":[\"web1\"],\"command\":{\"line\":\"" + line(before, word) + "\"}}";
    }

    private String line(String before, String word) {
        return before + "echo " + word + " | tee -a " + runs();
    }

    /** A client that dies takes the first command from its outbox, as people drop it; all others are put where `send` puts them. */
    private void place(UUID id, String content) throws IOException {
        if (victim == Victim.CLIENT && id.equals(first)) {
            parties.drop("alice", FIRST + ".json", content);
        } else {
            send(id, content);
        }
    }

    private void send(UUID id, String content) throws IOException {
        Path sending = Files.createDirectories(parties.home("alice").sending());
        Path file = Files.writeString(directory.resolve(id + ".part"), content);
        Files.move(file, sending.resolve(fileName(id)), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String fileName(UUID id) {
        return id + "-" + GOOD + ".json";
    }

    private String junk() throws Exception {
        String from = parties.config("web1").identity().address().value();
        return "From: " + from + "\r\nSubject: hello\r\n\r\nno message of ours\r\n";
    }

    /** If nobody approves it, it has to end; not before the server has come as far as to ask. */
    private String careful() {
        String expires = story == Story.UNAPPROVED_COMMAND ? "20s" : "1h";
        return "{\"to\":[\"web1\"],\"command\":{\"run\":\"careful\"},\"expires\":\"" + expires + "\"}";
    }

    private String request() throws Exception {
        String from = parties.config("web1").identity().address().value();
        return Forger.server(parties, "web1")
                .mail(
                        "From: " + from + "\r\nSubject: Mail Shell request\r\n",
                        "alice",
                        "Content-Type: text/plain; charset=utf-8\r\n\r\nrequest: sha256:" + "0".repeat(64) + "\r\n");
    }

    /** What the first command runs if it has to be approved. */
    private Path script() throws IOException {
        return Files.writeString(
                Files.createFile(
                        directory.resolve("careful"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                "#!/bin/sh\n" + line("", FIRST) + "\n");
    }

    private String stale() throws Exception {
        Instant longAgo = Clock.systemUTC().instant().minus(Duration.ofDays(60));
        return Forger.client(parties, "alice")
                .command(
                        "From: alice@mail.test\r\n",
                        "web1",
                        Forger.json(first.toString(), longAgo, "echo " + FIRST + " >> " + runs()));
    }

    private String typed() throws Exception {
        return Forger.client(parties, "alice")
                .mail("From: alice@mail.test\r\n", "web1", "\r\n@web1\r\n\r\n" + line("", FIRST) + "\r\n");
    }

    private Path runs() {
        return directory.resolve("runs");
    }

    private void awaitEnd() {
        Patience.await().untilAsserted(() -> assertThat(remains()).isEmpty());
    }

    private List<String> remains() throws Exception {
        List<String> remains = new ArrayList<>(Remains.ofServer(parties.home("web1")));
        remains.addAll(Remains.ofClient(parties.home("alice")));
        // Only then, since it is the dearest look.
        if (remains.isEmpty()) {
            for (String party : List.of("web1", "alice")) {
                new MailFolder(parties.environment(party), "INBOX")
                        .mails().stream()
                                .filter(mail -> !Answers.isReadable(mail))
                                .forEach(mail -> remains.add("a mail in the inbox of " + party));
            }
        }
        return remains;
    }

    private void requireOneAnswer(CrashPoint point) throws Exception {
        List<Reply> filed = new Replies(parties.home("alice")).all();
        assertThat(filed).as("replies on file").hasSize(answersToTheFirst() + 1);
        List<String> moments = Files.readAllLines(Mortal.moments(directory));
        for (Reply reply : filed) {
            if (reply.id().equals(good)) {
                assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
                assertThat(Replies.stdout(reply)).isEqualTo(GOOD + "\n");
            } else {
                assertThat(reply.status()).isIn(DueAnswers.after(point, moments));
            }
            requireSameMails(reply, point);
        }
        assertThat(Answers.to(parties, "alice", "mailshell.received").commands())
                .hasSize(filed.size());
        requireOneReadableAnswer(point, moments);
    }

    private void requireOneReadableAnswer(CrashPoint point, List<String> moments) throws Exception {
        List<String> readable = Answers.readable(parties, "alice");
        assertThat(readable).hasSize(story.first() == Story.First.TYPED ? 1 : 0);
        for (String answer : readable) {
            String status = answer.split("\r\n\r\n", 3)[1].split(",", 2)[0];
            assertThat(FinalStatus.ofWire(status)).isIn(DueAnswers.after(point, moments));
        }
    }

    private int answersToTheFirst() {
        return switch (story.first()) {
            case COMMAND, DENIED, BUILT_IN, LONG, FILE, LOST_PART, WAITING -> 1;
            case CROWD -> CROWD;
            case JUNK, STALE, TYPED, REQUEST -> 0;
        };
    }

    private void requireSameMails(Reply reply, CrashPoint point) throws Exception {
        List<Reply> mails = Answers.to(parties, "alice", "mailshell.received").to(reply.id());
        assertThat(mails).as("mails that answer one command").allMatch(mail -> mail.replyId()
                .equals(reply.replyId()));
        assertThat(mails.stream().collect(Collectors.groupingBy(Reply::part)).values())
                .as("mails that say the same")
                .allMatch(same -> same.size() <= (point.mayRepeatAMail() ? 2 : 1));
    }

    private void requireAtMostOneRun() throws IOException {
        List<String> lines = Files.readAllLines(runs());
        assertThat(lines).containsOnlyOnce(GOOD).doesNotHaveDuplicates();
        long done = new Replies(parties.home("alice"))
                .all().stream()
                        .filter(reply -> reply.status() == FinalStatus.DONE)
                        .filter(reply -> reply.exitCode().isPresent())
                        .count();
        assertThat(lines).hasSizeGreaterThanOrEqualTo((int) done);
    }

    @Override
    public void close() {
        voter.ifPresent(Voter::close);
        parties.close();
    }
}
