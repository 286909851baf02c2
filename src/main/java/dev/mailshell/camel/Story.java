package dev.mailshell.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The steps of routes that work on a message has come to, with their times, in the order in which they began. Safe for use by several
 * threads: what is handed to a queue takes it along.
 */
final class Story {

    private static final int MOST = 200;

    private final List<Passage> passages = new ArrayList<>();

    /** One step, from when work came to it until it was done. */
    static final class Passage {

        private final StepObserver.Step step;
        private final Instant began;
        private Instant ended;

        private Passage(StepObserver.Step step, Instant began) {
            this.step = step;
            this.began = began;
        }
    }

    synchronized Passage begin(StepObserver.Step step, Instant at) {
        Passage passage = new Passage(step, at);
        add(passage);
        return passage;
    }

    synchronized void end(Passage passage, Instant at) {
        passage.ended = at;
    }

    /** Goes on here with a step that turned out to be the first of another story. */
    void takeOver(Passage passage, Story other) {
        other.remove(passage);
        add(passage);
    }

    private synchronized void remove(Passage passage) {
        passages.remove(passage);
    }

    private synchronized void add(Passage passage) {
        if (passages.size() < MOST) {
            passages.add(passage);
        }
    }

    /** A line for each step: when it began, how many milliseconds it took, its route and its id. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        for (Passage passage : passages) {
            text.append(CommandText.at(passage.began))
                    .append(String.format(Locale.ROOT, "  %12s  ", duration(passage)))
                    .append(passage.step)
                    .append('\n');
        }
        return text.toString();
    }

    /** Nothing of a step that has not come to its end, such as one with further steps. */
    private static String duration(Passage passage) {
        return passage.ended == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f ms",
                        Duration.between(passage.began, passage.ended).toNanos() / 1e6);
    }
}
