package dev.mailshell.crash;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The moments around each command to a mail server that changes something there: right before it leaves, and once its answer has come.
 * The mail library shows each line to its logger before it sends it, and each that it has read before it acts on it.
 */
final class MailMoments extends Handler {

    /** The mail server has the whole mail, and its answer says so. */
    static final String ACCEPTED = "after SMTP accepted the mail";

    private static final Pattern COMMAND = Pattern.compile("([A-Z]+[0-9]+) (?:UID )?(COPY|MOVE|STORE|EXPUNGE)\\b.*");
    private static final Pattern ANSWER = Pattern.compile("([A-Z]+[0-9]+) (?:OK|NO|BAD)\\b.*");

    private final Moments moments;
    private final Map<String, String> open = new HashMap<>();
    /** Held, since the loggers themselves are held weakly. */
    private final Logger imap = Logger.getLogger("org.eclipse.angus.mail.imap.protocol");

    private final Logger smtp = Logger.getLogger("org.eclipse.angus.mail.smtp.protocol");
    private boolean mailSent;

    private MailMoments(Moments moments) {
        this.moments = moments;
        setLevel(Level.ALL);
    }

    static MailMoments watch(Moments moments) {
        MailMoments watching = new MailMoments(moments);
        for (Logger logger : new Logger[] {watching.imap, watching.smtp}) {
            logger.setLevel(Level.FINEST);
            logger.setUseParentHandlers(false);
            logger.addHandler(watching);
        }
        return watching;
    }

    @Override
    public synchronized void publish(LogRecord line) {
        String text = line.getMessage();
        if (smtp.getName().equals(line.getLoggerName())) {
            sayToSmtp(text);
        } else {
            sayToImap(text);
        }
    }

    private void sayToImap(String line) {
        Matcher command = COMMAND.matcher(line);
        Matcher answer = ANSWER.matcher(line);
        if (command.matches()) {
            open.put(command.group(1), command.group(2));
            moments.reached("before IMAP " + command.group(2));
        } else if (answer.matches() && open.containsKey(answer.group(1))) {
            moments.reached("after IMAP " + open.remove(answer.group(1)));
        }
    }

    private void sayToSmtp(String line) {
        if (line.equals("DATA")) {
            moments.reached("before SMTP DATA");
        } else if (line.equals(".")) {
            moments.reached("before SMTP has the end of the mail");
            mailSent = true;
        } else if (mailSent && line.startsWith("250 ")) {
            mailSent = false;
            moments.reached(ACCEPTED);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
