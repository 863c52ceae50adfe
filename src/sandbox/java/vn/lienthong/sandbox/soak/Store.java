package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Where the connectors keep their ledger, and how it is done harm. */
interface Store extends AutoCloseable {

    /** The connectors' settings that lead them here. */
    Map<String, String> settings();

    /** To read what stands in it. */
    Connection open() throws SQLException;

    /** Stops at once, as a server does that is told to stop immediately. */
    void stop() throws IOException, InterruptedException;

    /** Kills all its processes. */
    void kill() throws IOException, InterruptedException;

    /** Starts again after {@link #stop()} or {@link #kill()}; returns when it answers. */
    void start() throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;
}
