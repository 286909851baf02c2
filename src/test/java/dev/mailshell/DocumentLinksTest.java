package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A link in a document leads to a file that is there, and to a heading in it. */
class DocumentLinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    @Test
    void eachLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : Documents.all()) {
            Matcher link = LINK.matcher(Documents.prose(document));
            while (link.find()) {
                if (!ELSEWHERE.matcher(link.group(1)).matches()) {
                    links++;
                    if (!leadsSomewhere(document, link.group(1), link.group(2))) {
                        broken.add(document + ": " + link.group());
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void theReadmeLeadsToEachPage() throws IOException {
        String readme = Documents.prose(Path.of("README.md"));

        assertThat(Documents.ofNow())
                .filteredOn(document -> document.startsWith("docs"))
                .hasSizeGreaterThan(30)
                .allSatisfy(page -> assertThat(readme).contains("](" + page + ")"));
    }

    @Test
    void aHeadingIsLinkedToAsGithubNamesIt() {
        assertThat(anchors("# What `doctor` looks at\n## A person's own key\n## A b, c\n## A b, c\n"))
                .containsExactlyInAnyOrder("what-doctor-looks-at", "a-persons-own-key", "a-b-c", "a-b-c-1");
    }

    private static boolean leadsSomewhere(Path document, String target, String anchor) throws IOException {
        Path file =
                target.isEmpty() ? document : document.resolveSibling(target).normalize();
        return Files.exists(file)
                && (anchor == null || anchors(Documents.prose(file)).contains(anchor));
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(text).results().map(heading -> anchor(heading.group(1))).forEach(anchor -> {
            String unique = anchor;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = anchor + "-" + i;
            }
        });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
