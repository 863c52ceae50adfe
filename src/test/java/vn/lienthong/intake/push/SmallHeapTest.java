package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many slow and large pushes at the same time, before a process with little memory. */
@Tag("long")
@Timeout(600)
class SmallHeapTest {

    private static final int SENDERS = 400;
    /** A busy machine may keep a sender from sending for so long that it is taken for silent and cut off. */
    private static final int STARVED = 408;

    @TempDir
    Path dir;

    @Test
    void takes_or_puts_off_each_of_many_slow_and_large_pushes_and_lives() throws Exception {
        Process process = PushProcess.start(dir, "128m");
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = port(process);
            List<Future<Integer>> all = new ArrayList<>();
            for (int n = 0; n < SENDERS; n++) {
                int size = n % 4 == 0 ? 4_000_000 : 200_000;
                String key = "push-" + n;
                all.add(senders.submit(() -> push(client, port, key, size, true)));
            }
            Map<Integer, Integer> answers = new TreeMap<>();
            for (Future<Integer> each : all) {
                answers.merge(each.get(), 1, Integer::sum);
            }
            System.out.printf("Answers to %d pushes at once: %s%n", SENDERS, answers);
            assertThat(process.isAlive()).as(log()).isTrue();
            assertThat(answers.keySet()).isSubsetOf(202, 503, STARVED).contains(202);
            assertThat(push(client, port, "afterwards", 4_000_000, false)).isEqualTo(202);
        } finally {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    private String log() throws IOException {
        List<String> lines = Files.readAllLines(dir.resolve("log.txt"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private int port(Process process) throws IOException {
        while (process.isAlive() && !Files.exists(dir.resolve("port"))) {
            LockSupport.parkNanos(10_000_000);
        }
        return Integer.parseInt(Files.readString(dir.resolve("port")));
    }

    private static int push(HttpClient client, int port, String key, int size, boolean slow) throws Exception {
        byte[] head = ("{\"dossier\":\"H-" + key + "\",\"owner\":\"").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/records/json-flow"))
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Trickle(head, size, slow)))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException cutOff) {
            return STARVED;
        }
    }

    /** A record of that many bytes; a slow one rests a little after each piece. */
    private static final class Trickle extends InputStream {

        private final byte[] head;
        private final int size;
        private final boolean slow;
        private int at;

        Trickle(byte[] head, int size, boolean slow) {
            this.head = head;
            this.size = size;
            this.slow = slow;
        }

        @Override
        public int read() {
            int now = at++;
            if (now < head.length) {
                return head[now];
            }
            return now < size ? 'x' : now == size ? '"' : now == size + 1 ? '}' : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (slow) {
                LockSupport.parkNanos(2_000_000);
            }
            int count = 0;
            while (count < most) {
                int next = read();
                if (next < 0) {
                    return count == 0 ? -1 : count;
                }
                into[from + count++] = (byte) next;
            }
            return count;
        }
    }
}
