package dev.mailshell.doctor;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.model.Amount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether our keys and those that we trust can be read and are valid, and for how long. */
final class KeysCheck implements Check {

    static final String OWN = "own";
    static final String TRUSTED = "trusted";

    private final Supplier<List<KeyLife>> keys;
    private final Instant now;

    KeysCheck(Supplier<List<KeyLife>> keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    @Override
    public String name() {
        return OWN;
    }

    @Override
    public List<Finding> look() {
        List<KeyLife> lives;
        try {
            lives = keys.get();
        } catch (KeyringFailure e) {
            return List.of(Finding.fail(OWN, e.getMessage(), e.hint()));
        }
        List<Finding> findings = new ArrayList<>();
        if (lives.stream().noneMatch(KeyLife::own)) {
            findings.add(Finding.fail(OWN, "there is no key of ours", "make a home with mailshell keys init"));
        }
        lives.stream().filter(KeyLife::own).map(key -> key.at(now)).forEach(findings::add);
        findings.addAll(trusted(lives.stream().filter(key -> !key.own()).toList()));
        return findings;
    }

    /** All that are well in one line: a server may have many clients. */
    private List<Finding> trusted(List<KeyLife> keys) {
        if (keys.isEmpty()) {
            return List.of(Finding.warn(TRUSTED, "nobody is trusted", "add a key with mailshell keys add"));
        }
        List<Finding> findings = new ArrayList<>();
        List<KeyLife> well = keys.stream()
                .filter(key -> key.at(now).state() == Finding.State.OK)
                .toList();
        if (!well.isEmpty()) {
            long owners = well.stream().map(KeyLife::owner).distinct().count();
            findings.add(Finding.ok(
                    TRUSTED,
                    Amount.of(well.size(), "key") + " of " + Amount.of(owners, "party", "parties")
                            + (well.size() == 1 ? " is valid" : " are valid")));
        }
        keys.stream().filter(key -> !well.contains(key)).map(key -> key.at(now)).forEach(findings::add);
        return findings;
    }
}
