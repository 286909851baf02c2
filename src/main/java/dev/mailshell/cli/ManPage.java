package dev.mailshell.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, for section 1, in the macros of man(7). */
final class ManPage {

    private final CommandSpec command;
    private final StringBuilder roff = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** Such as {@code mailshell-keys-add}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /** @param version of the program */
    static String of(CommandSpec command, String version) {
        ManPage page = new ManPage(command);
        page.write(version);
        return page.roff.toString();
    }

    private void write(String version) {
        macro("TH", name(command).toUpperCase(Locale.ROOT), "1", "", version, "Mail Shell");
        section("NAME");
        text(name(command) + " - " + summary(command));
        section("SYNOPSIS");
        text(new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
                .synopsis(0)
                .strip());
        section("DESCRIPTION");
        text(Description.text(command.usageMessage().description()));
        parameters();
        options();
        commands();
        exitCodes();
        examples();
        seeAlso();
    }

    private void parameters() {
        if (command.positionalParameters().isEmpty()) {
            return;
        }
        section("ARGUMENTS");
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            item(parameter.paramLabel(), Description.text(parameter.description()));
        }
    }

    private void options() {
        if (command.options().isEmpty()) {
            return;
        }
        section("OPTIONS");
        for (OptionSpec option : command.options()) {
            String value = option.arity().max() == 0 ? "" : value(option);
            item(String.join(", ", option.names()) + value, Description.text(option.description()));
        }
    }

    private static String value(OptionSpec option) {
        return option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : "=" + option.paramLabel();
    }

    private void commands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (CommandLine each : command.subcommands().values()) {
            CommandSpec subcommand = each.getCommandSpec();
            item(subcommand.name(), summary(subcommand));
        }
    }

    private void exitCodes() {
        Map<String, String> table = command.usageMessage().exitCodeList();
        if (table.isEmpty()) {
            return;
        }
        section("EXIT STATUS");
        table.forEach(this::item);
    }

    private void examples() {
        List<String> examples = Examples.of(command);
        if (examples.isEmpty()) {
            return;
        }
        section("EXAMPLES");
        for (String example : examples) {
            macro("PP");
            macro("nf");
            macro("RS");
            text(example);
            macro("RE");
            macro("fi");
        }
    }

    private void seeAlso() {
        if (command.parent() == null) {
            return;
        }
        section("SEE ALSO");
        macro("BR", name(command.parent()), "(1)");
    }

    private void section(String title) {
        macro("SH", title);
    }

    private void item(String name, String description) {
        macro("TP");
        macro("B", name);
        text(description);
    }

    private void macro(String name, String... arguments) {
        roff.append('.').append(name);
        for (String argument : arguments) {
            roff.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        roff.append('\n');
    }

    /** A dot or an apostrophe at the beginning of a line would make a macro of it. */
    private void text(String text) {
        String line = escaped(text.replaceAll("\\s+", " "));
        roff.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "")
                .append(line)
                .append('\n');
    }

    /** A hyphen that is typed is no hyphen of a text. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }

    private static String summary(CommandSpec command) {
        String text = Description.text(command.usageMessage().description());
        return text.split("\\.(\\s|$)", 2)[0];
    }
}
