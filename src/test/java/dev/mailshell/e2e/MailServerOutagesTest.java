package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mail servers go away and come back while commands are in every phase of their way. */
class MailServerOutagesTest {

    @TempDir
    static Path directory;

    private static RealParties real;
    private static Parties parties;
    private static Replies replies;
    private static Gate serversMailbox;
    private static Gate clientsMailbox;

    /** Which of them goes. */
    enum Outage {
        POSTFIX {
            @Override
            void begin(RealMail mail) {
                mail.stopPostfix();
            }

            @Override
            void end(RealMail mail) throws IOException {
                mail.startPostfix();
            }
        },
        DOVECOT {
            @Override
            void begin(RealMail mail) {
                mail.stopDovecot();
            }

            @Override
            void end(RealMail mail) throws IOException {
                mail.startDovecot();
            }
        },
        BOTH {
            @Override
            void begin(RealMail mail) {
                POSTFIX.begin(mail);
                DOVECOT.begin(mail);
            }

            @Override
            void end(RealMail mail) throws IOException {
                DOVECOT.end(mail);
                POSTFIX.end(mail);
            }
        };

        abstract void begin(RealMail mail);

        abstract void end(RealMail mail) throws IOException;
    }

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        replies = new Replies(parties.home("alice"));
        serversMailbox = gate("web1");
        clientsMailbox = gate("alice");
        parties.startServer("web1");
        parties.startClient("alice");
    }

    private static Gate gate(String name) throws IOException {
        Gate gate = Gate.to(real.mail().imapsPort());
        gate.open();
        parties.environment(name).put("MAILSHELL_IMAP_PORT", Integer.toString(gate.port()));
        return gate;
    }

    @AfterAll
    static void stop() throws IOException {
        if (real != null) {
            real.close();
            serversMailbox.close();
            clientsMailbox.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    void eachCommandRunsOnceAndHasOneAnswer(Outage outage) throws Exception {
        int answeredBefore = replies.all().size();
        long submittedBefore = happened("reply submitted");
        Path work = Files.createDirectory(directory.resolve(outage.name()));

        answeredButNotFetched(work, "1");
        running(work, "2");
        running(work, "3");
        submittedButNotFetched(work, "4");
        outage.begin(real.mail());
        drop(work, "5", "");
        finish(work, "3");
        outage.end(real.mail());
        serversMailbox.open();
        clientsMailbox.open();
        Files.writeString(work.resolve("2.go"), "");

        assertThat(answers(answeredBefore, work)).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        assertThat(Files.readAllLines(work.resolve("runs"))).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        Patience.await().untilAsserted(() -> assertThat(Vaults.pending(parties.home("web1")))
                .isZero());
        Patience.await()
                .untilAsserted(() -> assertThat(parties.home("alice").sending()).isEmptyDirectory());
        assertThat(happened("reply submitted") - submittedBefore).isEqualTo(5);
        assertThat(replies.all()).hasSize(answeredBefore + 5);
    }

    private static void answeredButNotFetched(Path work, String name) throws Exception {
        long delivered = real.mail().delivered("alice");
        long submitted = happened("reply submitted");
        clientsMailbox.shut();
        drop(work, name, "");
        Patience.await()
                .until(() -> real.mail().delivered("alice") > delivered && happened("reply submitted") > submitted);
    }

    private static void running(Path work, String name) throws IOException {
        drop(work, name, "touch N.on; while [ ! -e N.go ]; do sleep 0.05; done; ");
        Patience.await().until(() -> Files.exists(work.resolve(name + ".on")));
    }

    private static void submittedButNotFetched(Path work, String name) throws Exception {
        long delivered = real.mail().delivered("web1");
        serversMailbox.shut();
        drop(work, name, "");
        Patience.await().until(() -> real.mail().delivered("web1") > delivered);
    }

    /** Lets a running command end, so that its reply is ready while nobody takes it. */
    private static void finish(Path work, String name) throws IOException {
        long ran = happened("ran, exit code 0");
        Files.writeString(work.resolve(name + ".go"), "");
        Patience.await().until(() -> happened("ran, exit code 0") > ran);
    }

    private static void drop(Path work, String name, String before) throws IOException {
        String line = before.replace("N", work.resolve(name).toString()) + "echo " + name + " | tee -a "
                + work.resolve("runs");
        parties.drop("alice", work.getFileName() + "-" + name + ".cmd", "@web1\n" + line + "\n");
    }

    /** What the commands said that belong to one outage. */
    private static List<String> answers(int before, Path work) {
        return replies.await(before + 5).stream()
                .peek(reply -> assertThat(reply.status()).isEqualTo(FinalStatus.DONE))
                .filter(reply -> of(work, reply))
                .map(reply -> Replies.stdout(reply).strip())
                .toList();
    }

    private static boolean of(Path work, Reply reply) {
        try (Stream<Path> sent = Files.list(parties.home("alice").sent())) {
            return sent.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(reply.id() + "-" + work.getFileName()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long happened(String event) {
        return parties.trail().stream().filter(line -> line.endsWith(event)).count();
    }
}
