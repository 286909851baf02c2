package dev.mailshell.ledger;

import java.nio.file.Path;

class SqliteLedgerStatesTest extends LedgerStatesContract {

    @Override
    Ledger open(Path home) {
        return SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"));
    }
}
