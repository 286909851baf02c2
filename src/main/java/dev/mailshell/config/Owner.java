package dev.mailshell.config;

import dev.mailshell.crypto.FileOwners;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Whose home it is.
 *
 * @param role which half of the conversation
 * @param identity our own name and address
 * @param keyPassphrase of the private keys; empty if none is set
 */
public record Owner(Role role, Identity identity, Optional<Secret> keyPassphrase) {

    /**
     * Reads only who the owner is, from the same places as {@link MailshellConfig#load}: hosts and passwords may still be
     * missing.
     *
     * @throws ConfigFailure with everything that is wrong with it
     * @throws IOException if a file cannot be read
     */
    public static Owner load(Home home, Map<String, String> environment) throws ConfigFailure, IOException {
        return new ConfigLoader(home, FileOwners.ours()).owner(environment);
    }
}
