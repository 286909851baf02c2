package dev.mailshell.cli;

import dev.mailshell.config.Owner;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that say whose key it is. */
@Command
final class PeerOptions {

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "In the home of a server: the client whose key it is.")
    private String client;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "In the home of a client: the server whose key it is.")
    private String server;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where mail to a new party goes (default: the only mail address in the key).")
    private String address;

    /** @throws CommandFailure unless exactly that one of the options is given that {@code owner} has peers of */
    IdentityName name(Owner owner) throws CommandFailure {
        boolean ofServer = owner.role().runsCommands();
        String option = ofServer ? "--client" : "--server";
        String value = ofServer ? client : server;
        if (value == null || (ofServer ? server : client) != null) {
            throw new CommandFailure(
                    "this is the home of the " + owner.role() + " "
                            + owner.identity().name() + " (expected " + option + " NAME, and that alone)",
                    "a server trusts clients, a client trusts servers; --home names another home");
        }
        IdentityName name = Arguments.name(option + " is not a name", value, "for example: " + option + " bob");
        if (name.equals(owner.identity().name())) {
            throw new CommandFailure(
                    option + " is the name of this home itself (was " + name + ")", "give it another name");
        }
        return name;
    }

    /**
     * Where mail to the party goes: where it went before, or as the option says, or as {@code key} does.
     *
     * @param folder of the party; it may not exist, and was read before if it does
     */
    MailAddress address(Path folder, KeyMaterial key) throws CommandFailure, IOException {
        if (Files.exists(folder)) {
            return known(folder.resolve("address"));
        }
        if (address != null) {
            return parse("--address", address);
        }
        List<String> said = key.addresses().stream().distinct().toList();
        if (said.size() != 1) {
            throw new CommandFailure(
                    "the key names "
                            + (said.isEmpty()
                                    ? "no mail address"
                                    : "several mail addresses: " + String.join(", ", said)),
                    "say where mail goes: --address ADDRESS");
        }
        return parse("the mail address in the key", said.get(0));
    }

    private MailAddress known(Path file) throws CommandFailure, IOException {
        MailAddress known = new MailAddress(Files.readString(file).strip());
        if (address != null && !known.equals(parse("--address", address))) {
            throw new CommandFailure(
                    "--address is another than the one that mail goes to (was " + address + ", expected " + known + ")",
                    "leave it out; to change it, write it into " + file);
        }
        return known;
    }

    private static MailAddress parse(String what, String value) throws CommandFailure {
        return Arguments.address(what, value, "say where mail goes: --address ADDRESS");
    }
}
