package dev.mailshell.mime;

/** The outer subject: it says nothing of the command. */
public enum Subject {
    /** Of commands, and of replies to programs. */
    PLAIN("Mail Shell"),
    /** Of replies to people, whose mail programs show it. */
    ANSWER("Re: Mail Shell"),
    /** Of requests for an approval. */
    REQUEST("Mail Shell request");

    private final String text;

    Subject(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
