package dev.mailshell.policy;

import java.util.List;

/**
 * One of these texts.
 *
 * @param texts 1 to {@value #MAX_TEXTS}
 */
public record OneOf(List<String> texts) implements ValueType {

    /** The most texts. */
    public static final int MAX_TEXTS = 256;

    /** @throws IllegalArgumentException if there is no text or too many, or one that cannot be an argument */
    public OneOf {
        texts = List.copyOf(texts);
        if (texts.isEmpty() || texts.size() > MAX_TEXTS) {
            throw new IllegalArgumentException("not 1 to " + MAX_TEXTS + " texts");
        }
        if (texts.stream().anyMatch(text -> ValueText.faultOf(text).isPresent())) {
            throw new IllegalArgumentException("a text that cannot be an argument");
        }
    }

    @Override
    public Checked check(String value) {
        return texts.contains(value) ? new Checked.Accepted(value) : differs(value);
    }

    @Override
    public String expected() {
        return "one of " + Quoted.shortened(String.join(", ", texts));
    }
}
