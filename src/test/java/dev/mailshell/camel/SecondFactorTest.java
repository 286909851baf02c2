package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mailshell.AtOnce;
import dev.mailshell.config.Home;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.SqliteCodeHistories;
import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.OneTimeSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SecondFactorTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final OneTimeSecret SECRET =
            OneTimeSecret.parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").orElseThrow();
    private static final Conditions WITH_CODE = new Conditions(Optional.of("totp/alice"), Optional.empty(), List.of());

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("mailshell.alert");
    private Home home;
    private SqliteCodeHistories histories;
    private Instant now = NOON;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(directory);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectory(home.totp(), owner);
        Files.createFile(
                home.totp().resolve("alice"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(home.totp().resolve("alice"), "otpauth://totp/alice?secret=" + SECRET.reveal());
        open();
        log.start();
        logger.addAppender(log);
    }

    private void open() {
        histories = new SqliteCodeHistories(home.state());
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        histories.close();
    }

    private static Verdict allowed(Conditions conditions) {
        return new Verdict.Allowed("roles.root allows commands.bash", "bash", List.of("/bin/id"), null, conditions);
    }

    private static Command command(String code, Instant issuedAt, boolean explain) {
        return new Command(
                UUID.randomUUID(),
                new IdentityName("alice"),
                Set.of(new IdentityName("web1")),
                issuedAt,
                issuedAt.plusSeconds(60),
                new Invocation.Line("id"),
                new CommandOptions(Optional.empty(), Optional.empty(), Optional.ofNullable(code), explain, List.of()));
    }

    private Verdict require(Command command, Verdict verdict) {
        return new SecondFactor(home, histories, Clock.fixed(now, ZoneOffset.UTC)).require(command, verdict);
    }

    /** Empty if the command may go on. */
    private Optional<Explanation> send(String code, Instant issuedAt) {
        Verdict verdict = require(command(code, issuedAt, false), allowed(WITH_CODE));
        if (verdict instanceof Verdict.Denied denied) {
            assertThat(denied.rule()).isEqualTo("clients.alice.totp");
            assertThat(denied.why().message() + denied.why().hint())
                    .doesNotContain(SECRET.reveal())
                    .doesNotContain(String.valueOf(code));
            return Optional.of(denied.why());
        }
        assertThat(verdict).isEqualTo(allowed(WITH_CODE));
        return Optional.empty();
    }

    private Reason refusal(String code, Instant issuedAt) {
        return send(code, issuedAt).map(Explanation::code).orElseThrow();
    }

    private String wrong(Instant around) {
        String code = "000000";
        for (int number = 1; SECRET.stepOf(code, around).isPresent(); number++) {
            code = "00000" + number;
        }
        return code;
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(refusal(wrong(now), now)).isEqualTo(Reason.TOTP_WRONG);
        }
    }

    @Test
    void letsARightCodePassOnce() {
        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();

        assertThat(send(SECRET.code(NOON), NOON)).hasValueSatisfying(why -> assertThat(why.message())
                .isEqualTo("the one-time code, or a later one, was used before"));
        assertThat(send(SECRET.code(NOON.plusSeconds(30)), NOON.plusSeconds(30)))
                .isEmpty();
        assertThat(log.list).isEmpty();
    }

    @Test
    void refusesAnEarlierCodeOnceALaterOneWasUsed() {
        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();

        assertThat(refusal(SECRET.code(NOON.minusSeconds(30)), NOON)).isEqualTo(Reason.TOTP_WRONG);
        assertThat(refusal(SECRET.code(NOON.minusSeconds(3600)), NOON.minusSeconds(3600)))
                .isEqualTo(Reason.TOTP_WRONG);
    }

    @Test
    void refusesAUsedCodeAfterARestart() {
        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();
        histories.close();
        open();

        assertThat(refusal(SECRET.code(NOON), NOON)).isEqualTo(Reason.TOTP_WRONG);
    }

    @Test
    void letsOneOfManyPassThatComeAtOnceWithOneCode() throws Exception {
        List<Optional<Explanation>> results = AtOnce.call(8, () -> send(SECRET.code(NOON), NOON));

        assertThat(results).filteredOn(Optional::isEmpty).hasSize(1);
    }

    @Test
    void checksACodeByTheTimeAtWhichTheCommandWasSigned() {
        now = NOON.plus(Duration.ofHours(5));

        assertThat(refusal(SECRET.code(now), NOON)).isEqualTo(Reason.TOTP_WRONG);
        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();
    }

    @Test
    void checksTheCodeOfWhatTheServerAnswersItselfToo() {
        Verdict help = new Verdict.Answered("roles.root allows help", new BuiltIn.Help(), false, WITH_CODE);

        assertThat(require(command(SECRET.code(NOON), NOON, false), help)).isEqualTo(help);
        assertThat(require(command(SECRET.code(NOON), NOON, false), help)).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void refusesACommandWithoutACode() {
        assertThat(refusal(null, NOON)).isEqualTo(Reason.TOTP_WRONG);
        assertThat(log.list).isEmpty();
    }

    @Test
    void leavesAloneWhatNeedsNoCodeAndWhatIsDenied() throws IOException {
        Files.delete(home.totp().resolve("alice"));
        Verdict denied = new Verdict.Denied("clients.alice", new Explanation(Reason.NOT_ALLOWED, "no", ""));

        assertThat(require(command("123456", NOON, false), allowed(Conditions.NONE)))
                .isEqualTo(allowed(Conditions.NONE));
        assertThat(require(command("123456", NOON, false), denied)).isSameAs(denied);
    }

    @Test
    void looksAtNoCodeOfACommandThatIsOnlyExplained() {
        for (int i = 0; i < 6; i++) {
            assertThat(require(command(wrong(NOON), NOON, true), allowed(WITH_CODE)))
                    .isEqualTo(allowed(WITH_CODE));
            assertThat(require(command(SECRET.code(NOON), NOON, true), allowed(WITH_CODE)))
                    .isEqualTo(allowed(WITH_CODE));
        }

        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();
    }

    @Test
    void locksAfterFiveWrongCodesAndRefusesARightOneToo() {
        guess(5);

        assertThat(send(SECRET.code(NOON), NOON)).hasValueSatisfying(why -> {
            assertThat(why.code()).isEqualTo(Reason.TOTP_LOCKED);
            assertThat(why.message())
                    .isEqualTo("too many wrong one-time codes came; none is looked at until 2026-11-20T12:15:00Z");
        });
        assertThat(send(SECRET.code(NOON), NOON)).isEqualTo(send(wrong(NOON), NOON));
        now = NOON.plus(Duration.ofMinutes(15));
        assertThat(send(SECRET.code(now), now)).isEmpty();
    }

    @Test
    void staysLockedAfterARestartAndDoublesTheTime() {
        guess(5);
        histories.close();
        open();
        assertThat(refusal(SECRET.code(NOON), NOON)).isEqualTo(Reason.TOTP_LOCKED);

        now = NOON.plus(Duration.ofMinutes(15));
        guess(5);

        now = NOON.plus(Duration.ofMinutes(45)).minusNanos(1);
        assertThat(refusal(SECRET.code(now), now)).isEqualTo(Reason.TOTP_LOCKED);
        now = NOON.plus(Duration.ofMinutes(45));
        assertThat(send(SECRET.code(now), now)).isEmpty();
    }

    @Test
    void countsOnlyWrongCodesInARow() {
        guess(4);
        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();
        guess(4);

        now = NOON.plusSeconds(30);
        assertThat(send(SECRET.code(now), now)).isEmpty();
    }

    @Test
    void tellsTheOperatorOfWrongCodesAndOfTheLockButNotTheCodes() {
        guess(5);

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN, Level.ERROR);
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN).hasSize(5);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "the second factor of alice is locked until 2026-11-20T12:15:00Z after 5 wrong one-time"
                                + " codes in a row; its key may be stolen; hint: mailshell totp unlock alice");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(wrong(NOON)) || line.contains(SECRET.reveal()));
    }

    @Test
    void refusesWhatItCannotCheckAndTellsTheOperatorWhy() throws IOException {
        Files.setPosixFilePermissions(home.totp().resolve("alice"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(refusal(SECRET.code(NOON), NOON)).isEqualTo(Reason.TOTP_UNUSABLE);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("totp/alice: the file holds the secret of one-time codes and others can use it");
    }

    @Test
    void letsNothingPassThatItCannotRemember() throws IOException {
        Files.createDirectory(home.state());
        Files.setPosixFilePermissions(home.state(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> send(SECRET.code(NOON), NOON)).isInstanceOf(LedgerFailure.class);
    }

    @Test
    void readsANewSecretWithTheNextCommand() throws IOException {
        OneTimeSecret other =
                OneTimeSecret.parse("MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U").orElseThrow();
        assertThat(send(SECRET.code(NOON), NOON)).isEmpty();
        Files.writeString(home.totp().resolve("alice"), "otpauth://totp/alice?secret=" + other.reveal());
        Instant later = NOON.plusSeconds(300);

        assertThat(refusal(SECRET.code(later), later)).isEqualTo(Reason.TOTP_WRONG);
        assertThat(send(other.code(later), later)).isEmpty();
    }
}
