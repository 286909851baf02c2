package dev.mailshell.cli;

import dev.mailshell.crypto.pgp.PgpKeyView;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OpenPGP key. */
record OpenPgpMaterial(PgpKeyView view) implements KeyMaterial {

    /** As gpg makes them: a name, a comment, the address in angle brackets; or the address alone. */
    private static final Pattern ADDRESS = Pattern.compile("(?:[^<>]*<)?([^<>@\\s]+@[^<>@\\s]+)>?");

    @Override
    public Fingerprint fingerprint() {
        return view.fingerprint();
    }

    @Override
    public String algorithm() {
        return view.algorithm();
    }

    @Override
    public Instant validFrom() {
        return view.validFrom();
    }

    @Override
    public Optional<Instant> validUntil() {
        return view.validUntil();
    }

    @Override
    public List<String> userIds() {
        return view.userIds().stream().map(Printable::line).toList();
    }

    @Override
    public List<String> addresses() {
        return view.userIds().stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(id -> id.group(1))
                .toList();
    }

    @Override
    public boolean saysRevoked() {
        return view.revoked();
    }

    @Override
    public Optional<String> fault() {
        return view.fault();
    }

    @Override
    public Map<String, String> particulars() {
        return Map.of();
    }

    @Override
    public String text() {
        return view.armored();
    }

    @Override
    public String suffix() {
        return ".pgp.asc";
    }
}
