package dev.mailshell.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A route file as it is written: YAML in which each word has its place. */
final class RouteFile {

    private final String location;
    private final String text;
    private final List<Node> documents = new ArrayList<>();

    private RouteFile(String location, String text) {
        this.location = location;
        this.text = text;
    }

    /** @throws RouteProblem if the file cannot be read, is no YAML, or holds no route or one without a start */
    static RouteFile read(Resource resource) throws RouteProblem {
        RouteFile file = new RouteFile(resource.getLocation(), text(resource));
        // What is no UTF-8 has become this character.
        int undecoded = file.text.indexOf('\uFFFD');
        if (undecoded >= 0) {
            throw file.problem(undecoded, "the file is not UTF-8 text", file.hint(), null);
        }
        file.parse();
        file.requireEntries();
        return file;
    }

    private static String text(Resource resource) throws RouteProblem {
        try (InputStream content = resource.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            RouteFile unread = new RouteFile(resource.getLocation(), "");
            throw unread.problem(0, "the file cannot be read", unread.hint(), e);
        }
    }

    private void parse() throws RouteProblem {
        LoadSettings settings = LoadSettings.builder().build();
        try {
            StandardConstructor values = new StandardConstructor(settings);
            for (Node document : new Compose(settings).composeAllFromString(text)) {
                documents.add(document);
                // Only this finds a key that is there twice, of which Camel takes the last.
                values.constructSingleDocument(Optional.of(document));
            }
        } catch (MarkedYamlEngineException e) {
            throw problem(e, e);
        } catch (ReaderException e) {
            throw problem(offset(e.getPosition()), "a character that YAML forbids", hint(), e);
        }
    }

    private void requireEntries() throws RouteProblem {
        for (Node document : documents) {
            if (!(document instanceof SequenceNode)) {
                throw new RouteNode(this, List.of(), document).problem("the file is not a list", hint());
            }
        }
        if (documents.stream().allMatch(list -> ((SequenceNode) list).getValue().isEmpty())) {
            throw problem(0, "there is no route in the file", hint(), null);
        }
        for (RouteNode node : nodes().toList()) {
            if (node.path().equals(List.of("route")) && node.child("from").isEmpty()) {
                throw node.problem("the route has no from", hint());
            }
        }
    }

    /** The name without folders. */
    String name() {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Whether it lies in the home, and not in the program. */
    boolean isOwn() {
        return location.startsWith("file:");
    }

    /** What to do about a fault in it. */
    String hint() {
        return isOwn()
                ? "correct the file, or remove it to run the built-in route of that name"
                : "the built-in routes are not as they were shipped";
    }

    String text() {
        return text;
    }

    /** Every value, outer ones before what they hold. */
    Stream<RouteNode> nodes() {
        return documents.stream().flatMap(document -> new RouteNode(this, List.of(), document).all());
    }

    /** The index in the text of where {@code mark} points to. */
    int offset(Mark mark) {
        return offset(mark.getIndex());
    }

    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    /** What a reader of the YAML complains about. */
    RouteProblem problem(MarkedYamlEngineException fault, Exception cause) {
        int offset = fault.getProblemMark().map(this::offset).orElse(0);
        return problem(offset, fault.getProblem(), hint(), cause);
    }

    /**
     * A fault in this file.
     *
     * @param offset an index in the text; one that is outside counts as its nearer end
     * @param cause may be null
     */
    RouteProblem problem(int offset, String fact, String hint, Throwable cause) {
        String before = text.substring(0, Math.max(0, Math.min(offset, text.length())));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new RouteProblem(name() + ":" + line + ":" + column, fact, hint, cause);
    }
}
