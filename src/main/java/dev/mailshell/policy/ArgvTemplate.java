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
 * text {@code {name}}; braces around anything but a name are plain text. Elements are filled one by one: how many there are depends on
 * how many values are given, and never on what is in one.
 */
public final class ArgvTemplate {

    /** The most elements. */
    public static final int MAX_ELEMENTS = 256;

    // The first alternative takes {{name}} before the second one sees the {name} in it.
    private static final Pattern PLACE =
            Pattern.compile("\\{(\\{[A-Za-z][A-Za-z0-9_-]*})}|\\{([A-Za-z][A-Za-z0-9_-]*)}");

    private final List<Element> elements;

    private record Element(List<Piece> pieces) {

        boolean isPlace() {
            return pieces.size() == 1 && pieces.get(0) instanceof Place;
        }

        String placeName() {
            return ((Place) pieces.get(0)).name();
        }

        boolean has(String name) {
            return pieces.contains(new Place(name));
        }
    }

    private sealed interface Piece permits Text, Place {}

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

    /** Whether each place of {@code name} is a whole element. */
    boolean hasOnlyWholePlacesOf(String name) {
        return elements.stream().allMatch(element -> element.isPlace() || !element.has(name));
    }

    /**
     * The template with values in their places.
     *
     * @param values those of each place. An element that is a place becomes as many as there are; one that has a place without a value
     *     is left out.
     */
    List<String> fill(Map<String, List<String>> values) {
        List<String> filled = new ArrayList<>();
        for (Element element : elements) {
            if (element.isPlace()) {
                filled.addAll(values.get(element.placeName()));
            } else if (element.pieces().stream()
                    .noneMatch(piece -> piece instanceof Place place
                            && values.get(place.name()).isEmpty())) {
                filled.add(fill(element, values));
            }
        }
        return filled;
    }

    private static String fill(Element element, Map<String, List<String>> values) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : element.pieces()) {
            filled.append(
                    piece instanceof Place place ? values.get(place.name()).get(0) : ((Text) piece).text());
        }
        return filled.toString();
    }

    private static Element parse(String element) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PLACE.matcher(element);
        int end = 0;
        while (matcher.find()) {
            addText(pieces, element.substring(end, matcher.start()));
            pieces.add(matcher.group(1) == null ? new Place(matcher.group(2)) : new Text(matcher.group(1)));
            end = matcher.end();
        }
        addText(pieces, element.substring(end));
        return new Element(List.copyOf(pieces));
    }

    private static void addText(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Text(text));
        }
    }
}
