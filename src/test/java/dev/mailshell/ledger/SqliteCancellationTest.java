package dev.mailshell.ledger;

import java.nio.file.Path;

class SqliteCancellationTest extends CancellationContract {

    @Override
    Ledger open(Path home) {
        return SqliteLedger.open(home.resolve("state"), home.resolve("state").resolve("state.db"));
    }
}
