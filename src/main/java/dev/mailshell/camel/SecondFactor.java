package dev.mailshell.camel;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.OneTimeSecretFile;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.Command;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.CodeAttempt;
import dev.mailshell.policy.OneTimeSecret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the one-time code of a command against the secret that its verdict names, and uses it up. */
final class SecondFactor {

    private static final Logger ALERT = LoggerFactory.getLogger("mailshell.alert");

    private final Home home;
    private final CodeHistories histories;
    private final Clock clock;

    SecondFactor(Home home, CodeHistories histories, Clock clock) {
        this.home = home;
        this.histories = histories;
        this.clock = clock;
    }

    /**
     * The same verdict if its conditions ask for no code or the code is right; else a denial. Of a command that is only to be explained, no
     * code is looked at.
     *
     * @throws dev.mailshell.ledger.LedgerFailure if what is remembered of codes cannot be read or written; the code does not count then
     */
    Verdict require(Command command, Verdict verdict) {
        Optional<String> file = conditions(verdict).totp();
        if (file.isEmpty() || command.options().explain()) {
            return verdict;
        }
        try {
            OneTimeSecret secret = OneTimeSecretFile.read(home, home.directory().resolve(file.get()));
            return refusal(command, secret)
                    .<Verdict>map(why -> new Verdict.Denied("clients." + command.from() + ".totp", why))
                    .orElse(verdict);
        } catch (ConfigFailure e) {
            e.problems()
                    .forEach(problem ->
                            ALERT.error("{}: {}; hint: {}", problem.place(), problem.fact(), problem.hint()));
        } catch (IOException e) {
            ALERT.error("{} cannot be read", file.get(), e);
        }
        return new Verdict.Denied("clients." + command.from() + ".totp", unusable());
    }

    private static Conditions conditions(Verdict verdict) {
        if (verdict instanceof Verdict.Allowed allowed) {
            return allowed.conditions();
        }
        return verdict instanceof Verdict.Answered answered ? answered.conditions() : Conditions.NONE;
    }

    private Optional<Explanation> refusal(Command command, OneTimeSecret secret) {
        if (command.options().totp().isEmpty()) {
            return Optional.of(wrong("there is no one-time code"));
        }
        // By the time under the signature: a mail may be under way for hours, and the code was right when it was typed.
        OptionalLong step = secret.stepOf(command.options().totp().get(), command.issuedAt());
        Instant now = clock.instant();
        CodeHistory before = histories.update(
                command.from(), history -> CodeAttempt.of(history, step, now).after());
        CodeAttempt attempt = CodeAttempt.of(before, step, now);
        alert(command, before, attempt);
        return switch (attempt.result()) {
            case ACCEPTED -> Optional.empty();
            case USED -> Optional.of(wrong("the one-time code, or a later one, was used before"));
            case WRONG ->
                Optional.of(wrong("the one-time code is not the one of " + seconds(command.issuedAt())
                        + ", when the command was issued by the client's clock"));
            case LOCKED -> Optional.of(locked(before.lockedUntil().orElseThrow()));
        };
    }

    private static void alert(Command command, CodeHistory before, CodeAttempt attempt) {
        if (attempt.result() != CodeAttempt.Result.WRONG) {
            return;
        }
        IdentityName client = command.from();
        int wrong = attempt.after().wrong();
        ALERT.warn("{} sent a wrong one-time code, {} in a row (command {})", client, wrong, command.id());
        attempt.after()
                .lockedUntil()
                .filter(until -> !before.lockedUntil().equals(Optional.of(until)))
                .ifPresent(until -> ALERT.error(
                        "the second factor of {} is locked until {} after {} wrong one-time codes in a row; its key may be"
                                + " stolen; hint: mailshell totp unlock {}",
                        client,
                        seconds(until),
                        wrong,
                        client));
    }

    private static Explanation wrong(String fact) {
        return new Explanation(
                Reason.TOTP_WRONG,
                fact,
                "wait for the next code and send the command again with it; if that is refused too, set the clocks right");
    }

    private static Explanation locked(Instant until) {
        return new Explanation(
                Reason.TOTP_LOCKED,
                "too many wrong one-time codes came; none is looked at until " + seconds(until),
                "wait, or ask the server's operator for mailshell totp unlock");
    }

    private static Explanation unusable() {
        return new Explanation(
                Reason.TOTP_UNUSABLE,
                "the server cannot check one-time codes of this client",
                "ask the server's operator: the log says why");
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
