package dev.mailshell.soak;

import dev.mailshell.config.Home;
import dev.mailshell.e2e.CommandWithFile;
import dev.mailshell.e2e.Parties;
import dev.mailshell.model.FinalStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** What a command of the soak does after it has left its word, and how it ends unless a kill interrupts it. */
enum Errand {
    QUICK("", FinalStatus.DONE, 0),
    FAILING("; exit 3", FinalStatus.FAILED, 0),
    SLOW("; sleep 1", FinalStatus.DONE, 0),
    TOO_SLOW("; sleep 60", FinalStatus.TIMED_OUT, 0),
    DENIED("", FinalStatus.DENIED, 0),
    OUTPUT_ATTACHED("; head -c 20000 /dev/zero", FinalStatus.DONE, 20_000),
    OUTPUT_IN_PARTS("; head -c 100000 /dev/zero", FinalStatus.DONE, 100_000),
    FILE("; cat data", FinalStatus.DONE, Errand.LARGE),
    INPUT("; cat", FinalStatus.DONE, Errand.LARGE);

    /** Too large for one mail. */
    private static final int LARGE = 90_000;

    private final String ending;
    private final FinalStatus status;
    private final int output;

    Errand(String ending, FinalStatus status, int output) {
        this.ending = ending;
        this.status = status;
        this.output = output;
    }

    FinalStatus status() {
        return status;
    }

    /** How many bytes it writes, if it is done. */
    int output() {
        return output;
    }

    /** Sends it to web1; it appends {@code word} to {@code runs}, unless it is denied. */
    void send(Parties parties, String client, String word, Path runs) throws IOException {
        String line = "echo " + word + " >> " + runs + ending;
        switch (this) {
            case FILE -> send(parties.home(client), word, line, "data");
            case INPUT -> send(parties.home(client), word, line, CommandWithFile.STDIN);
            case DENIED -> drop(parties, client, word, "\"command\":{\"run\":\"nothing\"}");
            case TOO_SLOW -> drop(parties, client, word, "\"timeout\":\"3s\",\"command\":{\"line\":\"" + line + "\"}");
            default -> drop(parties, client, word, "\"command\":{\"line\":\"" + line + "\"}");
        }
    }

    private static void drop(Parties parties, String client, String word, String rest) throws IOException {
        parties.drop(client, word + ".json", "{\"to\":[\"web1\"]," + rest + "}");
    }

    private static void send(Home client, String word, String line, String file) throws IOException {
        String content = word.concat(" ".repeat(LARGE)).substring(0, LARGE);
        new CommandWithFile(line, file, content).send(client, UUID.randomUUID() + "-" + word + ".json");
    }
}
