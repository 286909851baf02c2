package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.IdentityName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roles that include others. */
class MembershipTest {

    private static final IdentityName ALICE = new IdentityName("alice");

    @Test
    @Timeout(60)
    void looksAtEachRoleOnceHoweverManyWaysLeadToIt() {
        int levels = 40;
        List<Role> roles = new ArrayList<>(List.of(including("role-0a"), including("role-0b")));
        for (int i = 1; i < levels; i++) {
            String[] below = {"role-" + (i - 1) + "a", "role-" + (i - 1) + "b"};
            roles.add(including("role-" + i + "a", below));
            roles.add(including("role-" + i + "b", below));
        }

        assertThat(rolesOfAlice(roles, "role-39a")).hasSize(2 * levels - 1).startsWith("role-39a", "role-38a");
    }

    @Test
    void findsACircleBehindARoleThatIsReachedTwice() {
        List<Role> roles =
                List.of(including("top", "left", "right"), including("left", "right"), including("right", "top"));

        assertThatThrownBy(() -> rolesOfAlice(roles, "top"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the role top includes itself");
    }

    private static List<String> rolesOfAlice(List<Role> roles, String has) {
        Membership membership = new Membership(roles, List.of(), List.of(Rules.client("alice", has)));
        return membership.clients().get(ALICE).stream().map(Role::name).toList();
    }

    private static Role including(String name, String... others) {
        return new Role(name, List.of(others), List.of(), RunProfile.NONE, Terms.NONE, false);
    }
}
