package dev.mailshell.camel;

import jakarta.mail.Message;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.util.Map;

/** Where the mail of a party comes from, as its routes and steps use it. */
interface MailSource {

    /** The beans by which routes take mail from here. */
    Map<String, Object> beans();

    /**
     * As a route searches for mail here.
     *
     * @param wanted finds the mails that are taken, by their headers
     */
    SearchTerm only(SearchTerm wanted);

    /** To be told when mail will probably come. */
    Expectation expectation();

    /**
     * A mail that a route has found here.
     *
     * @throws IOException if it does not come from here
     */
    IncomingMail incoming(Message mail) throws IOException;

    /** Where a mail still is that has been stored, for people: the end of a sentence. */
    String remainder();
}
