package dev.mailshell.management;

import java.util.List;
import java.util.stream.Stream;

/**
 * What can be watched. Safe for use by several threads; nothing of commands, mails and people may be in what it tells. A fault of what is
 * watched is a check that fails, and a measurement that is left out.
 */
public interface Observed {

    /** Whether it runs at all; if not, only a restart can help. */
    boolean isAlive();

    /** Whether it can do its work now, in all that it takes. */
    List<Check> checks();

    /** Adds its measurements. */
    void measure(MetricsText text);

    /** Both as one. */
    default Observed and(Observed other) {
        Observed one = this;
        return new Observed() {
            @Override
            public boolean isAlive() {
                return one.isAlive() && other.isAlive();
            }

            @Override
            public List<Check> checks() {
                return Stream.concat(one.checks().stream(), other.checks().stream())
                        .toList();
            }

            @Override
            public void measure(MetricsText text) {
                one.measure(text);
                other.measure(text);
            }
        };
    }
}
