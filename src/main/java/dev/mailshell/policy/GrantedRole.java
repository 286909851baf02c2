package dev.mailshell.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A role with the commands that it allows, found fast; shared by all that have it. */
final class GrantedRole {

    private final Role role;
    private final Map<String, CatalogCommand> commands = new LinkedHashMap<>();
    private final Optional<CatalogCommand.Shell> shell;
    private final boolean needsCode;

    /** @throws IllegalArgumentException if {@code role} allows what is not in {@code catalog} */
    GrantedRole(Role role, Map<String, CatalogCommand> catalog) {
        this.role = role;
        role.allow().forEach(name -> commands.put(name, Names.required(catalog, name)));
        this.shell = commands.values().stream()
                .filter(CatalogCommand.Shell.class::isInstance)
                .map(CatalogCommand.Shell.class::cast)
                .findFirst();
        this.needsCode = role.terms().totp()
                || commands.values().stream()
                        .anyMatch(command -> command.entry().terms().totp());
    }

    Role role() {
        return role;
    }

    /** By name, in the order of the role. */
    Map<String, CatalogCommand> commands() {
        return commands;
    }

    /** Whether it, or a command that it allows, takes a one-time code. */
    boolean needsCode() {
        return needsCode;
    }

    Optional<CatalogCommand.Shell> shell() {
        return shell;
    }
}
