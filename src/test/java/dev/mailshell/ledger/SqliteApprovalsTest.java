package dev.mailshell.ledger;

import java.nio.file.Path;

class SqliteApprovalsTest extends ApprovalsContract {

    @Override
    Ledger open(Path home) {
        return SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"));
    }
}
