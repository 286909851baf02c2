package dev.mailshell.realmail;

/**
 * Who Dovecot lets in, and how much their mailbox may hold.
 *
 * @param quotaBytes 0 for no limit
 */
record Login(String address, String password, long quotaBytes) {

    static Login of(RealMail.Account account) {
        return new Login(account.address(), account.password(), 0);
    }

    Login withPassword(String other) {
        return new Login(address, other, quotaBytes);
    }

    Login withQuota(long bytes) {
        return new Login(address, password, bytes);
    }

    /** As it stands in a passwd-file of Dovecot. */
    String line() {
        String quota = quotaBytes == 0 ? "" : "userdb_quota_rule=*:bytes=" + quotaBytes;
        return address + ":{PLAIN}" + password + "::::::" + quota + "\n";
    }
}
