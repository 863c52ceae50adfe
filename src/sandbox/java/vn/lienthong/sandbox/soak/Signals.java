package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is done to a process from outside, by the tools every Linux has. */
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) throws IOException, InterruptedException {
        run("sh", "-c", "kill -" + signal + " " + pid);
    }

    /** From now on no byte can be written to any file; see setrlimit(2), RLIMIT_FSIZE. */
    static void fillDisk(long pid) throws IOException, InterruptedException {
        run("prlimit", "--pid", String.valueOf(pid), "--fsize=0:");
    }

    static void emptyDisk(long pid) throws IOException, InterruptedException {
        run("prlimit", "--pid", String.valueOf(pid), "--fsize=unlimited:");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
