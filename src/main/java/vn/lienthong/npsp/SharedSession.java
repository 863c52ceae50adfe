package vn.lienthong.npsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * What all processes know of the login: the session, sealed; that one of them is just logging in; or that the account was
 * refused. While the ledger is out of reach this process goes by what it knew last, and looks after itself.
 */
final class SharedSession {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSession.class);
    private static final String NAME = "session/npsp";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Note NOTHING = new Note(Kind.NOTHING, Instant.EPOCH, null, false, null);

    private final Memos memos;
    private final Seal seal;
    private final InstantSource time;
    private Memo memo = new Memo(NAME, 0, null);
    private Note known = NOTHING;

    SharedSession(Memos memos, Seal seal, InstantSource time) {
        this.memos = memos;
        this.seal = seal;
        this.time = time;
    }

    enum Kind {
        NOTHING,
        /** A session, issued at {@code at}. */
        SESSION,
        /** A process is logging in, and has until {@code at}. */
        LOGGING_IN,
        /** The account was refused, and is left alone until {@code at}. */
        REFUSED
    }

    /**
     * @param session sealed
     * @param afterRefusal the portal had refused the session before this one
     */
    record Note(
            Kind kind,
            Instant at,
            @Nullable String session,
            boolean afterRefusal,
            @Nullable Problem refusal) {

        @Override
        public String toString() {
            return kind + " " + at;
        }
    }

    synchronized Note read() {
        try {
            see(memos.read(NAME));
        } catch (LedgerUnavailable unavailable) {
            LOG.debug("The session all processes share cannot be read. What was known of it serves.");
        }
        return known;
    }

    /** The session in a note; empty if it is not one that this account can use. */
    Optional<String> session(Note note) {
        return note.session() == null ? Optional.empty() : seal.open(note.session());
    }

    /**
     * Takes it on to log in for all, in place of what was read last.
     *
     * @return false if another process was faster
     */
    synchronized boolean beginLogin(Duration atMost) {
        return write(new Note(Kind.LOGGING_IN, time.instant().plus(atMost), null, false, null));
    }

    synchronized void loggedIn(String session, Instant at, boolean afterRefusal) {
        write(new Note(Kind.SESSION, at, seal.close(session), afterRefusal, null));
    }

    synchronized void refused(Problem refusal, Instant until) {
        write(new Note(Kind.REFUSED, until, null, false, refusal));
    }

    /** Nothing came of the login, and the next one may try at once. */
    synchronized void gaveUp() {
        write(NOTHING);
    }

    private boolean write(Note note) {
        try {
            Optional<Memo> written = memos.write(memo, JSON.writeValueAsString(note));
            written.ifPresent(this::see);
            return written.isPresent();
        } catch (LedgerUnavailable unavailable) {
            LOG.debug("The other processes could not be told of the login. Each looks after itself until they can.");
            known = note;
            return true;
        }
    }

    private void see(Memo now) {
        if (now.version() == memo.version()) {
            return;
        }
        memo = now;
        try {
            known = now.content() == null ? NOTHING : JSON.readValue(now.content(), Note.class);
        } catch (JacksonException unreadable) {
            LOG.warn("{} in the ledger is unreadable. The next login writes it anew.", NAME);
            known = NOTHING;
        }
    }
}
