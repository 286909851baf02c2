package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritanceTest {
    @TempDir
    private Path self;

    @Test
    void readsWhatTheKernelTells() throws Exception {
        Files.writeString(
                self.resolve("status"),
                "Name:\tjava\nCapInh:\t0000000000000000\nCapAmb:\t0000000000000000\nNoNewPrivs:\t1\n");
        Files.writeString(
                self.resolve("limits"),
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              unlimited            unlimited            seconds
                Max core file size        unlimited            0                    bytes
                Max open files            1024                 4096                 files
                Max nice priority         0                    0
                """);

        Inheritance read = Inheritance.read(self);

        assertThat(read.noNewPrivileges()).isTrue();
        assertThat(read.capabilities()).isFalse();
        assertThat(read.hardLimit("Max cpu time")).isEmpty();
        assertThat(read.hardLimit("Max core file size")).hasValue(0);
        assertThat(read.hardLimit("Max open files")).hasValue(4096);
        assertThat(new ResourceLimits(read).areInherited()).isTrue();
    }

    @Test
    void noticesCapabilitiesThatAChildWouldHave() throws Exception {
        Files.writeString(self.resolve("limits"), "");
        Files.writeString(
                self.resolve("status"), "CapInh:\t0000000000000000\nCapAmb:\t0000000000000400\nNoNewPrivs:\t0\n");

        assertThat(Inheritance.read(self).capabilities()).isTrue();
        assertThat(Inheritance.read(self).noNewPrivileges()).isFalse();
    }

    @Test
    void takesNothingForInheritedWhereTheKernelTellsNothing() {
        Inheritance unknown = Inheritance.read(self.resolve("none"));

        assertThat(unknown.noNewPrivileges()).isFalse();
        assertThat(unknown.capabilities()).isTrue();
        assertThat(new ResourceLimits(unknown).areInherited()).isFalse();
    }
}
