package dev.mailshell.exec;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a job's program has to pass on its way: a program of the system that takes something away and then executes the next one. */
@FunctionalInterface
interface Wall {

    /** The command that puts this wall up around {@code command}. */
    List<String> around(List<String> command);

    /** One whose program executes the command behind its own arguments. */
    static Wall prefix(Path program, List<String> arguments) {
        return command -> Stream.of(List.of(program.toString()), arguments, command)
                .flatMap(List::stream)
                .toList();
    }
}
