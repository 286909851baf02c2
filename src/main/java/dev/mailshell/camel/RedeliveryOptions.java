package dev.mailshell.camel;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The values of a {@code redeliveryPolicy}. Camel reads most of them only when something has failed. */
final class RedeliveryOptions {

    private static final Map<String, OptionKind> KINDS = Map.ofEntries(
            Map.entry("maximumRedeliveries", OptionKind.NUMBER),
            Map.entry("redeliveryDelay", OptionKind.NUMBER),
            Map.entry("maximumRedeliveryDelay", OptionKind.NUMBER),
            Map.entry("retryAttemptedLogInterval", OptionKind.NUMBER),
            Map.entry("backOffMultiplier", OptionKind.FRACTION),
            Map.entry("collisionAvoidanceFactor", OptionKind.FRACTION),
            Map.entry("retriesExhaustedLogLevel", OptionKind.LEVEL),
            Map.entry("retryAttemptedLogLevel", OptionKind.LEVEL),
            Map.entry("asyncDelayedRedelivery", OptionKind.SWITCH),
            Map.entry("useExponentialBackOff", OptionKind.SWITCH),
            Map.entry("useCollisionAvoidance", OptionKind.SWITCH),
            Map.entry("logRetryAttempted", OptionKind.SWITCH),
            Map.entry("logStackTrace", OptionKind.SWITCH),
            Map.entry("logRetryStackTrace", OptionKind.SWITCH),
            Map.entry("logHandled", OptionKind.SWITCH),
            Map.entry("logNewException", OptionKind.SWITCH),
            Map.entry("logContinued", OptionKind.SWITCH),
            Map.entry("logExhausted", OptionKind.SWITCH),
            Map.entry("logExhaustedMessageHistory", OptionKind.SWITCH),
            Map.entry("logExhaustedMessageBody", OptionKind.SWITCH),
            Map.entry("disableRedelivery", OptionKind.SWITCH),
            Map.entry("allowRedeliveryWhileStopping", OptionKind.SWITCH));

    private RedeliveryOptions() {}

    /** @throws RouteProblem for the first value that is not what it must be */
    static void check(List<RouteFile> files, CamelContext context) throws RouteProblem {
        for (RouteNode node : files.stream().flatMap(RouteFile::nodes).toList()) {
            if (node.parent().equals("redeliveryPolicy") && KINDS.containsKey(node.key())) {
                KINDS.get(node.key()).require(node.text(), node, context);
            }
        }
    }
}
