package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Each dependency of the pom earns its place, and says by what. */
class DependenciesTest {

    @Test
    void eachHasAOneLineReasonBeforeIt() throws Exception {
        List<String> without = new ArrayList<>();
        int dependencies = 0;
        for (Node node = dependencies().getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element dependency) {
                dependencies++;
                String reason = reasonBefore(dependency);
                if (reason.isBlank() || reason.strip().contains("\n")) {
                    without.add(child(dependency, "artifactId").getTextContent());
                }
            }
        }

        assertThat(dependencies).isGreaterThan(20);
        assertThat(without).isEmpty();
    }

    private static String reasonBefore(Element dependency) {
        Node before = dependency.getPreviousSibling();
        while (before != null && before.getNodeType() == Node.TEXT_NODE) {
            before = before.getPreviousSibling();
        }
        return before != null && before.getNodeType() == Node.COMMENT_NODE ? before.getNodeValue() : "";
    }

    private static Element dependencies() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        return child(project, "dependencies");
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        throw new IllegalStateException("no " + name);
    }
}
