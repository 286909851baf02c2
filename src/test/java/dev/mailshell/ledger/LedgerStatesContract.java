package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machine of a command in every ledger: each transition, and each that is none. */
abstract class LedgerStatesContract {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

    @TempDir
    Path home;

    private final CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
    private Ledger ledger;

    /** Opens the ledger whose files are below {@code home}. */
    abstract Ledger open(Path home);

    /** What is done to a command. */
    enum Event {
        ACCEPT,
        START,
        FINISH,
        REPLY,
        PRUNE
    }

    @BeforeEach
    void openIt() {
        ledger = open(home);
    }

    @AfterEach
    void closeIt() {
        ledger.close();
    }

    /** From each state each event: the state after it. What is not listed is refused or ignored, and changes nothing. */
    static Stream<Arguments> transitions() {
        return Stream.of(
                Arguments.of(List.of(), Event.ACCEPT, "ACCEPTED"),
                Arguments.of(List.of(Event.ACCEPT), Event.START, "RUNNING"),
                Arguments.of(List.of(Event.ACCEPT), Event.FINISH, "FINISHED"),
                Arguments.of(List.of(Event.ACCEPT, Event.START), Event.FINISH, "FINISHED"),
                Arguments.of(List.of(Event.ACCEPT, Event.FINISH), Event.REPLY, "REPLIED"),
                Arguments.of(List.of(Event.ACCEPT, Event.START, Event.FINISH), Event.REPLY, "REPLIED"),
                Arguments.of(List.of(Event.ACCEPT, Event.FINISH, Event.REPLY), Event.PRUNE, "unknown"));
    }

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @MethodSource("transitions")
    void goesOnToTheNextState(List<Event> before, Event event, String after) throws IOException {
        for (Event earlier : before) {
            happens(earlier);
        }

        happens(event);

        assertThat(state()).isEqualTo(after);
        reopen();
        assertThat(state()).as("after a restart").isEqualTo(after);
    }

    static Stream<Arguments> noTransitions() {
        List<List<Event>> ways = List.of(
                List.of(),
                List.of(Event.ACCEPT),
                List.of(Event.ACCEPT, Event.START),
                List.of(Event.ACCEPT, Event.FINISH),
                List.of(Event.ACCEPT, Event.START, Event.FINISH),
                List.of(Event.ACCEPT, Event.FINISH, Event.REPLY));
        return ways.stream()
                .flatMap(way -> Stream.of(Event.values()).map(event -> Arguments.of(way, event)))
                .filter(pair -> transitions()
                        .noneMatch(allowed ->
                                allowed.get()[0].equals(pair.get()[0]) && allowed.get()[1].equals(pair.get()[1])));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("noTransitions")
    void changesNothingByWhatIsNoTransition(List<Event> before, Event event) throws IOException {
        for (Event earlier : before) {
            happens(earlier);
        }
        Optional<LedgerEntry> entry = ledger.find(key);
        List<Long> waiting = due();

        switch (event) {
            case ACCEPT ->
                assertThat(ledger.accept(key, NOON.plusSeconds(9), NOON)).isFalse();
            case START, FINISH ->
                assertThatThrownBy(() -> happens(event))
                        .isInstanceOf(LedgerFailure.class)
                        .hasMessageContaining("was " + state());
            case REPLY, PRUNE -> happens(event);
        }

        assertThat(ledger.find(key)).isEqualTo(entry);
        assertThat(due()).isEqualTo(waiting);
        reopen();
        assertThat(ledger.find(key)).isEqualTo(entry);
        assertThat(due()).isEqualTo(waiting);
    }

    @ParameterizedTest
    @EnumSource
    void keepsEachFinalStatusUntilItIsForgotten(FinalStatus status) throws IOException {
        Ending ending = new Ending(status, OptionalInt.empty(), NOON.plusSeconds(1));
        ledger.accept(key, NOON, NOON);
        ledger.finish(key, ending, List.of(mail()));
        happens(Event.REPLY);

        reopen();

        assertThat(ledger.find(key).orElseThrow().ending()).contains(ending);
        assertThat(ledger.accept(key, NOON, NOON)).isFalse();
    }

    private void happens(Event event) throws IOException {
        switch (event) {
            case ACCEPT -> assertThat(ledger.accept(key, NOON, NOON)).isTrue();
            case START -> ledger.running(key, "uptime", NOON);
            case FINISH -> ledger.finish(key, new Ending(FinalStatus.DONE, OptionalInt.of(0), NOON), List.of(mail()));
            case REPLY -> due().forEach(ledger.outbox()::accepted);
            case PRUNE -> ledger.prune(NOON.plus(Duration.ofDays(1)));
        }
    }

    private List<Long> due() {
        return ledger.outbox().due(NOON, 10);
    }

    private String state() {
        return ledger.find(key).map(entry -> entry.state().name()).orElse("unknown");
    }

    private void reopen() {
        ledger.close();
        ledger = open(home);
    }

    private SealedMail mail() throws IOException {
        Path file = Files.createTempFile(home, "sealed", ".eml");
        return new SealedMail(new MailAddress("alice@mail.test"), Files.writeString(file, "sealed", US_ASCII));
    }
}
