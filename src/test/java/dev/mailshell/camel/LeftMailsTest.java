package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftMailsTest {

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private LeftMails left;

    @BeforeEach
    void leaveTwo() throws IOException {
        left = open("alice");
        left.keepOnly(List.of("a", "b", "c"));
        left.add("a");
        left.add("b");
        left.write();
    }

    private LeftMails open(String title) throws IOException {
        return LeftMails.open(directory.resolve("left-mails"), title, now::get);
    }

    @Test
    void areKnownInTheNextRun() throws IOException {
        assertThat(open("alice").contains("b")).isTrue();
        assertThat(open("alice").contains("c")).isFalse();
    }

    @Test
    void areNotKnownWhereTheMaildropIsAnotherOne() throws IOException {
        assertThat(open("bob").isEmpty()).isTrue();
    }

    @Test
    void areForNobodyElseToRead() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("left-mails"))))
                .isEqualTo("rw-------");
    }

    @Test
    void areAllOfAMaildropThatHoldsNoMoreAndEndsWithOneOfThem() {
        assertThat(left.isAllOf(2, "b")).isTrue();
        assertThat(left.isAllOf(3, "b")).isFalse();
        assertThat(left.isAllOf(2, "c")).isFalse();
    }

    @Test
    void areLookedThroughNowAndThenThoughNothingSeemsToHaveChanged() {
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(11)));

        assertThat(left.isAllOf(2, "b")).isFalse();
    }

    @Test
    void areForgottenWhenTheyAreGone() throws IOException {
        left.keepOnly(List.of("b"));
        left.write();

        assertThat(open("alice").contains("a")).isFalse();
        assertThat(open("alice").contains("b")).isTrue();
    }

    @Test
    void standAsideForSomeSecondsIfTheyAreToBeTriedAgain() {
        left.postpone("c");
        assertThat(left.contains("c")).isTrue();
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(30)));

        assertThat(left.contains("c")).isFalse();
    }
}
