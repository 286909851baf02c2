package dev.mailshell.crash;

/** Which party is killed; the other one is there all the time. */
enum Victim {
    SERVER("web1"),
    CLIENT("alice");

    private final String party;

    Victim(String party) {
        this.party = party;
    }

    /** Its name and that of its home. */
    String party() {
        return party;
    }

    /** As the command line and the folder of its routes call it. */
    String role() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
