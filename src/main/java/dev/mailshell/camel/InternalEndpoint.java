package dev.mailshell.camel;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint by which the routes of a party refer to one another.
 *
 * @param name such as {@code direct:send-reply}, without options
 * @param place where the name is written
 */
record InternalEndpoint(String name, RouteNode place) {

    private static final Pattern URI = Pattern.compile("(direct|seda)(?::(?://)?([^?]+))?(?:\\?.*)?");
    private static final Pattern NAME = Pattern.compile("[a-z]+:[A-Za-z0-9._-]+");

    /** The endpoint of a {@code from} or a step, written as a uri or as a uri and parameters; empty for any other. */
    static Optional<InternalEndpoint> of(RouteNode node) {
        RouteNode uri = node.child("uri").orElse(node);
        Matcher matcher = URI.matcher(uri.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<RouteNode> place = matcher.group(2) == null ? parameter(node) : Optional.of(uri);
        return place.map(at -> new InternalEndpoint(
                        matcher.group(1) + ":" + Objects.requireNonNullElse(matcher.group(2), at.text()), at))
                .filter(endpoint -> NAME.matcher(endpoint.name()).matches());
    }

    /** The name, if it is a parameter: "uri: direct" with "name: b" is the long form of "uri: direct:b". */
    private static Optional<RouteNode> parameter(RouteNode node) {
        return node.child("parameters").flatMap(parameters -> parameters.child("name"));
    }
}
