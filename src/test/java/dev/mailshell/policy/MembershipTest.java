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
    private static final IdentityName BOB = new IdentityName("bob");
    private static final IdentityName CAROL = new IdentityName("carol");

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

    @Test
    void refusesANameThatIsThereTwice() {
        Role viewer = including("viewer");
        Group ops = new Group("ops", List.of(ALICE), List.of());
        ClientEntry alice = Rules.client("alice");

        assertRefused(List.of(viewer, viewer), List.of(), List.of(), "viewer is there twice");
        assertRefused(List.of(), List.of(ops, ops), List.of(alice), "ops is there twice");
        assertRefused(List.of(), List.of(), List.of(alice, alice), "alice is there twice");
    }

    @Test
    void refusesANameThatIsNotThere() {
        Group ops = new Group("ops", List.of(ALICE), List.of());

        assertRefused(List.of(), List.of(ops), List.of(), "alice is not there");
        assertRefused(List.of(), List.of(), List.of(Rules.client("alice", "viewer")), "viewer is not there");
        assertThatThrownBy(() -> new Membership(List.of(), List.of(), List.of()).named(List.of("alice")))
                .hasMessage("alice is not there");
    }

    private static void assertRefused(List<Role> roles, List<Group> groups, List<ClientEntry> clients, String message) {
        assertThatThrownBy(() -> new Membership(roles, groups, clients))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void findsThoseWhomARoleAGroupOrTheirOwnNameStandsFor() {
        Membership membership = new Membership(
                List.of(including("lead", "viewer"), including("viewer")),
                List.of(new Group("ops", List.of(CAROL), List.of("lead"))),
                List.of(Rules.client("alice", "viewer"), Rules.client("bob"), Rules.client("carol")));

        assertThat(membership.named(List.of("lead"))).containsExactly(CAROL);
        assertThat(membership.named(List.of("viewer"))).containsExactlyInAnyOrder(ALICE, CAROL);
        assertThat(membership.named(List.of("ops"))).containsExactly(CAROL);
        assertThat(membership.named(List.of("bob", "ops"))).containsExactlyInAnyOrder(BOB, CAROL);
    }

    private static List<String> rolesOfAlice(List<Role> roles, String has) {
        Membership membership = new Membership(roles, List.of(), List.of(Rules.client("alice", has)));
        return membership.clients().get(ALICE).stream().map(Role::name).toList();
    }

    private static Role including(String name, String... others) {
        return new Role(name, List.of(others), List.of(), RunProfile.NONE, Terms.NONE, false);
    }
}
