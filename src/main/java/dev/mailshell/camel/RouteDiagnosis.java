package dev.mailshell.camel;

import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Finds the word that Camel complains about in the files. Camel names the route that could not be made; the word may stand in another
 * file, that of the error handling.
 */
final class RouteDiagnosis {

    private final RouteWords words;
    private final Exception failure;
    private final List<Throwable> causes;

    private RouteDiagnosis(Exception failure, List<RouteFile> files) {
        this.failure = failure;
        this.causes = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .toList();
        this.words = new RouteWords(files);
    }

    /** @param files those that Camel has been given; only one, if the failure is about that one */
    static RouteProblem of(Exception failure, List<RouteFile> files) {
        RouteDiagnosis diagnosis = new RouteDiagnosis(failure, files);
        return diagnosis
                .cause(RouteProblem.class)
                .or(diagnosis::ofYaml)
                .or(diagnosis::ofWord)
                .or(diagnosis::ofExpression)
                .or(diagnosis::ofOption)
                .or(diagnosis::ofType)
                .or(diagnosis::ofRoute)
                .or(diagnosis::ofFile)
                .orElseGet(() -> new RouteProblem("routes", diagnosis.fact(), "see the log", failure));
    }

    private Optional<RouteProblem> ofYaml() {
        return words.only()
                .flatMap(file -> cause(MarkedYamlEngineException.class).map(fault -> file.problem(fault, failure)));
    }

    private Optional<RouteProblem> ofWord() {
        String messages = causes.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
        return NamedWord.ALL.stream()
                .map(named -> named.find(messages).flatMap(word -> words.find(named.key(), word)
                        .map(node -> problem(node, node.startOf(word), named.fact() + " " + word))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<RouteProblem> ofExpression() {
        return cause(SimpleIllegalSyntaxException.class).flatMap(fault -> words.find("simple", fault.getExpression())
                .map(node -> problem(
                        node,
                        node.startOf(fault.getExpression()) + Math.max(0, fault.getIndex()),
                        fault.getShortMessage())));
    }

    private Optional<RouteProblem> ofOption() {
        return cause(PropertyBindingException.class)
                .flatMap(fault -> ofValue(fault.getPropertyName(), String.valueOf(fault.getValue())));
    }

    private Optional<RouteProblem> ofType() {
        return cause(NoTypeConversionAvailableException.class)
                .flatMap(fault -> ofValue("", String.valueOf(fault.getValue())));
    }

    private Optional<RouteProblem> ofValue(String key, String value) {
        String fact = cause(NoTypeConversionAvailableException.class)
                .map(fault -> expected(fault.getToType()) + value)
                .orElse(fact());
        return words.find(key, value).map(node -> problem(node, node.startOf(value), fact));
    }

    private static String expected(Class<?> type) {
        return type == Class.class
                ? "unknown class "
                : "not a " + type.getSimpleName().toLowerCase(Locale.ROOT) + ": ";
    }

    /** Where at least the route begins that cannot be made. */
    private Optional<RouteProblem> ofRoute() {
        return cause(FailedToCreateRouteException.class)
                .map(FailedToCreateRouteException::getRouteId)
                .or(() -> cause(FailedToStartRouteException.class).map(FailedToStartRouteException::getRouteId))
                .flatMap(id -> words.find("id", id))
                .map(node -> problem(node, node.start(), fact()));
    }

    /** The one file that it can only be, or all that are not ours. */
    private Optional<RouteProblem> ofFile() {
        return words.only()
                .map(file -> file.problem(0, fact(), file.hint(), failure))
                .or(() -> words.own().map(file -> file.problem(0, fact(), words.suspects(), failure)));
    }

    private RouteProblem problem(RouteNode node, int offset, String fact) {
        String hint = node.file().isOwn() || words.own().isEmpty() ? node.file().hint() : words.suspects();
        return node.file().problem(offset, fact, hint, failure);
    }

    /** What the innermost cause says, in one line; but for that of a socket, which does not say where it was to listen. */
    private String fact() {
        int innermost = causes.size() - 1;
        boolean isSocket = causes.get(innermost) instanceof SocketException && innermost > 0;
        String message = causes.get(isSocket ? innermost - 1 : innermost).getMessage();
        return message == null ? "cannot be used" : message.lines().findFirst().orElse("cannot be used");
    }

    private <T extends Throwable> Optional<T> cause(Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
