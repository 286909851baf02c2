package dev.mailshell.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program and its arguments with places for values: {@code {name}} alone or inside an element. {@code {{name}}} writes the
 * text {@code {name}}; braces around anything but a name are plain text. Elements are filled one by one, so that the number
 * of elements is the same whatever the values are.
 */
public final class ArgvTemplate {

    /** The most elements. */
    public static final int MAX_ELEMENTS = 256;

    // The first alternative takes {{name}} before the second one sees the {name} in it.
    private static final Pattern PLACE =
            Pattern.compile("\\{(\\{[A-Za-z][A-Za-z0-9_-]*})}|\\{([A-Za-z][A-Za-z0-9_-]*)}");

    private final List<Element> elements;

    private record Element(List<Piece> pieces) {}

    private sealed interface Piece {}

    private record Text(String text) implements Piece {}

    private record Place(String name) implements Piece {}

    /** @throws IllegalArgumentException if there is no element or too many, or the first is not a plain absolute path */
    public ArgvTemplate(List<String> template) {
        if (template.isEmpty() || template.size() > MAX_ELEMENTS) {
            throw new IllegalArgumentException("not 1 to " + MAX_ELEMENTS + " elements");
        }
        if (!template.get(0).startsWith("/") || !placesIn(template.get(0)).isEmpty()) {
            throw new IllegalArgumentException("the program is not an absolute path without placeholders");
        }
        this.elements = template.stream().map(ArgvTemplate::parse).toList();
    }

    /** The names that {@code element} has a place for. */
    public static Set<String> placesIn(String element) {
        return parse(element).pieces().stream()
                .filter(Place.class::isInstance)
                .map(piece -> ((Place) piece).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> places() {
        return elements.stream()
                .flatMap(element -> element.pieces().stream())
                .filter(Place.class::isInstance)
                .map(piece -> ((Place) piece).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One element for each of the template; {@code values} has a value for each place. */
    List<String> fill(Map<String, String> values) {
        return elements.stream().map(element -> fill(element, values)).toList();
    }

    private static String fill(Element element, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : element.pieces()) {
            filled.append(piece instanceof Place place ? values.get(place.name()) : ((Text) piece).text());
        }
        return filled.toString();
    }

    private static Element parse(String element) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PLACE.matcher(element);
        int end = 0;
        while (matcher.find()) {
            pieces.add(new Text(element.substring(end, matcher.start())));
            pieces.add(matcher.group(1) == null ? new Place(matcher.group(2)) : new Text(matcher.group(1)));
            end = matcher.end();
        }
        pieces.add(new Text(element.substring(end)));
        return new Element(List.copyOf(pieces));
    }
}
