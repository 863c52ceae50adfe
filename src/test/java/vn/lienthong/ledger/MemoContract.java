package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Memos.Memo;

/** What processes tell each other: of two writers one learns that the other was faster. */
abstract class MemoContract extends LedgerOnDatabase {

    private Memos memos;

    @BeforeEach
    void memos() {
        memos = new JdbcMemos(database, clock);
    }

    @Test
    void what_nobody_wrote_has_no_content() {
        assertThat(memos.read("breaker/npsp")).isEqualTo(new Memo("breaker/npsp", 0, null));
        assertThat(memos.under("")).isEmpty();
    }

    @Test
    void what_was_written_is_read_by_name_and_by_the_names_beginning() {
        Memo first = memos.write(memos.read("breaker/npsp"), "open").orElseThrow();
        memos.write(memos.read("breaker/lgsp"), "closed");
        memos.write(memos.read("session/npsp"), "x");
        assertThat(memos.read("breaker/npsp")).isEqualTo(first).isEqualTo(new Memo("breaker/npsp", 1, "open"));
        assertThat(memos.under("breaker/")).extracting(Memo::name).containsExactly("breaker/lgsp", "breaker/npsp");
        memos.write(first, "closed");
        assertThat(memos.read("breaker/npsp")).isEqualTo(new Memo("breaker/npsp", 2, "closed"));
    }

    @Test
    void whoever_has_not_read_the_newest_changes_nothing() {
        Memo none = memos.read("m");
        Memo first = memos.write(none, "a").orElseThrow();
        assertThat(memos.write(none, "b")).isEmpty();
        memos.write(first, "c");
        assertThat(memos.write(first, "d")).isEmpty();
        assertThat(memos.read("m").content()).isEqualTo("c");
    }

    @Test
    void of_many_who_write_at_once_one_does() throws Exception {
        for (int round = 0; round < 10; round++) {
            Memo read = memos.read("m");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                int written = 0;
                for (Future<Boolean> each : threads.invokeAll(IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(
                                i -> () -> memos.write(read, "by " + i).isPresent())
                        .toList())) {
                    written += each.get() ? 1 : 0;
                }
                assertThat(written).isEqualTo(1);
            }
        }
    }
}
