package dev.mailshell.camel;

import dev.mailshell.model.MailAddress;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SearchTerm;

/** Finds mail that says it comes from a peer, so that mail of others in the same mailbox stays untouched. Proof comes later. */
final class FromPeers {

    private FromPeers() {}

    static SearchTerm of(AddressBook peers) {
        return new OrTerm(peers.addresses().stream()
                .map(MailAddress::value)
                .map(FromStringTerm::new)
                .toArray(SearchTerm[]::new));
    }
}
