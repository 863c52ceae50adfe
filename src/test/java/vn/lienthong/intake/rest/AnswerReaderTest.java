package vn.lienthong.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final AnswerReader reader = new AnswerReader(
            new Pull(
                    "json-flow",
                    "motcua",
                    "/ho-so",
                    Pull.RecordList.of("data.items", "key"),
                    null,
                    Paging.of("cursor", "cursor", 1, "data.next"),
                    "",
                    10,
                    Duration.ofSeconds(1)),
            ZoneId.of("Asia/Ho_Chi_Minh"));

    /** As a tree, it takes twenty-five times as much. */
    @Test
    void what_stands_beside_the_records_costs_no_memory() throws Exception {
        String wide = "{},".repeat(2 * MEGABYTE);
        byte[] answer = ("{\"data\":{\"debug\":[" + wide + "0],\"next\":7,\"items\":[{\"key\":\"1\"}]}}")
                .getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Answer read = reader.read(answer);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(read.next()).isEqualTo("7");
        assertThat(read.records()).extracting(Answer.Given::key).containsExactly("1");
        assertThat(allocated).isLessThan(8 * MEGABYTE);
    }
}
