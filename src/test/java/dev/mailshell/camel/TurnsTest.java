package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.IdentityName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final IdentityName BOB = new IdentityName("bob");

    private final Turns turns = new Turns();

    @Test
    void boundsThePlacesOfEachClientByItself() {
        assertThat(place(ALICE, 1, Turns.PLACES)).containsOnly(true);
        assertThat(place(ALICE, 100, 101)).containsOnly(false);

        assertThat(place(BOB, 200, 200)).containsOnly(true);
    }

    @Test
    void boundsThePlacesOfEachLaneByItself() {
        place(ALICE, 1, Turns.PLACES + 1);

        assertThat(turns.takePlace(ALICE, Lane.EXPRESS, mail(100))).isTrue();
        turns.leave(mail(100));
        assertThat(turns.next()).isEmpty();
        turns.leave(mail(1));
        assertThat(turns.next()).containsExactly(mail(Turns.PLACES + 1));
    }

    @Test
    void keepsAFreePlaceForTheMailThatWaitsLongest() {
        place(ALICE, 1, Turns.PLACES);
        place(ALICE, 100, 101);
        turns.leave(mail(1));

        assertThat(turns.next()).containsExactly(mail(100));
        assertThat(turns.next()).isEmpty();
        assertThat(turns.takePlace(ALICE, Lane.ORDINARY, mail(102))).isFalse();
        assertThat(turns.takePlace(ALICE, Lane.ORDINARY, mail(100))).isTrue();
    }

    @Test
    void letsNoNewMailPassThoseThatWait() {
        place(ALICE, 1, Turns.PLACES);
        place(ALICE, 100, 100);
        turns.leave(mail(1));

        assertThat(turns.takePlace(ALICE, Lane.ORDINARY, mail(101))).isFalse();
        turns.leave(mail(2));
        assertThat(turns.next()).containsExactly(mail(100), mail(101));
    }

    @Test
    void freesAPlaceOnce() {
        place(ALICE, 1, Turns.PLACES);
        place(ALICE, 100, 102);

        turns.leave(mail(1));
        turns.leave(mail(1));
        turns.leave(mail(999));

        assertThat(turns.next()).containsExactly(mail(100));
    }

    @Test
    void namesWhatWaitsThoughAllPlacesWereLeft() {
        place(ALICE, 1, Turns.PLACES);
        place(ALICE, 100, 100);
        LongStream.rangeClosed(1, Turns.PLACES).forEach(id -> turns.leave(mail(id)));

        assertThat(turns.next()).containsExactly(mail(100));
    }

    private List<Boolean> place(IdentityName client, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> turns.takePlace(client, Lane.ORDINARY, mail(id)))
                .toList();
    }

    private static StoredMail mail(long id) {
        return new StoredMail(id, false);
    }
}
