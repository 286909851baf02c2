package dev.mailshell.camel;

import dev.mailshell.model.Reason;

/** A signed message that gets no answer: it was not meant for us, or is so old that an answer could be a repetition. */
public final class Unanswerable extends Refusal {

    private static final long serialVersionUID = 1L;

    Unanswerable(Reason reason, String fact) {
        super(reason, fact, "");
    }
}
