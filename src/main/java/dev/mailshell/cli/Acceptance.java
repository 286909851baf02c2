package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a key may be trusted as somebody's.
 *
 * @param peer whose it is said to be
 * @param now by which it is valid or not
 */
record Acceptance(IdentityName peer, Instant now) {

    /**
     * The same key as it is known already as that of {@code peer}; empty if it is new.
     *
     * @throws CommandFailure if it is known as another's, or as revoked
     */
    Optional<KnownKey> known(KeyMaterial offered, List<KnownKey> all) throws CommandFailure {
        for (KnownKey key : all) {
            if (key.fingerprint().equals(offered.fingerprint())) {
                requireTheirs(key);
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private void requireTheirs(KnownKey key) throws CommandFailure {
        if (key.revoked()) {
            throw revoked();
        }
        if (key.kind().equals("own")) {
            throw new CommandFailure("it is a key of this home itself", "name a file with a key of " + peer);
        }
        if (!key.name().equals(peer.value())) {
            throw new CommandFailure(
                    "the key is trusted already, as that of " + key.name(),
                    "one key belongs to one name: look with mailshell keys show " + key.name());
        }
    }

    /** @throws CommandFailure if nobody may use {@code offered} now, by what it says itself */
    void requireUsable(KeyMaterial offered) throws CommandFailure {
        requireUsable(new KnownKey(peer.value(), "?", "offered", offered, offered.saysRevoked()));
    }

    /** @throws CommandFailure if nobody may use {@code key} now */
    void requireUsable(KnownKey key) throws CommandFailure {
        if (key.revoked()) {
            throw revoked();
        }
        String state = key.state(now);
        if (!state.equals("valid")) {
            throw new CommandFailure(
                    "the key is " + state + " (was valid from " + key.validFrom() + " to " + key.validUntil()
                            + ", now it is " + now + ")",
                    "ask " + peer + " for one that is valid now; or set the clock of this machine");
        }
        if (key.material().fault().isPresent()) {
            throw new CommandFailure(
                    "the key cannot be used: " + key.material().fault().get(),
                    "docs/protocol.md, section 2, says what keys must be; ask " + peer + " for such a one");
        }
    }

    private CommandFailure revoked() {
        return new CommandFailure(
                "the key is revoked",
                "ask " + peer
                        + " for another; if the key is trusted here and only this file says that it is revoked, put the file"
                        + " into revoked/");
    }
}
