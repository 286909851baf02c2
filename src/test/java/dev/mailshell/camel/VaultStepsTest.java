package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.ledger.StoredMail;
import dev.mailshell.ledger.Vault;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultStepsTest {

    private static final StoredMail MAIL = new StoredMail(1, false);

    private final Vault vault = new EndingMeanwhile();
    private final VaultSteps steps = new VaultSteps(
            vault,
            new Turns(),
            new MailRates(Clock.systemUTC()),
            new OwnStoreSource(),
            1000,
            new UnreadableMails(Clock.systemUTC()),
            new Refusals(new Counters()));

    private Runnable meanwhile = () -> {};

    @Test
    void namesAPendingMailOnce() {
        assertThat(steps.pending()).containsExactly(MAIL);
        assertThat(steps.pending()).isEmpty();
    }

    @Test
    void namesAgainWhatIsToBeTriedAgain() {
        steps.pending();

        steps.tryAgain(MAIL, true);

        assertThat(steps.pending()).containsExactly(MAIL);
    }

    @Test
    void isWorkedOffWhenEachMailThatWaitsWasTried() {
        assertThat(steps.isWorkedOff()).isFalse();
        steps.pending();
        assertThat(steps.isWorkedOff()).isFalse();
        steps.tryAgain(MAIL, true);
        assertThat(steps.isWorkedOff()).isTrue();
        steps.pending();
        assertThat(steps.isWorkedOff()).isFalse();
    }

    @Test
    void namesNothingThatEndsWhileItLooks() {
        steps.pending();
        meanwhile = () -> steps.done(MAIL);

        assertThat(steps.pending()).isEmpty();
    }

    /** One mail is in it; by the time that the caller learns of it, something has happened. */
    private final class EndingMeanwhile implements Vault {

        @Override
        public List<StoredMail> pending() {
            meanwhile.run();
            return List.of(MAIL);
        }

        @Override
        public StoredMail store(InputStream mail, long atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void read(StoredMail mail, OutputStream target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(StoredMail mail) {}

        @Override
        public void setAside(StoredMail mail) {}

        @Override
        public void tidy() {}

        @Override
        public void close() {}
    }
}
