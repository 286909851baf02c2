package dev.mailshell.dist;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The image that the Dockerfile describes, made and run without a container engine: each instruction of its last stage is carried out, on the
 * programs of this machine in the place of those of the base image. Needs root.
 */
final class HandMadeImage {

    private static final String JAVA = "/opt/java/openjdk";
    private static final List<String> SETTINGS = List.of(
            "passwd",
            "group",
            "shadow",
            "gshadow",
            "login.defs",
            "nsswitch.conf",
            "hosts",
            "resolv.conf",
            "ld.so.cache",
            "java-17-openjdk",
            "java-21-openjdk",
            "ssl");

    /** $1 is the root; $2 how it is mounted; $3 mounts, a line each, folder and place; then what is executed in there. */
    private static final String ENTER =
            """
            root=$1 mode=$2 mounts=$3; shift 3
            mount --bind "$root" "$root"
            mount --rbind /proc "$root/proc"
            mount --rbind /dev "$root/dev"
            # While it is made, /tmp is a folder as others; for a container, as an engine mounts what is asked for by tmpfs.
            if [ "$mode" = ro ]; then
              mount -t tmpfs -o noexec,nosuid,nodev,mode=1777 tmpfs "$root/tmp"
            fi
            while read -r folder place options; do
              [ -n "$folder" ] || continue
              mkdir -p "$root$place"
              mount --bind "$folder" "$root$place"
              [ -z "$options" ] || mount -o "remount,bind,$options" "$root$place"
            done <<<"$mounts"
            mount -o "remount,bind,$mode" "$root"
            exec chroot "$root" "$@"
            """;

    private final Path root;

    /** Over the machine's own, which lies below the /usr that is mounted. */
    private final Path local;

    private final Dockerfile stage;
    private final String user;

    private HandMadeImage(Path folder, Dockerfile stage) {
        this.root = folder.resolve("root");
        this.local = folder.resolve("local");
        this.stage = stage;
        this.user = stage.variables("ARG").get("UID");
    }

    /** Skips the calling test where it cannot be made. */
    static void assumePossible() {
        Prerequisite.require("root".equals(System.getProperty("user.name")), "mounts (needs root)");
    }

    /** Carries out the last stage below {@code folder}. */
    static HandMadeImage make(Path folder) throws IOException, InterruptedException {
        HandMadeImage image = new HandMadeImage(folder, Dockerfile.read().stage(2));
        image.layOutBase();
        for (Dockerfile.Instruction instruction : image.stage.instructions()) {
            switch (instruction.keyword()) {
                case "COPY" -> image.copy(instruction.arguments());
                case "RUN" -> image.run(instruction.arguments());
                default -> {
                    // Nothing happens to files.
                }
            }
        }
        return image;
    }

    private void layOutBase() throws IOException, InterruptedException {
        for (String folder : List.of("proc", "dev", "tmp", "usr", "etc", "home", "opt", "run", "var")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createDirectories(local.resolve("bin"));
        for (String name : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
        }
        for (String name : SETTINGS) {
            if (Files.exists(Path.of("/etc", name))) {
                host("cp", "-a", "/etc/" + name, root.resolve("etc").toString());
            }
        }
    }

    private void copy(String arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments.split(" ", -1)));
        words.removeIf(word -> word.startsWith("--"));
        Path target = root.resolve(words.remove(words.size() - 1).substring(1));
        boolean intoFolder = Files.isDirectory(target) || arguments.endsWith("/");
        Files.createDirectories(intoFolder ? target : target.getParent());
        for (String word : words) {
            host("cp", "-rL", word.replace("/build/", ""), target.toString());
        }
    }

    /** As root, with the arguments of the build as its environment. */
    private void run(String command) throws IOException, InterruptedException {
        if (command.contains("apt-get")) {
            // The packages of this machine are there instead; ContainerIT looks whether they have these names.
            return;
        }
        Map<String, String> environment = base();
        environment.putAll(stage.variables("ARG"));
        Image.Run run = finish(start(environment, "rw", "", List.of("/bin/sh", "-c", command)));
        if (run.exitCode() != 0) {
            throw new IllegalStateException(command + "\n" + run.err());
        }
    }

    /** A container of this image: {@code home} is its home, its root cannot be written, and {@code environment} is added to that of the image. */
    record Container(HandMadeImage image, Path home, Map<String, String> environment) {

        /** Runs the entry point with {@code arguments} to its end. */
        Image.Run run(String... arguments) throws IOException, InterruptedException {
            return finish(start(arguments));
        }

        /** Starts the entry point with {@code arguments}. */
        Started start(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(image.stage.words("ENTRYPOINT"));
            command.addAll(List.of(arguments));
            return execute(command);
        }

        /** Runs the health check, with another word at its end if {@code of} has one. */
        Image.Run health(String... of) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(image.stage.words("HEALTHCHECK"));
            if (of.length > 0) {
                command.set(command.size() - 1, of[0]);
            }
            return finish(execute(command));
        }

        /** Runs a line of a shell to its end. */
        Image.Run shell(String line) throws IOException, InterruptedException {
            return finish(execute(List.of("/bin/sh", "-c", line)));
        }

        private Started execute(List<String> command) throws IOException {
            Map<String, String> all = base();
            all.putAll(image.stage.variables("ENV"));
            all.putAll(environment);
            List<String> asUser = new ArrayList<>(List.of(
                    "setpriv",
                    "--reuid=" + image.user,
                    "--regid=" + image.stage.variables("ARG").get("GID"),
                    "--clear-groups",
                    "--inh-caps=-all",
                    "--bounding-set=-all",
                    "--no-new-privs",
                    "env",
                    "-C",
                    image.stage.only("WORKDIR")));
            asUser.addAll(command);
            return image.start(all, "ro", home + " " + image.stage.only("VOLUME"), asUser);
        }
    }

    /** A container that gives {@code home} to its user. */
    Container container(Path home, Map<String, String> environment) throws IOException, InterruptedException {
        host("chown", "-R", user + ":" + user, home.toString());
        return new Container(this, home, environment);
    }

    /** A file of the image. */
    Path file(String path) {
        return root.resolve(path.substring(1));
    }

    private static Map<String, String> base() {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", JAVA);
        environment.put("PATH", JAVA + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        return environment;
    }

    /** A process and where it prints. */
    record Started(Process process, Path out, Path err) {}

    private Started start(Map<String, String> environment, String mode, String volume, List<String> command)
            throws IOException {
        String mounts = String.join(
                "\n",
                "/usr /usr ro",
                local + " /usr/local " + mode,
                System.getProperty("java.home") + " " + JAVA + " ro",
                volume);
        List<String> all = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "bash", "-euc"));
        all.addAll(List.of(ENTER, "enter", root.toString(), mode, mounts));
        all.addAll(command);
        Path out = Files.createTempFile("container", ".out");
        Path err = Files.createTempFile("container", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Started(process, out, err);
    }

    private static Image.Run finish(Started started) throws IOException, InterruptedException {
        if (!started.process().waitFor(2, TimeUnit.MINUTES)) {
            started.process().destroyForcibly();
            throw new IllegalStateException("it did not end: " + Files.readString(started.err()));
        }
        Image.Run run = new Image.Run(
                started.process().exitValue(), Files.readString(started.out()), Files.readString(started.err()));
        Files.delete(started.out());
        Files.delete(started.err());
        return run;
    }

    private static void host(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
    }
}
