package dev.mailshell.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
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
import org.snakeyaml.engine.v2.parser.Parser;

/** Reads YAML 1.2 as a tree of one plain document: no anchors, no aliases, no tags, not deep. */
final class PolicyFileYaml {

    private static final int MAX_DEPTH = 16;
    private static final String PLAIN = "write it out in full, without anchors, aliases and tags";

    private final PolicyFileFindings findings;
    private final String syntaxHint;
    private final LoadSettings settings = LoadSettings.builder()
            .setCodePointLimit(PolicyFile.MAX_BYTES)
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(0)
            .build();

    PolicyFileYaml(PolicyFileFindings findings) {
        this(findings, "look at the indentation, quotes and brackets");
    }

    /** @param syntaxHint what to do where it is not YAML */
    PolicyFileYaml(PolicyFileFindings findings, String syntaxHint) {
        this.findings = findings;
        this.syntaxHint = syntaxHint;
    }

    /** The root; empty if there is none, or if there was an error. */
    Optional<Node> read(String text) {
        try {
            // Without recursion, so the depth is known before anything recurses; kept, since parsing takes the time.
            List<Event> events = scanned(new Parse(settings).parseString(text));
            return findings.hasErrors()
                    ? Optional.empty()
                    : new Composer(settings, new ParsedEvents(events)).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            findings.error(e.getProblemMark(), "not YAML: " + e.getProblem(), syntaxHint);
        } catch (YamlEngineException e) {
            findings.error(
                    Optional.empty(),
                    "not YAML: it holds a character that YAML does not have",
                    "look for a control character, and remove it");
        }
        return Optional.empty();
    }

    /** All events, or those before what nobody looks beyond. */
    private List<Event> scanned(Iterable<Event> events) {
        List<Event> scanned = new ArrayList<>();
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            scanned.add(event);
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                findings.error(event.getStartMark(), "a second document (expected one)", "put all into one document");
                break;
            }
            refuseIndirect(event);
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                findings.error(
                        event.getStartMark(),
                        "nested too deep (expected at most " + MAX_DEPTH + " levels)",
                        "look for brackets that nothing closes");
                break;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return scanned;
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

    /** What was parsed before, for a composer. */
    private static final class ParsedEvents implements Parser {

        private final List<Event> events;
        private int next;

        ParsedEvents(List<Event> events) {
            this.events = events;
        }

        @Override
        public boolean checkEvent(Event.ID id) {
            return hasNext() && peekEvent().getEventId() == id;
        }

        @Override
        public Event peekEvent() {
            return events.get(next);
        }

        @Override
        public boolean hasNext() {
            return next < events.size();
        }

        @Override
        public Event next() {
            return events.get(next++);
        }
    }
}
