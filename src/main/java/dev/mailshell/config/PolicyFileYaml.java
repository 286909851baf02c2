package dev.mailshell.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML 1.2 as a tree of one plain document: no anchors, no aliases, no tags, not deep. */
final class PolicyFileYaml {

    private static final int MAX_DEPTH = 16;
    private static final String PLAIN = "write it out in full: a policy has no anchors, aliases and tags";

    private final PolicyFileFindings findings;
    private final LoadSettings settings = LoadSettings.builder()
            .setCodePointLimit(PolicyFile.MAX_BYTES)
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(0)
            .build();

    PolicyFileYaml(PolicyFileFindings findings) {
        this.findings = findings;
    }

    /** The root; empty if there is none, or if there was an error. */
    Optional<Node> read(String text) {
        try {
            // Events come without recursion, so the depth is known before anything recurses into it.
            scan(new Parse(settings).parseString(text));
            return findings.hasErrors() ? Optional.empty() : new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            findings.error(
                    e.getProblemMark(), "not YAML: " + e.getProblem(), "look at the indentation, quotes and brackets");
        } catch (YamlEngineException e) {
            findings.error(Optional.empty(), "not YAML: it holds a character that YAML does not have", "");
        }
        return Optional.empty();
    }

    private void scan(Iterable<Event> events) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                findings.error(event.getStartMark(), "a second document (expected one)", "put all into one document");
                return;
            }
            refuseIndirect(event);
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                findings.error(event.getStartMark(), "nested too deep (expected at most " + MAX_DEPTH + " levels)", "");
                return;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private void refuseIndirect(Event event) {
        if (event instanceof AliasEvent) {
            findings.error(event.getStartMark(), "an alias (expected none)", PLAIN);
        } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            findings.error(event.getStartMark(), "an anchor (expected none)", PLAIN);
        }
        if (hasTag(event)) {
            findings.error(event.getStartMark(), "a tag (expected none)", PLAIN);
        }
    }

    private static boolean hasTag(Event event) {
        return (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent collection
                        && collection.getTag().isPresent());
    }
}
