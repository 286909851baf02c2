package dev.mailshell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int MOST = 40;

    /** The leaves and roots of the tests of Certificate Transparency (RFC 6962), which others have made. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheRootsThatOthersHave() {
        List<byte[]> leaves =
                LEAVES.stream().map(leaf -> HexFormat.of().parseHex(leaf)).toList();
        Grown grown = Grown.of(leaves);

        for (int size = 1; size <= leaves.size(); size++) {
            assertThat(grown.tree().root(size)).hasToString(ROOTS.get(size - 1));
            assertThat(grown.heads().get(size - 1)).isEqualTo(new TreeHead(size, new Sha256(ROOTS.get(size - 1))));
        }
    }

    @Test
    void provesThatEachTreeExtendsEachSmallerOne() {
        Grown grown = Grown.of(leaves("entry", MOST));

        forEachPair((from, to) -> assertThat(Consistency.isProved(
                        grown.heads().get(from - 1), grown.heads().get(to - 1), grown.path(from, to)))
                .as("%s to %s", from, to)
                .isTrue());
    }

    @Test
    void provesNothingOfATreeWithAnotherEntry() {
        Grown grown = Grown.of(leaves("entry", MOST));
        for (int changed = 0; changed < 8; changed++) {
            List<byte[]> leaves = new ArrayList<>(leaves("entry", MOST));
            leaves.set(changed, new byte[] {1});
            Grown other = Grown.of(leaves);
            int first = changed + 1;
            forEachPair((from, to) -> assertThat(from >= first
                            && Consistency.isProved(
                                    grown.heads().get(from - 1), other.heads().get(to - 1), other.path(from, to)))
                    .as("%s to %s", from, to)
                    .isFalse());
        }
    }

    @Test
    void refusesAProofThatIsCutOrLongerOrOfOtherSizes() {
        Grown grown = Grown.of(leaves("entry", MOST));

        forEachPair((from, to) -> {
            TreeHead older = grown.heads().get(from - 1);
            TreeHead newer = grown.heads().get(to - 1);
            List<Sha256> path = grown.path(from, to);
            List<Sha256> longer = new ArrayList<>(path);
            longer.add(newer.root());
            assertThat(Consistency.isProved(older, newer, longer)).isFalse();
            if (from < to) {
                assertThat(Consistency.isProved(older, newer, path.subList(0, path.size() - 1)))
                        .isFalse();
                assertThat(Consistency.isProved(newer, older, path)).isFalse();
            }
        });
    }

    @Test
    void needsNoMoreHashesThanTheTreeHasLevelsAndOne() {
        Grown grown = Grown.of(leaves("entry", MOST));

        forEachPair((from, to) -> assertThat(grown.path(from, to))
                .hasSizeLessThanOrEqualTo(Integer.SIZE - Integer.numberOfLeadingZeros(to) + 1));
    }

    private static void forEachPair(Pair pair) {
        for (int to = 1; to <= MOST; to++) {
            for (int from = 1; from <= to; from++) {
                pair.check(from, to);
            }
        }
    }

    private static List<byte[]> leaves(String name, int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add((name + i).getBytes(StandardCharsets.US_ASCII));
        }
        return leaves;
    }

    @FunctionalInterface
    private interface Pair {
        void check(int from, int to);
    }

    /** A tree that has grown leaf by leaf, with its head at each size. */
    private record Grown(List<List<Sha256>> completed, List<TreeHead> heads) {

        static Grown of(List<byte[]> leaves) {
            GrowingTree tree = new GrowingTree();
            Grown grown = new Grown(new ArrayList<>(), new ArrayList<>());
            for (byte[] leaf : leaves) {
                grown.completed().add(tree.add(TreeHash.ofLeaf(leaf)));
                grown.heads().add(tree.head());
            }
            return grown;
        }

        MerkleTree<RuntimeException> tree() {
            return new MerkleTree<>((level, index) ->
                    completed.get(Math.toIntExact(((index + 1) << level) - 1)).get(level));
        }

        List<Sha256> path(int from, int to) {
            return tree().consistency(from, to);
        }
    }
}
