package dev.mailshell.model;

import java.util.UUID;

/**
 * What makes a command the same command: who signed it, and the id under the signature.
 *
 * @param signer the identity whose signature verified
 * @param id the signed id
 */
public record CommandKey(IdentityName signer, UUID id) {

    /** {@code signer/id}, for logs and as a text key. */
    @Override
    public String toString() {
        return signer + "/" + id;
    }
}
