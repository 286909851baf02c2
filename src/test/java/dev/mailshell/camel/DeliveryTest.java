package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.ShiftedClock;
import dev.mailshell.ledger.Ending;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that last longer than their lease, as at an SMTP server that is slow with each line. */
class DeliveryTest {

    private static final Question QUESTION =
            new Question(Form.HUMAN, Optional.of(MessageFormat.OPENPGP), Optional.of("<question@phone.test>"));

    private final MessagingException tooMuch = new MessagingException("550 5.4.5 Daily user sending limit exceeded");

    @TempDir
    Path directory;

    private final ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    private Ledger ledger;
    private long id;
    private Optional<SendingPaused> pause = Optional.empty();

    @BeforeEach
    void finishACommand() throws Exception {
        Path state = directory.resolve("state");
        ledger = SqliteLedger.open(state, state.resolve("state.db"));
        CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        ledger.accept(key, QUESTION, clock.instant(), clock.instant().plus(Duration.ofDays(30)));
        id = ledger.finish(
                        key,
                        new Ending(FinalStatus.DENIED, OptionalInt.empty(), clock.instant()),
                        List.of(mail("mail.eml")))
                .id();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Delivery delivery() {
        Session session = Session.getInstance(new Properties());
        return new Delivery(ledger, session, clock, new Random(1), (subject, event) -> {}, new Counters(), () -> pause);
    }

    private Exchange taken(Delivery delivery) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(id);
        delivery.take(exchange);
        return exchange;
    }

    @Test
    void nothingIsTakenWhileNothingMayBeSentAndNoAttemptIsCounted() throws Exception {
        pause = Optional.of(new SendingPaused(SendingPaused.Cause.DAY, "", clock.instant()));
        assertThat(taken(delivery()).isRouteStop()).isTrue();

        pause = Optional.empty();
        Exchange exchange = taken(delivery());
        assertThat(exchange.isRouteStop()).isFalse();
        assertThat(Facts.DELIVERING.of(exchange).attempts()).isEqualTo(1);
    }

    @Test
    void whatWasCaughtByTheLimitComesBackWhenItIsOver() throws Exception {
        Delivery delivery = delivery();
        Exchange exchange = taken(delivery);
        SendingPaused spent =
                new SendingPaused(SendingPaused.Cause.DAY, "", clock.instant().plus(Duration.ofHours(3)));
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, spent);
        delivery.failed(exchange);

        clock.shift(Duration.ofHours(2));
        assertThat(taken(delivery).isRouteStop()).isTrue();
        clock.shift(Duration.ofMinutes(181));
        assertThat(taken(delivery).isRouteStop()).isFalse();
    }

    @Test
    void aReplyThatIsUnderWayIsNotTakenOnceMoreThoughItsLeaseIsOver() throws Exception {
        Delivery delivery = delivery();
        Exchange slow = taken(delivery);
        clock.shift(Duration.ofMinutes(11));

        assertThat(slow.isRouteStop()).isFalse();
        assertThat(taken(delivery).isRouteStop()).isTrue();
    }

    @Test
    void aReplyThatAKilledProcessHadTakenIsTakenOnceItsLeaseIsOver() throws Exception {
        taken(delivery());

        assertThat(taken(delivery()).isRouteStop()).isTrue();
        clock.shift(Duration.ofMinutes(11));
        assertThat(taken(delivery()).isRouteStop()).isFalse();
    }

    @Test
    void aReplyWhoseAttemptFailedIsTakenAgain() throws Exception {
        Delivery delivery = delivery();
        Exchange failed = taken(delivery);
        failed.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("away"));
        delivery.failed(failed);
        clock.shift(Duration.ofMinutes(11));

        assertThat(taken(delivery).isRouteStop()).isFalse();
    }

    @Test
    void whatTakesThePlaceOfARefusedReplyAnswersTheSameQuestion() throws Exception {
        Delivery delivery = delivery();
        Exchange refused = taken(delivery);
        refused.setProperty(Exchange.EXCEPTION_CAUGHT, new NoSuchFileException("gone"));

        delivery.failed(refused);

        assertThat(Facts.DELIVERY.of(refused)).isEqualTo("refused");
        assertThat(Facts.question(refused)).isEqualTo(QUESTION);
    }

    @Test
    void aReplyThatAlwaysIsTooMuchForTheProviderIsReplacedAfterAWeek() throws Exception {
        Delivery delivery = delivery();
        // It waited for its first attempt as long.
        clock.shift(Duration.ofDays(8));
        assertThat(Facts.DELIVERY.find(throttled(delivery))).isEmpty();
        clock.shift(Duration.ofDays(15).minusMinutes(5));
        assertThat(Facts.DELIVERY.find(throttled(delivery))).isEmpty();

        clock.shift(Duration.ofDays(15).plusMinutes(5));
        Exchange replaced = throttled(delivery);

        assertThat(Facts.DELIVERY.of(replaced)).isEqualTo("refused");
        assertThat(Facts.OUTCOME.of(replaced)).isInstanceOfSatisfying(Outcome.Ended.class, ended -> assertThat(
                        ended.why().message())
                .contains("for a week"));
    }

    @Test
    void aLoginThatIsRefusedForWeeksSaysNothingOfTheReply() throws Exception {
        Delivery delivery = delivery();
        Exception login =
                new AuthenticationFailedException("454 4.7.0 Too many login attempts, please try again later");
        assertThat(SmtpTrouble.isThrottled(login)).isTrue();
        failed(delivery, login);
        clock.shift(Duration.ofDays(8));

        assertThat(Facts.DELIVERY.find(failed(delivery, login))).isEmpty();
    }

    @Test
    void whatReplacedItIsGivenUpAWeekLater() throws Exception {
        Delivery delivery = delivery();
        ledger.outbox().replace(id, mail("smaller.eml"));
        clock.shift(Duration.ofDays(8));
        throttled(delivery);
        assertThat(ledger.outbox().waiting().mails()).isOne();

        clock.shift(Duration.ofDays(15).plusMinutes(5));
        throttled(delivery);
        assertThat(ledger.outbox().waiting().mails()).isZero();
    }

    @Test
    void aReplyThatCannotBeHandedOverForMonthsStaysAsItIs() throws Exception {
        Delivery delivery = delivery();
        clock.shift(Duration.ofDays(100));
        Exchange failed = taken(delivery);
        failed.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("away"));
        delivery.failed(failed);

        assertThat(Facts.DELIVERY.find(failed)).isEmpty();
        assertThat(ledger.outbox().waiting().mails()).isOne();
    }

    @Test
    void whatIsTooMuchForTheProviderLetsTheOthersGoFirstWhenThePauseIsOver() throws Exception {
        Delivery delivery = delivery();
        Exchange exchange = taken(delivery);
        pause = Optional.of(new SendingPaused(
                SendingPaused.Cause.PROVIDER, "", clock.instant().plus(Duration.ofMinutes(10))));
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, tooMuch);
        delivery.failed(exchange);
        SendingPaused over = pause.orElseThrow();
        pause = Optional.empty();

        assertThat(ledger.outbox().due(over.until(), 9)).isEmpty();
        assertThat(ledger.outbox().due(over.until().plusSeconds(1), 9)).containsExactly(id);
    }

    private Exchange throttled(Delivery delivery) throws Exception {
        return failed(delivery, tooMuch);
    }

    private Exchange failed(Delivery delivery, Exception failure) throws Exception {
        Exchange exchange = taken(delivery);
        assertThat(exchange.isRouteStop()).isFalse();
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        delivery.failed(exchange);
        return exchange;
    }

    private SealedMail mail(String name) throws IOException {
        Path mail = Files.writeString(directory.resolve(name), "From: web1@mail.test\r\n\r\nsealed\r\n");
        return new SealedMail(new MailAddress("alice@mail.test"), mail);
    }
}
