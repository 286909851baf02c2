package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path directory;

    private Invitations invitations;

    @BeforeEach
    void nameFolder() {
        invitations = new Invitations(directory.resolve("invitations"));
    }

    private static Invitation invitation(String digit, String client) {
        return new Invitation(
                digit.repeat(32),
                new IdentityName(client),
                NOW.plus(Duration.ofHours(1)),
                "0".repeat(64),
                "f".repeat(64),
                0,
                0,
                Optional.empty());
    }

    @Test
    void keepsThemAsTheyAreForTheOwnerAlone() throws IOException {
        assertThat(invitations.isEmpty()).isTrue();
        Invitation alice = invitation("a", "alice");

        invitations.add(alice, NOW);

        assertThat(invitations.isEmpty()).isFalse();
        assertThat(new Invitations(directory.resolve("invitations")).find(alice.id()))
                .contains(alice);
        Path file = directory.resolve("invitations").resolve(alice.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(alice.toString()).doesNotContain(alice.offerKey(), alice.answerKey());
    }

    @Test
    void endsAnEarlierOneOfTheSameClientAndThoseThatAreOver() throws IOException {
        invitations.add(invitation("a", "alice"), NOW);
        invitations.add(invitation("b", "bob"), NOW);
        invitations.add(invitation("c", "alice"), NOW);

        assertThat(invitations.all()).extracting(Invitation::id).containsExactly("b".repeat(32), "c".repeat(32));

        invitations.add(invitation("d", "dora"), NOW.plus(Duration.ofHours(2)));

        assertThat(invitations.all()).extracting(Invitation::id).containsExactly("d".repeat(32));
    }

    @Test
    void isOverAtItsEndAndAfterFiveAttempts() throws IOException {
        Invitation alice = invitation("a", "alice");
        invitations.add(alice, NOW);
        assertThat(alice.isOver(alice.expires().minusNanos(1))).isFalse();
        assertThat(alice.isOver(alice.expires())).isTrue();

        for (int i = 0; i < Invitation.MAX_ATTEMPTS; i++) {
            Invitation before = invitations.find(alice.id()).orElseThrow();
            assertThat(before.isOver(NOW)).isFalse();
            invitations.noteAttempt(before);
        }

        assertThat(invitations.find(alice.id()).orElseThrow().isOver(NOW)).isTrue();
    }

    @Test
    void isOverAfterAHundredAnswersToCopiesOfOneMail() throws IOException {
        invitations.add(invitation("a", "alice"), NOW);
        for (int i = 0; i < Invitation.MAX_ANSWERS - 1; i++) {
            invitations.use(invitations.find("a".repeat(32)).orElseThrow(), "e".repeat(64));
        }
        assertThat(invitations.find("a".repeat(32)).orElseThrow().isOver(NOW)).isFalse();

        invitations.use(invitations.find("a".repeat(32)).orElseThrow(), "e".repeat(64));

        assertThat(invitations.find("a".repeat(32)).orElseThrow().isOver(NOW)).isTrue();
    }

    @Test
    void remembersTheOfferThatItWasUsedFor() throws IOException {
        Invitation alice = invitation("a", "alice");
        invitations.add(alice, NOW);

        invitations.use(alice, "e".repeat(64));

        assertThat(invitations.find(alice.id()).orElseThrow().offer()).contains("e".repeat(64));
    }

    @Test
    void takesNothingThatAStrangerWritesForAPath() throws IOException {
        invitations.add(invitation("a", "alice"), NOW);
        Files.writeString(directory.resolve("secret"), "client=alice\n");

        assertThat(invitations.find("../secret")).isEmpty();
        assertThat(invitations.find("b".repeat(32))).isEmpty();
        assertThat(invitations.find("")).isEmpty();
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        Invitation alice = invitation("a", "alice");
        invitations.add(alice, NOW);
        Files.writeString(directory.resolve("invitations").resolve(alice.id()), "client=alice\n");

        assertThatThrownBy(() -> invitations.find(alice.id()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(alice.id());
    }
}
