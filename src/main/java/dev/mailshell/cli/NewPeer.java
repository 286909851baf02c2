package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who has proved an invitation code, and whose keys a home is to trust.
 *
 * @param now by which keys are valid or not
 */
record NewPeer(Home home, Owner owner, Identity peer, Instant now) {

    /**
     * Trusts the keys, each only if a server or client can read its folders with it. Those of a party that is trusted already are not added
     * to: somebody with an invitation could call himself like it.
     *
     * @return the files that were added; none if the party is trusted already, with all of these keys
     * @throws CommandFailure if one of them is another's, revoked, or of no use, or the party is trusted with others
     */
    List<Path> trust(List<KeyMaterial> keys) throws CommandFailure, IOException {
        Acceptance acceptance = new Acceptance(peer.name(), now);
        boolean isNew =
                Files.notExists(home.peers(owner.role()).resolve(peer.name().value()));
        List<Path> added = new ArrayList<>();
        for (KeyMaterial key : keys) {
            acceptance.requireUsable(key);
            if (acceptance
                    .known(key, KnownKeys.of(owner, home.directory(), now))
                    .isEmpty()) {
                requireNew(isNew);
                try (Rehearsal rehearsal = Rehearsal.of(home, owner, peer, key)) {
                    acceptance.requireUsable(rehearsal.key(now));
                    added.add(rehearsal.publish());
                }
            }
        }
        return added;
    }

    private void requireNew(boolean isNew) throws CommandFailure {
        if (!isNew) {
            throw new CommandFailure(
                    peer.name() + " is trusted here already, and not with these keys",
                    "if it is the same party, compare the fingerprints and say mailshell keys add; a new party needs another name");
        }
    }
}
