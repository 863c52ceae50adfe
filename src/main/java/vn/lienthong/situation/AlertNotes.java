package vn.lienthong.situation;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/** Where it stands what was told. For one thread. */
interface AlertNotes {

    /** @throws LedgerUnavailable if it cannot be read now */
    AlertState read();

    /**
     * @return false if another process was faster: what was read holds no more
     * @throws LedgerUnavailable if it cannot be written now
     */
    boolean write(AlertState state);

    /** In this process, until it ends. */
    final class InMemory implements AlertNotes {

        private AlertState state = AlertState.NOTHING;

        @Override
        public AlertState read() {
            return state;
        }

        @Override
        public boolean write(AlertState next) {
            state = next;
            return true;
        }
    }

    /** In the ledger's database, for all processes. */
    final class InMemo implements AlertNotes {

        private static final Logger LOG = LoggerFactory.getLogger(AlertNotes.class);
        private static final JsonMapper JSON = new JsonMapper();

        private final Memos memos;
        private Memo memo;

        InMemo(Memos memos, String channel) {
            this.memos = memos;
            this.memo = new Memo("alerts/" + channel, 0, null);
        }

        @Override
        public AlertState read() {
            memo = memos.read(memo.name());
            if (memo.content() == null) {
                return AlertState.NOTHING;
            }
            try {
                return JSON.readValue(memo.content(), AlertState.class);
            } catch (JacksonException otherVersions) {
                LOG.warn("What was told by {} cannot be read. What is still so is told anew.", memo.name());
                return AlertState.NOTHING;
            }
        }

        @Override
        public boolean write(AlertState state) {
            Optional<Memo> written = memos.write(memo, JSON.writeValueAsString(state));
            written.ifPresent(now -> memo = now);
            return written.isPresent();
        }
    }
}
