package dev.mailshell.camel;

import dev.mailshell.model.Conditions;
import dev.mailshell.model.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Holds the bounds on how many commands of one kind run at once. What finds no room is denied and does not wait, so that it can hold up no other. */
public final class Slots {

    private final Map<String, Integer> taken = new HashMap<>();

    Slots() {}

    /**
     * Takes all the slots that a command needs, until the work on it ends.
     *
     * @throws Refusal if one has no room; then none is taken
     */
    public void take(Exchange exchange) throws Refusal {
        List<Conditions.Slot> slots = Facts.ALLOWED.of(exchange).conditions().slots();
        take(slots);
        exchange.getExchangeExtension().addOnCompletion(new Leaving(slots));
    }

    private synchronized void take(List<Conditions.Slot> slots) throws Refusal {
        for (Conditions.Slot slot : slots) {
            int running = taken.getOrDefault(slot.name(), 0);
            if (running >= slot.most()) {
                throw new Refusal(
                        Reason.BUSY,
                        "as many run already as " + slot.name() + " lets run at once (was " + running
                                + ", expected fewer than " + slot.most() + ")",
                        "send it again when one of them has ended");
            }
        }
        slots.forEach(slot -> taken.merge(slot.name(), 1, Integer::sum));
    }

    private synchronized void leave(List<Conditions.Slot> slots) {
        slots.forEach(slot -> taken.computeIfPresent(slot.name(), (name, count) -> count > 1 ? count - 1 : null));
    }

    private final class Leaving extends AfterWork {

        private final List<Conditions.Slot> slots;

        Leaving(List<Conditions.Slot> slots) {
            this.slots = slots;
        }

        @Override
        public void onDone(Exchange exchange) {
            leave(slots);
        }
    }
}
