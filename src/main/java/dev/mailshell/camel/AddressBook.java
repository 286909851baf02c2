package dev.mailshell.camel;

import dev.mailshell.mime.Sender;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The trusted peers and where their mail goes: from the trust folder, never from a mail. */
final class AddressBook {

    private final Supplier<List<Identity>> peers;

    AddressBook(Supplier<List<Identity>> peers) {
        this.peers = peers;
    }

    Identity identity(IdentityName name) throws Refusal {
        return peers.get().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.ADDRESS_INVALID,
                        name + " is not in the trust folder",
                        "mailshell keys list shows who is"));
    }

    /** Whose address a mail names as its sender, which proves nothing. */
    Optional<IdentityName> named(Sender sender) {
        return peers.get().stream()
                .filter(peer -> sender.is(peer.address()))
                .map(Identity::name)
                .findFirst();
    }

    List<IdentityName> names() {
        return peers.get().stream().map(Identity::name).toList();
    }

    List<MailAddress> addresses() {
        return peers.get().stream().map(Identity::address).toList();
    }
}
