package dev.mailshell.hub.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    @SuppressWarnings("AddressSelection") // Literals have one address.
    void isWhatOneCustomerHas(String one, String other, boolean isSame) throws Exception {
        assertThat(Network.of(InetAddress.getByName(one)).equals(Network.of(InetAddress.getByName(other))))
                .isEqualTo(isSame);
    }
}
