package dev.mailshell.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a route file.
 *
 * @param path the keys that lead to it, the outermost first; lists have none
 */
record RouteNode(RouteFile file, List<String> path, Node yaml) {

    /** The key that it is the value of; empty at the top. */
    String key() {
        return key(1);
    }

    /** The key of the mapping around it; empty at the top. */
    String parent() {
        return key(2);
    }

    private String key(int fromEnd) {
        return path.size() < fromEnd ? "" : path.get(path.size() - fromEnd);
    }

    /** What is written, without quotes; empty for a list or a mapping. */
    String text() {
        return yaml instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The value of {@code key} in this mapping. */
    Optional<RouteNode> child(String key) {
        return children()
                .filter(child -> yaml instanceof MappingNode && child.key().equals(key))
                .findFirst();
    }

    /** The elements of a list, the values of a mapping; none of what holds itself. */
    Stream<RouteNode> children() {
        if (yaml.isRecursive()) {
            return Stream.of();
        }
        if (yaml instanceof SequenceNode list) {
            return list.getValue().stream().map(element -> new RouteNode(file, path, element));
        }
        return entries().map(entry -> new RouteNode(file, below(entry), entry.getValueNode()));
    }

    /** The keys of a mapping, as words of the file; the path is that of the mapping. */
    Stream<RouteNode> keys() {
        return entries().map(entry -> new RouteNode(file, path, entry.getKeyNode()));
    }

    private Stream<NodeTuple> entries() {
        return yaml instanceof MappingNode mapping ? mapping.getValue().stream() : Stream.of();
    }

    private List<String> below(NodeTuple entry) {
        List<String> longer = new ArrayList<>(path);
        longer.add(entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "");
        return longer;
    }

    /** This and every value in it. */
    Stream<RouteNode> all() {
        return Stream.concat(Stream.of(this), children().flatMap(RouteNode::all));
    }

    /** A fault of the whole value. */
    RouteProblem problem(String fact, String hint) {
        return file.problem(start(), fact, hint, null);
    }

    /** Where it begins in the text of the file. */
    int start() {
        return offset(yaml.getStartMark());
    }

    /** Where {@code word} begins in the text of the file; where the value begins, if it is not written there. */
    int startOf(String word) {
        Matcher matcher = whole(word).matcher(file.text()).region(start(), offset(yaml.getEndMark()));
        return matcher.find() ? matcher.start() : start();
    }

    /** Whether {@code word} is in it, neither longer nor with another name before a dot. */
    boolean mentions(String word) {
        return whole(word).matcher(text()).find();
    }

    private static Pattern whole(String word) {
        return Pattern.compile("(?<![A-Za-z0-9.-])" + Pattern.quote(word) + "(?![A-Za-z0-9-])");
    }

    private int offset(Optional<Mark> mark) {
        return file.offset(mark.orElseThrow());
    }
}
