package dev.mailshell.backup;

import java.io.IOException;

/** An archive is not one that we write: it was changed, or the passphrase made nonsense of it. */
final class DamagedArchive extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedArchive(String fact) {
        super(fact);
    }

    DamagedArchive(String fact, Throwable cause) {
        super(fact, cause);
    }
}
