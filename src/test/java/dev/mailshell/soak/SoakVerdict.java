package dev.mailshell.soak;

import dev.mailshell.crash.Answers;
import dev.mailshell.crash.Remains;
import dev.mailshell.e2e.MailFolder;
import dev.mailshell.e2e.Replies;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What became of each command. */
final class SoakVerdict {

    private final SoakSite site;
    private final SoakCounts counts;
    private final List<String> runs;
    private final List<String> violations = new ArrayList<>();

    private SoakVerdict(SoakSite site, SoakCounts counts, List<String> runs) {
        this.site = site;
        this.counts = counts;
        this.runs = runs;
    }

    /**
     * Everything that is not as it must be, one line each.
     *
     * @param commands the words that the commands of each client write when they run, each with what else it does
     */
    static List<String> of(SoakSite site, SoakCounts counts, Path runs, Map<String, Map<String, Errand>> commands)
            throws Exception {
        SoakVerdict verdict = new SoakVerdict(site, counts, Files.readAllLines(runs));
        verdict.violations.addAll(remains(site));
        for (Map.Entry<String, Map<String, Errand>> client : commands.entrySet()) {
            verdict.judge(client.getKey(), client.getValue());
        }
        return verdict.violations;
    }

    /** What is still under way. */
    static List<String> remains(SoakSite site) throws Exception {
        List<String> remains = new ArrayList<>(Remains.ofServer(site.home(SoakSite.SERVER)));
        remains.addAll(inbox(site, SoakSite.SERVER));
        for (String client : SoakSite.CLIENTS) {
            remains.addAll(Remains.ofClient(site.home(client)));
            remains.addAll(inbox(site, client));
        }
        return remains;
    }

    private static List<String> inbox(SoakSite site, String party) throws Exception {
        int mails = new MailFolder(site.parties().environment(party), "INBOX")
                .mails()
                .size();
        return mails == 0 ? List.of() : List.of(mails + " mails in the inbox of " + party);
    }

    private void judge(String client, Map<String, Errand> sent) throws Exception {
        Map<String, List<UUID>> ids = ids(client);
        Answers mails = Answers.to(site.parties(), client, "mailshell/received");
        List<Reply> filed = new Replies(site.home(client)).all();
        for (Map.Entry<String, Errand> command : sent.entrySet()) {
            String word = command.getKey();
            List<UUID> taken = ids.getOrDefault(word, List.of());
            if (taken.size() == 1) {
                judge(
                        word,
                        command.getValue(),
                        filed.stream()
                                .filter(reply -> reply.id().equals(taken.get(0)))
                                .toList(),
                        mails);
            } else {
                violations.add(word + " was sent " + taken.size() + " times");
            }
        }
    }

    private void judge(String word, Errand errand, List<Reply> filed, Answers mails) {
        if (filed.size() != 1) {
            violations.add(word + " has " + filed.size() + " answers");
            return;
        }
        Reply answer = filed.get(0);
        counts.add("answers " + answer.status().wire());
        judgeEnding(word, errand, answer);
        int ran = Collections.frequency(runs, word);
        boolean mustHaveRun = answer.status() == FinalStatus.DONE || answer.status() == FinalStatus.FAILED;
        if (ran > 1 || (ran == 0 && mustHaveRun) || (ran > 0 && errand == Errand.DENIED)) {
            violations.add(
                    word + " ran " + ran + " times and is " + answer.status().wire());
        }
        List<Reply> came = mails.to(answer.id());
        counts.add("reply mails that came twice", (int)
                (came.size() - came.stream().map(Reply::part).distinct().count()));
        if (came.isEmpty() || came.stream().anyMatch(mail -> !mail.replyId().equals(answer.replyId()))) {
            violations.add(word + " has different answers by mail");
        }
    }

    private void judgeEnding(String word, Errand errand, Reply answer) {
        if (answer.status() == FinalStatus.INTERRUPTED) {
            return;
        }
        if (answer.status() != errand.status()) {
            violations.add(word + ", " + errand + ", is " + answer.status().wire());
        } else if (answer.status() == FinalStatus.DONE) {
            long output = answer.stdout().orElseThrow().bytes();
            if (output != errand.output()) {
                violations.add(word + ", " + errand + ", wrote " + output + " bytes");
            }
        }
    }

    /** The ids under which each word was sent; the client names the file by both. */
    private Map<String, List<UUID>> ids(String client) throws Exception {
        Map<String, List<UUID>> ids = new HashMap<>();
        try (Stream<Path> files = Files.list(site.home(client).sent())) {
            files.map(file -> file.getFileName().toString()).forEach(name -> ids.computeIfAbsent(
                            name.substring(37).replace(".json", ""), word -> new ArrayList<>())
                    .add(UUID.fromString(name.substring(0, 36))));
        }
        return ids;
    }
}
