package dev.mailshell.cli;

import dev.mailshell.camel.ReplyName;
import dev.mailshell.config.Home;
import dev.mailshell.config.Role;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.wire.CommandDraft;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Stands for a client: as soon as a command is to be sent, the answers are in the replies folder, those that a test has planned. */
final class LaidReplies implements ClientAtHand, Rollout.Launch {

    /** How one server answers. */
    record Answer(FinalStatus status, int exitCode, StreamOutput stdout, Optional<String> reason) {}

    private final Home home;
    private final Map<IdentityName, Answer> answers = new HashMap<>();
    private final List<Set<IdentityName>> sent = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<IdentityName, String> refused = new HashMap<>();

    LaidReplies(Path directory) throws IOException {
        this.home = new Home(directory);
        home.create(Role.CLIENT);
    }

    static Set<IdentityName> servers(String... names) {
        Set<IdentityName> servers = new LinkedHashSet<>();
        Stream.of(names).map(IdentityName::new).forEach(servers::add);
        return servers;
    }

    LaidReplies done(String server, String stdout) {
        return answer(server, new Answer(FinalStatus.DONE, 0, text(stdout), Optional.empty()));
    }

    LaidReplies failed(String server, int exitCode, String stdout) {
        return answer(server, new Answer(FinalStatus.FAILED, exitCode, text(stdout), Optional.empty()));
    }

    LaidReplies ended(String server, FinalStatus status, String reason) {
        return answer(server, new Answer(status, -1, text(""), Optional.of(reason)));
    }

    /** With its output in a file of its own, and a digest that may be a lie. */
    LaidReplies doneWithFile(String server, String stdout, String sha256) {
        files.put(server, stdout);
        StreamOutput attached = new StreamOutput(new StreamOutput.Attachment("stdout"), stdout.length(), false, sha256);
        return answer(server, new Answer(FinalStatus.DONE, 0, attached, Optional.empty()));
    }

    /** The SMTP server takes no mail for it. */
    LaidReplies refused(String server, String why) {
        refused.put(new IdentityName(server), why);
        return this;
    }

    LaidReplies answer(String server, Answer answer) {
        answers.put(new IdentityName(server), answer);
        return this;
    }

    static StreamOutput text(String text) {
        Sha256Stream digest = new Sha256Stream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.write(bytes, 0, bytes.length);
        return new StreamOutput(new StreamOutput.Text(text), bytes.length, false, digest.sha256());
    }

    /** To whom commands were sent, one after the other. */
    List<Set<IdentityName>> sent() {
        return sent;
    }

    @Override
    public Sending to(Set<IdentityName> servers) throws Exception {
        CommandDraft draft =
                new CommandDraft(servers, new Invocation.Line("uptime"), CommandOptions.NONE, Optional.empty());
        Sending sending = Sending.begin(this, draft, Attachments.of(List.of(), Optional.empty()));
        sent.add(servers);
        for (IdentityName server : servers) {
            if (refused.containsKey(server)) {
                Files.writeString(
                        home.failed().resolve(sending.id() + "-send.json.error"),
                        "error: " + refused.get(server) + "\nhint: correct it\nserver: " + server + "\n");
            }
            if (answers.containsKey(server)) {
                lay(sending.id(), server, servers.size());
            }
        }
        return sending;
    }

    private void lay(UUID id, IdentityName server, int servers) throws IOException {
        ReplyName name = ReplyName.of(id, server, servers);
        if (files.containsKey(server.value())) {
            Files.writeString(home.replies().resolve(name.attachment("stdout")), files.get(server.value()));
        }
        byte[] document = StrictJson.mapper().writeValueAsBytes(reply(id, server, answers.get(server)));
        Files.write(home.replies().resolve(name.json()), document);
    }

    private static Reply reply(UUID id, IdentityName server, Answer answer) {
        return new Reply(
                id,
                UUID.randomUUID(),
                server,
                Set.of(new IdentityName("alice")),
                answer.status(),
                answer.exitCode() < 0 ? OptionalInt.empty() : OptionalInt.of(answer.exitCode()),
                Optional.empty(),
                Cli.NOW,
                Optional.empty(),
                Cli.NOW,
                Optional.of(answer.stdout()),
                Optional.empty(),
                answer.reason().map(fact -> new Explanation(Reason.NOT_ALLOWED, fact, "ask the owner")),
                List.of(),
                Optional.empty(),
                1,
                1);
    }

    @Override
    public void require() {}

    @Override
    public Home home() {
        return home;
    }
}
