package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.MailboxEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a session that has a maildrop, and its end, the state UPDATE. */
final class Transaction implements State {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.pop3");

    private final Maildrop maildrop;
    private final Pop3Limits limits;

    Transaction(Maildrop maildrop, Pop3Limits limits) {
        this.maildrop = maildrop;
        this.limits = limits;
    }

    @Override
    public Duration patience() {
        return limits.idle();
    }

    @Override
    public boolean isLoggedIn() {
        return true;
    }

    @Override
    public Optional<State> answer(Command command, Connection connection) throws IOException, NegativeAnswer {
        Answers answers = connection.answers();
        switch (command.keyword()) {
            case "STAT" -> status(command, answers);
            case "LIST" -> list(command, answers, entry -> Long.toString(entry.bytes()));
            case "UIDL" -> list(command, answers, Transaction::uniqueId);
            case "RETR" -> retrieve(command, answers);
            case "TOP" -> top(command, answers);
            case "DELE" -> delete(command, answers);
            case "RSET" -> reset(command, answers);
            case "NOOP" -> nothing(command, answers);
            case "XWAIT" -> {
                return Optional.of(await(command, connection));
            }
            case "QUIT" -> {
                quit(command, answers);
                return Optional.empty();
            }
            default -> throw NegativeAnswer.mistake("there is no such command now");
        }
        return Optional.of(this);
    }

    private void status(Command command, Answers answers) throws IOException, NegativeAnswer {
        command.requireNoArgument();
        answers.ok(maildrop.count() + " " + maildrop.bytes());
    }

    private void list(Command command, Answers answers, Function<MailboxEntry, String> what)
            throws IOException, NegativeAnswer {
        if (command.hasArgument()) {
            int number = command.numbers(1).get(0);
            answers.ok(number + " " + what.apply(maildrop.get(number)));
            return;
        }
        answers.ok(maildrop.count() + " messages");
        for (PrimitiveIterator.OfInt numbers = maildrop.numbers().iterator(); numbers.hasNext(); ) {
            int number = numbers.nextInt();
            answers.line(number + " " + what.apply(maildrop.listed(number)));
        }
        answers.end();
    }

    /** The entry's id is given once in the whole store, and never again. */
    private static String uniqueId(MailboxEntry entry) {
        return Long.toHexString(entry.mail().id());
    }

    private void retrieve(Command command, Answers answers) throws IOException, NegativeAnswer {
        MailboxEntry entry = maildrop.get(command.numbers(1).get(0));
        MailAnswer answer = new MailAnswer(answers, entry.bytes() + " octets");
        answer.send(target -> maildrop.read(entry.mail(), target));
    }

    private void top(Command command, Answers answers) throws IOException, NegativeAnswer {
        List<Integer> numbers = command.numbers(2);
        MailboxEntry entry = maildrop.get(numbers.get(0));
        MailAnswer answer = new MailAnswer(answers, "the beginning");
        answer.send(target -> {
            try {
                maildrop.read(entry.mail(), new Beginning(target, numbers.get(1)));
            } catch (Beginning.Complete e) {
                // As it should be: the rest is not wanted.
            }
        });
    }

    private void delete(Command command, Answers answers) throws IOException, NegativeAnswer {
        int number = command.numbers(1).get(0);
        maildrop.delete(number);
        answers.ok("message " + number + " is deleted");
    }

    private void reset(Command command, Answers answers) throws IOException, NegativeAnswer {
        command.requireNoArgument();
        maildrop.reset();
        answers.ok(maildrop.count() + " messages");
    }

    private static void nothing(Command command, Answers answers) throws IOException, NegativeAnswer {
        command.requireNoArgument();
        answers.ok("");
    }

    private State await(Command command, Connection connection) throws IOException, NegativeAnswer {
        Duration atMost = Waiting.duration(command, limits);
        Waiting waiting = new Waiting(maildrop.giveUp(), limits);
        try {
            waiting.await(atMost, connection);
            return waiting;
        } catch (IOException | RuntimeException e) {
            waiting.close();
            throw e;
        }
    }

    /** Who logs in again as soon as this is answered finds the maildrop free. */
    private void quit(Command command, Answers answers) throws IOException, NegativeAnswer {
        command.requireNoArgument();
        try {
            maildrop.update();
            maildrop.close();
            answers.ok("bye");
        } catch (LedgerFailure e) {
            LOG.warn("deletions by POP3 failed: {}", e.getMessage());
            maildrop.close();
            answers.error("[SYS/TEMP] nothing was deleted, the store failed");
        }
    }

    @Override
    public void close() {
        maildrop.close();
    }
}
