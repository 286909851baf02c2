package dev.mailshell.hub.user;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.MailAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a users file, line by line: what is no user, such as a comment, stays as it is. */
final class UserLines {

    /** Enough for a person; a file of another kind would have as many as lines. */
    private static final int MOST_PROBLEMS = 20;

    /** A line, and the user that it is. */
    record Line(String text, Optional<User> user) {}

    private final List<Line> lines;

    private UserLines(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** @throws ConfigFailure with the first lines that are wrong; {@code name} is what the file is called */
    static UserLines parse(String name, String text) throws ConfigFailure {
        List<Problem> problems = new ArrayList<>();
        Map<MailAddress, Integer> numbers = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int number = lines.size() + 1;
            UserLine reader = new UserLine(name + ":" + number, problems);
            Optional<User> user = reader.read(line);
            user.ifPresent(one -> {
                Integer before = numbers.putIfAbsent(one.account().address(), number);
                if (before != null) {
                    reader.refuseSecond(one.account().address(), before);
                }
            });
            lines.add(new Line(line, user));
            if (problems.size() >= MOST_PROBLEMS) {
                break;
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigFailure(problems);
        }
        return new UserLines(lines);
    }

    /** By address, in the order of the file. */
    Map<MailAddress, User> users() {
        Map<MailAddress, User> users = new LinkedHashMap<>();
        lines.forEach(
                line -> line.user().ifPresent(user -> users.put(user.account().address(), user)));
        return users;
    }

    /** With {@code user} in the place of the line of the same address, or else at the end. */
    UserLines with(User user) {
        Line line = new Line(user.line(), Optional.of(user));
        MailAddress address = user.account().address();
        List<Line> changed = new ArrayList<>(lines);
        changed.replaceAll(one -> isOf(address, one) ? line : one);
        if (!changed.contains(line)) {
            changed.add(line);
        }
        return new UserLines(changed);
    }

    UserLines without(MailAddress address) {
        return new UserLines(lines.stream().filter(line -> !isOf(address, line)).toList());
    }

    private static boolean isOf(MailAddress address, Line line) {
        return line.user()
                .filter(user -> user.account().address().equals(address))
                .isPresent();
    }

    String text() {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }
}
