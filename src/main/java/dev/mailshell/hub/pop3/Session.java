package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.LedgerFailure;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of one client, from the greeting to the end. */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.pop3");

    private final Connection connection;
    private final Capabilities capabilities;
    private final Pop3Limits limits;
    private State state;
    private int mistakes;

    Session(Connection connection, Capabilities capabilities, Pop3Limits limits, State first) {
        this.connection = connection;
        this.capabilities = capabilities;
        this.limits = limits;
        this.state = first;
    }

    /** @throws IOException if the connection breaks; what was not committed has not happened */
    void run() throws IOException {
        try {
            connection.answers().ok("Mail Shell is ready");
            for (int commands = 0; commands < limits.commands() && mistakes < limits.mistakes(); commands++) {
                Optional<byte[]> line = connection.next(state.patience());
                if (line.isEmpty() || !goesOnAfter(line.get())) {
                    break;
                }
            }
            connection.answers().flush();
        } catch (LineInput.TooLong e) {
            connection.answers().error(e.getMessage());
            connection.answers().flush();
        } finally {
            state.close();
        }
    }

    private boolean goesOnAfter(byte[] line) throws IOException {
        try {
            Command command = Command.parse(line);
            if (command.keyword().equals("CAPA")) {
                command.requireNoArgument();
                capabilities.answer(connection.answers());
                return true;
            }
            Optional<State> next = state.answer(command, connection);
            next.ifPresent(after -> state = after);
            return next.isPresent();
        } catch (NegativeAnswer e) {
            mistakes += e.isMistake() ? 1 : 0;
            connection.answers().error(e.getMessage());
            return true;
        } catch (LedgerFailure e) {
            LOG.warn("a command by POP3 failed: {}", e.getMessage());
            connection.answers().error("[SYS/TEMP] the store failed");
            return true;
        }
    }
}
