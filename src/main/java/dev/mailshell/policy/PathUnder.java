package dev.mailshell.policy;

import java.util.Optional;

/**
 * The path of something that exists in or below a directory, once all links are followed. A relative one begins at the directory. What
 * the program gets is where it leads to.
 *
 * @param directory absolute
 * @param kind what it has to be; empty for anything
 * @param tree asked at each check
 */
public record PathUnder(String directory, Optional<FileTree.Kind> kind, FileTree tree) implements ValueType {

    /** @throws IllegalArgumentException if {@code directory} is not absolute */
    public PathUnder {
        if (!directory.startsWith("/")) {
            throw new IllegalArgumentException("the directory is not an absolute path");
        }
    }

    @Override
    public Checked check(String value) {
        if (value.isEmpty()) {
            return differs(value);
        }
        Optional<FileTree.Place> root = tree.find(directory);
        Optional<FileTree.Place> place = tree.find(value.startsWith("/") ? value : directory + "/" + value);
        return root.isPresent() && place.isPresent() && isBelow(root.get(), place.get()) && suits(place.get())
                ? new Checked.Accepted(place.get().path())
                : differs(value);
    }

    private static boolean isBelow(FileTree.Place root, FileTree.Place place) {
        String beginning = root.path().endsWith("/") ? root.path() : root.path() + "/";
        return place.path().equals(root.path()) || place.path().startsWith(beginning);
    }

    private boolean suits(FileTree.Place place) {
        return kind.isEmpty() || kind.get() == place.kind();
    }

    @Override
    public String expected() {
        return "the path of "
                + kind.map(wanted -> wanted == FileTree.Kind.DIRECTORY ? "a directory" : "a file")
                        .orElse("something")
                + " that exists under " + Quoted.shortened(directory);
    }
}
