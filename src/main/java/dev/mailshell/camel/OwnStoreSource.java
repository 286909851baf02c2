package dev.mailshell.camel;

import jakarta.mail.Message;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.util.Map;

/** The store of a hub, which is the vault of its own server: no mailbox is polled, and nobody has to be told of mail. */
final class OwnStoreSource implements MailSource, Expectation {

    @Override
    public Map<String, Object> beans() {
        return Map.of();
    }

    /** Nobody searches it. */
    @Override
    public SearchTerm only(SearchTerm wanted) {
        return wanted;
    }

    @Override
    public Expectation expectation() {
        return this;
    }

    @Override
    public IncomingMail incoming(Message mail) throws IOException {
        throw new IOException("the mail comes from a mailbox, and a hub has none");
    }

    @Override
    public String remainder() {
        return "no mailbox has it";
    }

    @Override
    public void soon() {
        // It is known as soon as it is there.
    }

    @Override
    public void over() {
        // As above.
    }
}
