package dev.mailshell.camel;

import dev.mailshell.model.CommandKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** The commands that run now. One that the ledger calls running in this process is found here until its answer is written. */
final class RunningCommands {

    private final Map<CommandKey, RunningCommand> running = new ConcurrentHashMap<>();

    /** To be called before the ledger says that it runs. */
    void begin(Exchange exchange) {
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        RunningCommand command = new RunningCommand();
        Facts.RUNNING.set(exchange, command);
        running.put(key, command);
        exchange.getExchangeExtension().addOnCompletion(new Leaving(key, command));
    }

    Optional<RunningCommand> find(CommandKey key) {
        return Optional.ofNullable(running.get(key));
    }

    private final class Leaving extends AfterWork {

        private final CommandKey key;
        private final RunningCommand command;

        Leaving(CommandKey key, RunningCommand command) {
            this.key = key;
            this.command = command;
        }

        @Override
        public void onDone(Exchange exchange) {
            running.remove(key, command);
            command.ended(Optional.empty());
        }
    }
}
