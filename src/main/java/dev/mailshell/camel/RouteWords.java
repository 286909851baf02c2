package dev.mailshell.camel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a word is written in several files, the home's own before the built-in ones. */
final class RouteWords {

    private final List<RouteFile> files;

    RouteWords(List<RouteFile> files) {
        this.files = files.stream()
                .sorted(Comparator.comparing(RouteFile::isOwn).reversed())
                .toList();
    }

    /** The file, if there is only one. */
    Optional<RouteFile> only() {
        return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
    }

    /** The best place in the first file that has one: behind {@code key}, else alone, else within a longer text. */
    Optional<RouteNode> find(String key, String word) {
        return files.stream().flatMap(file -> find(file, key, word)).findFirst();
    }

    private static Stream<RouteNode> find(RouteFile file, String key, String word) {
        List<RouteNode> nodes = file.nodes()
                .flatMap(node -> Stream.concat(node.keys(), Stream.of(node)))
                .toList();
        Stream<Predicate<RouteNode>> tests = Stream.of(
                node -> node.text().equals(word)
                        && (node.key().equals(key) || node.parent().equals(key)),
                node -> node.text().equals(word),
                node -> node.mentions(word));
        return tests.flatMap(test -> nodes.stream().filter(test));
    }

    /** The first file of the home's own. */
    Optional<RouteFile> own() {
        return files.stream().filter(RouteFile::isOwn).findFirst();
    }

    /** What to do about a fault that is in one of the home's own files, of which there is at least one. */
    String suspects() {
        return files.stream()
                .filter(RouteFile::isOwn)
                .map(RouteFile::name)
                .collect(Collectors.joining(", ", "look for the fault in the files of the home: ", ""));
    }
}
