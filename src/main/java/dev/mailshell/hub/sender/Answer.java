package dev.mailshell.hub.sender;

import java.util.List;
import org.xbill.DNS.Record;

/**
 * What the DNS says to one question.
 *
 * @param exists whether there is that name at all (RFC 8020)
 * @param records of the type that was asked for
 */
record Answer(boolean exists, List<Record> records) {

    Answer {
        records = List.copyOf(records);
    }
}
