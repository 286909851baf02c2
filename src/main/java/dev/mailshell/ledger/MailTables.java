package dev.mailshell.ledger;

import java.nio.file.Path;

/** What is kept of encrypted mails beside those tables that {@link VaultRows} reads. */
enum MailTables {
    /** Nothing: they are those of one party, until it has worked on them. */
    VAULT {
        @Override
        Schema schema() {
            return VaultRows.SCHEMA;
        }

        @Override
        String withoutKeys(Path database) {
            return "put the file of keys back from a backup; or move " + database
                    + " away, and its mails from the folder of received mail back into the one that is read";
        }
    },

    /** In which mailboxes of a hub they are, and which wait to leave it. */
    STORE {
        @Override
        Schema schema() {
            return DeliveryRows.SCHEMA;
        }

        @Override
        String withoutKeys(Path database) {
            return "put the file of keys back from a backup; or move " + database + " away, with the mail in it";
        }
    };

    abstract Schema schema();

    /** What to do when the keys are lost. */
    abstract String withoutKeys(Path database);
}
